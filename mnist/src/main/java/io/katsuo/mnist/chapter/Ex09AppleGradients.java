package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * All derivatives of the price of two apples.
 *
 * @since 0.1
 */
public final class Ex09AppleGradients implements Example {
    /** The example. */
    public Ex09AppleGradients() {}

    static void main() {
        Example.show(new Ex09AppleGradients());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
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

    @Override
    public String title() {
        return "Apples: the derivative by everything";
    }

    @Override
    public String section() {
        return "5.3.3, figure 5.14";
    }
}
