package io.katsuo.mnist.chapter;

import static io.katsuo.core.ops.Arithmetic.add;
import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Affine;
import java.io.PrintStream;

/**
 * A batch of samples at once: the bias goes to every row, so its derivative is the sum over the rows.
 *
 * @since 0.1
 */
public final class Ex17AffineBatch implements Example {
    /** The example. */
    public Ex17AffineBatch() {}

    static void main() {
        Example.show(new Ex17AffineBatch());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Tensor product = Tensor.of(new float[][] {{0, 0, 0}, {10, 10, 10}});
        Tensor bias = Tensor.of(1, 2, 3);
        out.println("Forward, the bias is added to every sample (row) of X·W:");
        out.println(add(product, bias));

        Tensor dy = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        out.println("So it took part in every row, and its derivative is the sum of dY's rows:");
        out.println(sum(dy, 0, false));

        out.println("The same in the layer, N = 2 samples of 2 inputs:");
        Affine affine = new Affine(Tensor.of(new float[][] {{1, 3, 5}, {2, 4, 6}}), bias);
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        out.println("Y  " + affine.forward(x).shape() + " =");
        out.println(affine.forward(x));
        Tensor dx = affine.backward(dy);
        out.println("dX " + dx.shape() + " =");
        out.println(dx);
        out.println("dW " + affine.dW().shape() + " =");
        out.println(affine.dW());
        out.println("dB " + affine.db().shape() + " = " + affine.db());

        pictures.add("fig-05-30-affine-batch", picture());
        out.println("Images of more axes are taken as rows, and dX gets their shape back:");
        Affine images = new Affine(Tensor.full(0.1f, 12, 5), Tensor.zeros(5));
        Tensor pixels = Tensor.full(1, 2, 3, 2, 2);
        Tensor scores = images.forward(pixels);
        out.println("X " + pixels.shape() + " -> Y " + scores.shape() + " -> dX "
                + images.backward(scores).shape());
    }

    private static Diagram picture() {
        Diagram.Builder picture = Diagram.builder("Figure 5.30: affine transformation of a batch of N samples");
        var dot = picture.circle("dot");
        var sum = picture.circle("+");
        picture.edge(picture.text("X"), dot, "[N, 2]", "∂L/∂Y · Wᵀ [N, 2]");
        picture.edge(picture.text("W"), dot, "[2, 3]", "Xᵀ · ∂L/∂Y [2, 3]");
        picture.edge(dot, sum, "X · W [N, 3]", "∂L/∂Y [N, 3]");
        picture.edge(picture.text("B"), sum, "[3]", "Σ ∂L/∂Y [3]");
        picture.edge(sum, picture.text("Y"), "[N, 3]", "∂L/∂Y [N, 3]");
        return picture.build();
    }

    @Override
    public String title() {
        return "Affine layer, a batch";
    }

    @Override
    public String section() {
        return "5.6.2, figure 5.30";
    }
}
