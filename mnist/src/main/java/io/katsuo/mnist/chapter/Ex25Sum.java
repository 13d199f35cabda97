package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Sum;
import java.io.PrintStream;

/**
 * The repeat node the other way round.
 *
 * @since 0.1
 */
public final class Ex25Sum implements Example {
    /** The example. */
    public Ex25Sum() {}

    static void main() {
        Example.show(new Ex25Sum());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Sum sum = new Sum();
        Tensor x = Tensor.of(new float[][] {
            {1.57649617f, -0.46032091f, 1.06130582f},
            {1.02455351f, -0.34278245f, 0.93201846f}
        });
        Tensor dy = Tensor.of(new float[][] {{-1.7463373f, -0.01989783f, 0.34527752f}});
        out.println("x =");
        out.println(x);
        out.println("Forward, the sum of each column: y =");
        out.println(sum.forward(x));
        out.println("dy =");
        out.println(dy);
        out.println("Backward, a copy for each row: dx =");
        out.println(sum.backward(dy));
        out.println("What one node does forward, the other does backward.");
        pictures.add("sum", picture());
    }

    private static Diagram picture() {
        Diagram.Builder picture = Diagram.builder("The sum node");
        var sum = picture.circle("sum");
        picture.edge(picture.text("x"), sum, "[N, D]", "N copies of ∂L/∂y [N, D]");
        picture.edge(sum, picture.text("y"), "[1, D]", "∂L/∂y [1, D]");
        return picture.build();
    }

    @Override
    public String title() {
        return "The sum node";
    }

    @Override
    public String section() {
        return "the nodes inside layers";
    }
}
