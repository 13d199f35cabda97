package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import java.io.PrintStream;

/** The affine transformation of one sample: a matrix product and a sum, and the shapes of their derivatives. */
public final class Ex16AffineOneSample implements Example {
    /** The example. */
    public Ex16AffineOneSample() {}

    static void main() {
        Example.show(new Ex16AffineOneSample());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Tensor x = Tensor.of(1, 2);
        Tensor w = Tensor.of(new float[][] {{1, 3, 5}, {2, 4, 6}});
        Tensor b = Tensor.of(1, 2, 3);
        Affine affine = new Affine(w, b);

        out.println(
                "Y = X·W + B. Inner extents must agree: X " + x.shape() + " · W " + w.shape() + " + B " + b.shape());
        Tensor y = affine.forward(x);
        out.println("Y  " + y.shape() + " = " + y);

        out.println("Backward, with dL/dY = (0.5, -1, 2):");
        Tensor dx = affine.backward(Tensor.of(0.5f, -1, 2));
        out.println("dX " + dx.shape() + " = dY·Wᵀ = " + dx);
        out.println("dW " + affine.dW().shape() + " = Xᵀ·dY, every x times every dy =");
        out.println(affine.dW());
        out.println("dB " + affine.db().shape() + " = dY = " + affine.db());
        out.println("Each derivative has the shape of its variable; with that the order and the transposes of the two");
        out.println("products can be found again: W is [2, 3], and so is only Xᵀ·dY, [2, 1]·[1, 3].");

        try {
            affine.forward(Tensor.of(1, 2, 3));
        } catch (ShapeException e) {
            out.println("Three inputs do not fit: " + e.getMessage());
        }
    }

    @Override
    public String title() {
        return "Affine layer, one sample";
    }

    @Override
    public String section() {
        return "5.6.1, figures 5.26 to 5.29";
    }
}
