package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * A multiplication node swaps its inputs on the way back.
 *
 * @since 0.1
 */
public final class Ex08MultiplyNode implements Example {
    /** The example. */
    public Ex08MultiplyNode() {}

    static void main() {
        Example.show(new Ex08MultiplyNode());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
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
        out.println("So multiplication must keep its inputs until the signal is back.");
    }

    @Override
    public String title() {
        return "The multiplication node";
    }

    @Override
    public String section() {
        return "5.3.2, figures 5.12 and 5.13";
    }
}
