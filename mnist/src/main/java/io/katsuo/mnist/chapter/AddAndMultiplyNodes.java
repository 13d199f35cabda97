package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import java.io.PrintStream;

/** Examples on the backward rules of sums and products: sections 5.3.1 to 5.3.3. */
final class AddAndMultiplyNodes {
    private AddAndMultiplyNodes() {}

    /** An addition node passes the signal on to both sides, unchanged. */
    static void addNode(PrintStream out, Pictures pictures) {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node z = x.add(y).named("z");
        Evaluation forward = graph.evaluate(10, 5);
        out.println("z = x + y = 10 + 5 = " + brief(forward.value(z)));

        out.println("Somewhere to the right is the final result L, and from there comes dL/dz = 1.3:");
        Gradients backward = forward.backward(z, 1.3);
        out.println("  to x: 1.3 · " + brief(backward.local(z, 0)) + " = " + brief(backward.of(x)));
        out.println("  to y: 1.3 · " + brief(backward.local(z, 1)) + " = " + brief(backward.of(y)));
        pictures.add("fig-05-09-add", graph.diagram("Figure 5.9: an addition node, forward and backward", z, "∂L/∂z"));
        pictures.add("fig-05-10-add-within", addNodeWithin());
        pictures.add("fig-05-11-add", backward.diagram("Figure 5.11: 1.3 goes to both sides"));
        out.println("Addition need not keep its inputs.");
    }

    private static Diagram addNodeWithin() {
        Diagram.Builder picture = Diagram.builder("Figure 5.10: the addition node within something larger");
        var before = picture.box("what comes before");
        var sum = picture.circle("+");
        var after = picture.box("what comes after");
        picture.edge(before, sum, "x", "∂L/∂x = ∂L/∂z · ∂z/∂x");
        picture.edge(before, sum, "y", "∂L/∂y = ∂L/∂z · ∂z/∂y");
        picture.edge(sum, after, "z", "∂L/∂z");
        picture.edge(after, picture.text("L"), "", "1");
        return picture.build();
    }

    /** A multiplication node swaps its inputs in the backward pass. */
    static void multiplyNode(PrintStream out, Pictures pictures) {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node z = x.multiply(y).named("z");
        Evaluation forward = graph.evaluate(10, 5);
        out.println("z = x · y = 10 · 5 = " + brief(forward.value(z)));

        out.println("From the right comes dL/dz = 1.3, and each side gets it times the other side's value:");
        Gradients backward = forward.backward(z, 1.3);
        out.println("  to x: 1.3 · y = 1.3 · " + brief(backward.local(z, 0)) + " = " + brief(backward.of(x)));
        out.println("  to y: 1.3 · x = 1.3 · " + brief(backward.local(z, 1)) + " = " + brief(backward.of(y)));
        pictures.add(
                "fig-05-12-multiply",
                graph.diagram("Figure 5.12: a multiplication node, forward and backward", z, "∂L/∂z"));
        pictures.add("fig-05-13-multiply", backward.diagram("Figure 5.13: 1.3 comes back, 6.5 and 13 go on"));
        out.println("So multiplication must keep its inputs until the backward pass.");
    }

    /** All derivatives of the price of two apples. */
    static void appleGradients(PrintStream out, Pictures pictures) {
        Graph graph = new Graph();
        Node apple = graph.input("apple");
        Node number = graph.input("number");
        Node tax = graph.input("tax");
        Node apples = apple.multiply(number).named("apples");
        Node total = apples.multiply(tax).named("total");
        Evaluation forward = graph.evaluate(100, 2, 1.1);
        Gradients backward = forward.backward(total);
        out.println("Price 100, number 2, tax 1.1. Backward, step by step:");
        out.print(backward.trace());
        pictures.add("fig-05-14-apples", backward.diagram("Figure 5.14: apples, backward"));
        out.println();

        out.println("  by the apples' sum  " + brief(backward.of(apples)));
        out.println("  by the tax          " + brief(backward.of(tax)));
        out.println("  by an apple's price " + brief(backward.of(apple)));
        out.println("  by their number     " + places(backward.of(number), 2));
        out.println(
                "The tax seems to matter a hundred times as much as the price. That is a question of units: 1 more of");
        out.println("tax means 100 % more, 1 more of price is one coin.");
    }

    /** The exercise: apples and oranges, all derivatives. */
    static void fruitGradients(PrintStream out, Pictures pictures) {
        Graph graph = new Graph();
        Node apples = graph.input("apple").multiply(graph.input("apple number")).named("apples");
        Node oranges =
                graph.input("orange").multiply(graph.input("orange number")).named("oranges");
        Node fruit = apples.add(oranges).named("fruit");
        Node total = fruit.multiply(graph.input("tax")).named("total");
        Evaluation forward = graph.evaluate(100, 2, 150, 3, 1.1);

        Gradients backward = forward.backward(total);
        out.println("One pass backward fills in every box. The sum passes on " + brief(backward.of(fruit))
                + " to both sides:");
        for (Node node : graph.nodes()) {
            out.println("  by " + node + ": " + places(backward.of(node), 2));
        }
        pictures.add("fig-05-15-apples-and-oranges", backward.diagram("Figure 5.15: the boxes filled in"));
        out.println();

        out.println("Numerically, each input changed by 0.0001 up and down:");
        for (Node input : graph.inputs()) {
            out.println("  by " + input + ": " + places(forward.numericalDerivative(total, input, 1e-4), 2));
        }
    }
}
