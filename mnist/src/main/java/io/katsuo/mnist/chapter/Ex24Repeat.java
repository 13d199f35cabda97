package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Repeat;
import java.io.PrintStream;

/**
 * A branch with many outputs: copies forward, their sum backward.
 *
 * @since 0.1
 */
public final class Ex24Repeat implements Example {
    /** The example. */
    public Ex24Repeat() {}

    static void main() {
        Example.show(new Ex24Repeat());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Repeat repeat = new Repeat();
        Tensor x = Tensor.of(new float[][] {{1.19485093f, 1.66341524f, -1.59975205f}});
        Tensor dy = Tensor.of(new float[][] {
            {-0.06655354f, 0.16201839f, -0.75654729f},
            {-1.0893431f, 0.20312229f, -0.33846025f}
        });
        out.println("x " + x.shape() + " =");
        out.println(x);
        out.println("Forward, two copies:");
        out.println(repeat.forward(x, 2));
        out.println("dy, one row for each copy:");
        out.println(dy);
        out.println("Backward, the sum of the rows: dx =");
        out.println(repeat.backward(dy));
        out.println("A bias is repeated for each sample of a batch; that is why its derivative is a column sum.");
        pictures.add("repeat", picture());
    }

    private static Diagram picture() {
        Diagram.Builder picture = Diagram.builder("The repeat node");
        var repeat = picture.circle("repeat");
        picture.edge(picture.text("x"), repeat, "[1, D]", "Σ rows of ∂L/∂y [1, D]");
        picture.edge(repeat, picture.text("y"), "[N, D]", "∂L/∂y [N, D]");
        return picture.build();
    }

    @Override
    public String title() {
        return "The repeat node";
    }

    @Override
    public String section() {
        return "the nodes inside layers";
    }
}
