package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Relu;
import java.io.PrintStream;
import java.util.Arrays;

/**
 * ReLU is a switch in a wire: on, everything passes both ways; off, nothing does.
 *
 * @since 0.1
 */
public final class Ex13Relu implements Example {
    /** The example. */
    public Ex13Relu() {}

    static void main() {
        Example.show(new Ex13Relu());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Relu relu = new Relu();
        Tensor x = Tensor.of(new float[][] {{1, -0.5f}, {-2, 3}});
        out.println("x =");
        out.println(x);
        out.println("Forward, x where x > 0, else 0:");
        out.println(relu.forward(x));
        out.println("The mask, true where the switch is off: " + Arrays.toString(relu.mask()));
        out.println("Backward of dout = 10 everywhere:");
        out.println(relu.backward(Tensor.full(10, 2, 2)));
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

    @Override
    public String title() {
        return "ReLU, a switch";
    }

    @Override
    public String section() {
        return "5.5.1, figure 5.18";
    }
}
