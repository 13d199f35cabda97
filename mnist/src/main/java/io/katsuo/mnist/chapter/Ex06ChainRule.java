package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import java.io.PrintStream;

/**
 * The chain rule: derivatives of the parts are multiplied, from right to left.
 *
 * @since 0.1
 */
public final class Ex06ChainRule implements Example {
    /** The example. */
    public Ex06ChainRule() {}

    static void main() {
        Example.show(new Ex06ChainRule());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("z = (x + y)² in two parts: t = x + y and z = t². At x = 3, y = 4:");
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node t = x.add(y).named("t");
        Node z = t.square().named("z");
        Evaluation forward = graph.evaluate(3, 4);
        out.print(forward.trace());
        Gradients backward = forward.backward(z);
        out.print(backward.trace());
        out.println();

        out.println("The first signal is dz/dz = " + brief(backward.of(z)) + ". The square multiplies by 2t = "
                + brief(backward.local(z, 0)) + ", the sum by " + brief(backward.local(t, 0)) + ".");
        out.println("dz/dx = dz/dt · dt/dx = 2(x + y) = " + brief(backward.of(x)) + ", and dz/dy = "
                + brief(backward.of(y)) + ".");
        out.println("Numerically, by central difference: dz/dx = " + places(forward.numericalDerivative(z, x, 1e-4), 6)
                + ".");
        pictures.add("fig-05-07-chain-rule", formulas());
        pictures.add("fig-05-08-chain-rule", backward.diagram("Figure 5.8: both derivatives are 2(x + y)"));
    }

    private static Diagram formulas() {
        Diagram.Builder picture = Diagram.builder("Figure 5.7: local derivatives are multiplied");
        var sum = picture.circle("+");
        var square = picture.circle("**2");
        picture.edge(picture.text("x"), sum, "", "∂z/∂z · ∂z/∂t · ∂t/∂x");
        picture.edge(picture.text("y"), sum, "", "∂z/∂z · ∂z/∂t · ∂t/∂y");
        picture.edge(sum, square, "t", "∂z/∂z · ∂z/∂t");
        picture.edge(square, picture.text("z"), "", "∂z/∂z");
        return picture.build();
    }

    @Override
    public String title() {
        return "The chain rule";
    }

    @Override
    public String section() {
        return "5.2.2 and 5.2.3, figures 5.7 and 5.8";
    }
}
