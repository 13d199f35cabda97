package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import java.io.PrintStream;

/**
 * An addition node passes the signal on to both sides, unchanged.
 *
 * @since 0.1
 */
public final class Ex07AddNode implements Example {
    /** The example. */
    public Ex07AddNode() {}

    static void main() {
        Example.show(new Ex07AddNode());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
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
        pictures.add("fig-05-10-add-within", within());
        pictures.add("fig-05-11-add", backward.diagram("Figure 5.11: 1.3 goes to both sides"));
        out.println("Addition needs to remember nothing of its inputs.");
    }

    private static Diagram within() {
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

    @Override
    public String title() {
        return "The addition node";
    }

    @Override
    public String section() {
        return "5.3.1, figures 5.9 to 5.11";
    }
}
