package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/** Examples on computational graphs: sections 5.1.1 to 5.1.3. */
final class ComputationalGraphs {
    private ComputationalGraphs() {}

    /** Two apples and tax: a graph has operations as nodes, and values run along its edges. */
    static void buyApples(PrintStream out, Pictures pictures) {
        out.println("2 apples at 100 each, and 10 % tax. First draw the graph, then compute from left to right.");
        out.println();

        out.println("With the numbers that do not change inside the nodes:");
        Graph inside = new Graph();
        Node total = inside.input("apple").multiply(2).multiply(1.1).named("total");
        Evaluation result = inside.evaluate(100);
        out.print(result.trace());
        pictures.add("fig-05-01-apples", "Figure 5.1: two apples and tax", result);
        out.println();

        out.println("With every number an input of its own:");
        Graph outside = new Graph();
        Node apple = outside.input("apple");
        Node number = outside.input("number");
        Node tax = outside.input("tax");
        apple.multiply(number).named("apples").multiply(tax).named("total");
        Evaluation same = outside.evaluate(100, 2, 1.1);
        out.print(same.trace());
        pictures.add("fig-05-02-apples", "Figure 5.2: the same, all numbers outside", same);
        out.println();

        out.println("Either way the total is " + places(result.value(total), 2) + ". Every intermediate result is"
                + " kept: the apples alone are " + brief(same.value("apples")) + ".");
        out.println(
                "(A double cannot hold 1.1; the nearest one is a little larger, which the last digit of the total shows.)");
    }

    /** Two kinds of fruit meet in an addition node. */
    static void applesAndOranges(PrintStream out, Pictures pictures) {
        out.println("2 apples at 100, 3 oranges at 150, 10 % tax on all. Forward propagation:");
        Graph graph = new Graph();
        Node apples = graph.input("apple").multiply(graph.input("apple number")).named("apples");
        Node oranges =
                graph.input("orange").multiply(graph.input("orange number")).named("oranges");
        Node fruit = apples.add(oranges).named("fruit");
        fruit.multiply(graph.input("tax")).named("total");
        Evaluation forward = graph.evaluate(100, 2, 150, 3, 1.1);
        out.print(forward.trace());
        out.println();

        out.println("The new node + adds two amounts of money, " + brief(forward.value(apples)) + " + "
                + brief(forward.value(oranges)) + " = " + brief(forward.value(fruit)) + ", not numbers of fruit.");
        pictures.add("fig-05-03-apples-and-oranges", "Figure 5.3: apples, oranges and tax", forward);
    }

    /** A node knows its inputs and nothing else, however large the graph is. */
    static void localComputation(PrintStream out, Pictures pictures) {
        out.println("The shopping of a whole week came to 4,000 before the apples were added. How, no node need know:");
        Graph graph = new Graph();
        Node apples = graph.input("apple").multiply(graph.input("number")).named("apples");
        Node others = graph.input("all the rest");
        Node sum = apples.add(others).named("sum");
        sum.multiply(graph.input("tax")).named("total");
        Evaluation forward = graph.evaluate(100, 2, 4000, 1.1);
        out.print(forward.trace());
        out.println();

        out.println("The node + saw two numbers, 200 and 4000, and gave " + brief(forward.value(sum))
                + ". That is all it does.");
        out.println("With tax " + places(forward.value("total"), 2) + ".");
        pictures.add("fig-05-04-local-computation", "Figure 5.4: apples among other things", forward);
    }

    /** One pass backward gives the derivative by everything; what it means, and what it agrees with. */
    static void whyBackward(PrintStream out, Pictures pictures) {
        out.println("By how much does the total rise with the price of an apple? Backward propagation tells:");
        Graph graph = new Graph();
        Node apple = graph.input("apple");
        Node apples = apple.multiply(2).named("apples");
        Node total = apples.multiply(1.1).named("total");
        Evaluation forward = graph.evaluate(100);
        Gradients backward = forward.backward(total);
        out.print(backward.trace());
        pictures.add("fig-05-05-backward", backward.diagram("Figure 5.5: the derivative travels from right to left"));
        out.println();

        out.println("From right to left: " + brief(backward.of(total)) + ", " + brief(backward.of(apples)) + ", "
                + brief(backward.of(apple)) + ".");
        out.println("If an apple costs 1 more, the total rises by "
                + places(forward.with("apple", 101).value(total) - forward.value(total), 6) + ": from "
                + places(forward.value(total), 2) + " to "
                + places(forward.with("apple", 101).value(total), 2)
                + ".");
        out.println("Without any rule of differentiation, by trying values a little above and below: "
                + places(forward.numericalDerivative(total, apple, 1e-4), 6) + ".");
        out.println();

        out.println("Three advantages: every node computes for itself; intermediate results, such as "
                + brief(forward.value(apples)) + ", are kept;");
        out.println(
                "and one pass backward gives all derivatives, each computed once and shared by what comes before it.");
    }
}
