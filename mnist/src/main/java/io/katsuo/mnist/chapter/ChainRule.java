package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import java.io.PrintStream;

/** Examples on the chain rule: sections 5.2.1 to 5.2.3. */
final class ChainRule {
    private ChainRule() {}

    /** What a single node does to the signal that comes back to it. */
    static void oneNode(PrintStream out, Pictures pictures) {
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
        pictures.add("fig-05-06-one-node-formula", oneNodeFormula());
        pictures.add("fig-05-06-one-node", backward.diagram("The same for y = x² at x = 3 and E = 5"));
    }

    private static Diagram oneNodeFormula() {
        Diagram.Builder picture = Diagram.builder("Figure 5.6: the signal E times the local derivative");
        var f = picture.circle("f");
        picture.edge(picture.text("x"), f, "x", "E·∂y/∂x");
        picture.edge(f, picture.text("y"), "y", "E");
        return picture.build();
    }

    /** The chain rule: derivatives of the parts are multiplied, from right to left. */
    static void chainRule(PrintStream out, Pictures pictures) {
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
        pictures.add("fig-05-07-chain-rule", chainRuleFormulas());
        pictures.add("fig-05-08-chain-rule", backward.diagram("Figure 5.8: both derivatives are 2(x + y)"));
    }

    private static Diagram chainRuleFormulas() {
        Diagram.Builder picture = Diagram.builder("Figure 5.7: local derivatives are multiplied");
        var sum = picture.circle("+");
        var square = picture.circle("**2");
        picture.edge(picture.text("x"), sum, "", "∂z/∂z · ∂z/∂t · ∂t/∂x");
        picture.edge(picture.text("y"), sum, "", "∂z/∂z · ∂z/∂t · ∂t/∂y");
        picture.edge(sum, square, "t", "∂z/∂z · ∂z/∂t");
        picture.edge(square, picture.text("z"), "", "∂z/∂z");
        return picture.build();
    }
}
