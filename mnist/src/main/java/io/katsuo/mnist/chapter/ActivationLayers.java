package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import java.io.PrintStream;
import java.util.Locale;

/** Examples on ReLU and sigmoid: section 5.5. */
final class ActivationLayers {
    private ActivationLayers() {}

    /** ReLU is a switch in a wire: on, everything passes, forward and backward; off, nothing does. */
    static void relu(PrintStream out, Pictures pictures) {
        Relu relu = new Relu();
        Tensor x = Tensor.of(new float[][] {{1, -0.5f}, {-2, 3}});
        out.println("x =");
        out.println(x);
        out.println("Forward, x where x > 0, else 0:");
        out.println(relu.forward(x));
        out.println("The mask, 1 where the switch is off:");
        out.println(relu.mask());
        out.println("Backward of dout = 10 everywhere:");
        out.println(relu.backward(Tensor.full(Shape.of(2, 2), 10)));
        out.println();

        relu.forward(Tensor.of(0));
        out.println("At x = 0 the switch counts as off: dx = " + relu.backward(Tensor.of(10)));
        pictures.add("fig-05-18-relu-on", oneSwitch("Figure 5.18, x > 0: the switch is on", 3));
        pictures.add("fig-05-18-relu-off", oneSwitch("Figure 5.18, x ≤ 0: the switch is off", -2));
    }

    /** The same for one number, as a node of a graph, with 10 coming back. */
    private static Diagram oneSwitch(String title, double x) {
        Graph graph = new Graph();
        Node y = graph.input("x")
                .apply("relu", v -> Math.max(v, 0), v -> v > 0 ? 1 : 0)
                .named("y");
        Evaluation forward = graph.evaluate(x);
        return forward.backward(y, 10).diagram(title);
    }

    /** The sigmoid from four elementary nodes, and the derivative node by node. */
    static void sigmoidInSteps(PrintStream out, Pictures pictures) {
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
            pictures.add("fig-05-" + (19 + nodes) + "-sigmoid", stepFormulas(nodes));
        }
    }

    /**
     * Figures 5.19 to 5.23: the formulas, with the signal come back through this many nodes. The same graph without
     * names, which would stand for the formulas.
     */
    private static Diagram stepFormulas(int nodes) {
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

    /** The four nodes as one, which needs its output only. */
    static void sigmoidGrouped(PrintStream out, Pictures pictures) {
        out.println(
                "y² · exp(-x) is the same as y · (1 - y): one node instead of four, which keeps only y for the backward");
        out.println("pass.");
        out.println();
        out.println("    x    y²·exp(-x)    y·(1-y)");
        double largest = 0;
        for (int x = -20; x <= 20; x++) {
            float exp = (float) Math.exp(-x);
            float y = 1 / (1 + exp);
            float inSteps = y * y * exp;
            float grouped = y * (1 - y);
            largest = Math.max(largest, Math.abs((double) inSteps - grouped));
            if (x % 5 == 0) {
                out.println(row(x, inSteps, grouped));
            }
        }
        out.println("In float they differ by at most " + String.format(Locale.ROOT, "%.1e", largest)
                + ". But where y is" + " nearly 1, 1 - y has lost its digits,");
        out.println("and from x = 17 on y is 1 and the derivative 0. Katsuo's layer takes y · sigmoid(-x) instead:");
        Sigmoid sigmoid = new Sigmoid();
        for (float x : new float[] {0, 15, 20}) {
            sigmoid.forward(Tensor.of(x));
            out.println("  sigmoid'(" + (int) x + ") = "
                    + sigmoid.backward(Tensor.of(1)).item());
        }
        pictures.play(oneSigmoid());
        pictures.add(
                "fig-05-24-sigmoid", groupedFormulas("Figure 5.24: the sigmoid as one node", "∂L/∂y · y² · exp(−x)"));
        pictures.add(
                "fig-05-25-sigmoid", groupedFormulas("Figure 5.25: it needs its output only", "∂L/∂y · y · (1 − y)"));
    }

    /** The sigmoid of one number as a single node. */
    private static Diagram oneSigmoid() {
        Graph graph = new Graph();
        Node y = graph.input("x")
                .apply("sigmoid", x -> 1 / (1 + Math.exp(-x)), (x, value) -> value * (1 - value))
                .named("y");
        return graph.evaluate(0.5).backward(y).diagram("The sigmoid as one node, at x = 0.5");
    }

    private static String row(int x, float inSteps, float grouped) {
        return String.format(Locale.ROOT, "%5d  %12.4e  %12.4e", x, inSteps, grouped);
    }

    private static Diagram groupedFormulas(String title, String signal) {
        Diagram.Builder picture = Diagram.builder(title);
        var sigmoid = picture.circle("sigmoid");
        picture.edge(picture.text("x"), sigmoid, "", signal);
        picture.edge(sigmoid, picture.text("y"), "", "∂L/∂y");
        return picture.build();
    }

    /** The sigmoid layer on a small array. */
    static void sigmoidArray(PrintStream out, Pictures pictures) {
        Tensor x = Tensor.of(new float[][] {
            {-0.02564088f, -2.48760061f, -1.30450939f},
            {0.2162969f, -0.28149647f, -1.11479748f}
        });
        Tensor dy = Tensor.of(new float[][] {
            {-1.6494359f, 0.5121364f, -1.02999527f},
            {0.67516035f, -0.50797873f, -0.81326976f}
        });
        Sigmoid sigmoid = new Sigmoid();
        out.println("x =");
        out.println(x);
        out.println("y = 1 / (1 + exp(-x)) =");
        out.println(sigmoid.forward(x));
        out.println("dy =");
        out.println(dy);
        out.println("dx = dy·y·(1 - y) =");
        out.println(sigmoid.backward(dy));
        pictures.play(arraysDrawn(x, sigmoid.forward(x), dy, sigmoid.backward(dy)));
    }

    private static Diagram arraysDrawn(Tensor x, Tensor y, Tensor dy, Tensor dx) {
        Diagram.Builder picture = Diagram.builder("The sigmoid layer on arrays of 2 × 3");
        var sigmoid = picture.circle("sigmoid");
        picture.edge(picture.text("x"), sigmoid, "[2, 3]", "dy · y · (1 − y) [2, 3]");
        picture.edge(sigmoid, picture.text("y"), "[2, 3]", "dy [2, 3]");
        return new Recorded()
                .arrow(x, "y · (1 − y)", Recorded.array("dy · y · (1 − y)", dx))
                .arrow(y, "", Recorded.array("dy", dy))
                .in(picture.build());
    }
}
