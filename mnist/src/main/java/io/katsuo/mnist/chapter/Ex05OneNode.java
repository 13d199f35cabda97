package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import java.io.PrintStream;

/**
 * What a single node does to the signal that comes back to it.
 *
 * @since 0.1
 */
public final class Ex05OneNode implements Example {
    /** The example. */
    public Ex05OneNode() {}

    static void main() {
        Example.show(new Ex05OneNode());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("A node y = f(x) gets a signal E from the right, multiplies it by its local derivative ∂y/∂x, and");
        out.println("sends E·∂y/∂x to the left. With f(x) = x², whose derivative is 2x, at x = 3, and E = 5:");
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = x.square().named("y");
        Evaluation forward = graph.evaluate(3);
        Gradients backward = forward.backward(y, 5);
        out.println("  y             " + brief(forward.value(y)));
        out.println("  ∂y/∂x         " + brief(backward.local(y, 0)));
        out.println("  sent to x     " + brief(backward.of(x)));
        pictures.add("fig-05-06-one-node-formula", formula());
        pictures.add("fig-05-06-one-node", backward.diagram("The same for y = x² at x = 3 and E = 5"));
    }

    private static Diagram formula() {
        Diagram.Builder picture = Diagram.builder("Figure 5.6: the signal E times the local derivative");
        var f = picture.circle("f");
        picture.edge(picture.text("x"), f, "x", "E·∂y/∂x");
        picture.edge(f, picture.text("y"), "y", "E");
        return picture.build();
    }

    @Override
    public String title() {
        return "One node backward";
    }

    @Override
    public String section() {
        return "5.2.1, figure 5.6";
    }
}
