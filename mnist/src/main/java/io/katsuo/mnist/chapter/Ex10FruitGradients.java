package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * The exercise: apples and oranges, all derivatives.
 *
 * @since 0.1
 */
public final class Ex10FruitGradients implements Example {
    /** The example. */
    public Ex10FruitGradients() {}

    static void main() {
        Example.show(new Ex10FruitGradients());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
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

    @Override
    public String title() {
        return "Apples and oranges: the exercise";
    }

    @Override
    public String section() {
        return "5.3.3, figure 5.15";
    }
}
