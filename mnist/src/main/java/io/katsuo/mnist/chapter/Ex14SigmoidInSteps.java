package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import java.io.PrintStream;

/**
 * The sigmoid from four elementary nodes, and the derivative node by node.
 *
 * @since 0.1
 */
public final class Ex14SigmoidInSteps implements Example {
    /** The example. */
    public Ex14SigmoidInSteps() {}

    static void main() {
        Example.show(new Ex14SigmoidInSteps());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("y = 1 / (1 + exp(-x)) as the nodes ×(-1), exp, +1 and /, at x = 0.5:");
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node minus = x.negate().named("minus x");
        Node exp = minus.exp().named("e");
        Node sum = exp.add(1).named("sum");
        Node y = sum.reciprocal().named("y");
        Evaluation forward = graph.evaluate(0.5);
        out.print(forward.trace());
        out.println();

        out.println("Backward from dL/dy = 1, each node by its own rule:");
        Gradients backward = forward.backward(y);
        out.println("  /      times -y²         " + places(backward.of(sum), 6));
        out.println("  +      passes it on      " + places(backward.of(exp), 6));
        out.println("  exp    times its output  " + places(backward.of(minus), 6));
        out.println("  ×(-1)  changes the sign  " + places(backward.of(x), 6));
        out.println("Together y² · exp(-x) = " + places(Math.pow(forward.value(y), 2) * forward.value(exp), 6) + ".");
        pictures.add("sigmoid-in-steps", backward.diagram("The sigmoid in steps, at x = 0.5"));
        for (int nodes = 0; nodes <= 4; nodes++) {
            pictures.add("fig-05-" + (19 + nodes) + "-sigmoid", formulas(nodes));
        }
    }

    /**
     * Figures 5.19 to 5.23: the formulas, with the signal come back through this many nodes. The same graph without
     * names, which would stand for the formulas.
     */
    private static Diagram formulas(int nodes) {
        Graph graph = new Graph();
        Node y = graph.input("x").negate().exp().add(1).reciprocal().named("y");
        if (nodes == 0) {
            return graph.diagram("Figure 5.19: sigmoid, forward");
        }
        Node first = y;
        for (int i = 1; i < nodes; i++) {
            first = first.operands().getFirst();
        }
        String title = "Figure 5." + (19 + nodes) + ": sigmoid, back through " + first.label();
        return graph.diagram(title, first, y, "∂L/∂y");
    }

    @Override
    public String title() {
        return "Sigmoid in steps";
    }

    @Override
    public String section() {
        return "5.5.2, figures 5.19 to 5.23";
    }
}
