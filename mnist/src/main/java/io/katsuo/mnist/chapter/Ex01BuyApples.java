package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * Two apples and tax: a graph has operations as nodes, and values run along its edges.
 *
 * @since 0.1
 */
public final class Ex01BuyApples implements Example {
    /** The example. */
    public Ex01BuyApples() {}

    static void main() {
        Example.show(new Ex01BuyApples());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("2 apples at 100 each, and 10 % tax. First draw the graph, then compute from left to right.");
        out.println();

        out.println("With the numbers that do not change inside the nodes:");
        Graph inside = new Graph();
        Node total = inside.input("apple").multiply(2).multiply(1.1).named("total");
        Evaluation result = inside.evaluate(100);
        out.print(result.trace());
        pictures.add("fig-05-01-apples", result.diagram("Figure 5.1: two apples and tax"));
        out.println();

        out.println("With every number an input of its own:");
        Graph outside = new Graph();
        Node apple = outside.input("apple");
        Node number = outside.input("number");
        Node tax = outside.input("tax");
        apple.multiply(number).named("apples").multiply(tax).named("total");
        Evaluation same = outside.evaluate(100, 2, 1.1);
        out.print(same.trace());
        pictures.add("fig-05-02-apples", same.diagram("Figure 5.2: the same, all numbers outside"));
        out.println();

        out.println("Either way " + places(result.value(total), 2) + " is to be paid. Every intermediate result is"
                + " kept: the apples alone are " + brief(same.value("apples")) + ".");
        out.println(
                "(A double cannot hold 1.1; the nearest one is a little larger, which the last digit of the total shows.)");
    }

    @Override
    public String title() {
        return "Buying apples";
    }

    @Override
    public String section() {
        return "5.1.1, figures 5.1 and 5.2";
    }
}
