package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Affine;
import java.io.PrintStream;

/**
 * The affine transformation of one sample: a matrix product and a sum, and the shapes of their derivatives.
 *
 * @since 0.1
 */
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
        out.println("Wᵀ " + w.transpose().shape() + " has the rows of W as columns.");
        out.println("dX " + dx.shape() + " = dY·Wᵀ = " + dx);
        out.println("dW " + affine.dW().shape() + " = Xᵀ·dY, every x times every dy =");
        out.println(affine.dW());
        out.println("dB " + affine.db().shape() + " = dY = " + affine.db());
        out.println("Each derivative has the shape of its variable; with that the order and the transposes of the two");
        out.println("products can be found again: W is [2, 3], and so is only Xᵀ·dY, [2, 1]·[1, 3].");

        pictures.add("fig-05-26-shapes", shapes());
        pictures.add("fig-05-27-affine", affine("Figure 5.27: affine transformation, forward", "", "", ""));
        pictures.add(
                "fig-05-28-affine",
                affine(
                        "Figure 5.28: affine transformation, with the shapes of all derivatives",
                        "∂L/∂Y · Wᵀ [2]",
                        "Xᵀ · ∂L/∂Y [2, 3]",
                        "∂L/∂Y [3]"));
        pictures.add("fig-05-29-dot", dot());
        try {
            affine.forward(Tensor.of(1, 2, 3));
        } catch (ShapeException e) {
            out.println("Three inputs do not fit: " + e.getMessage());
        }
    }

    private static Diagram shapes() {
        Diagram.Builder picture = Diagram.builder("Figure 5.26: the inner extents of a product must agree");
        var dot = picture.circle("dot");
        picture.edge(picture.text("X"), dot, "[2]", "");
        picture.edge(picture.text("W"), dot, "[2, 3]", "");
        picture.edge(dot, picture.text("X · W"), "[3]", "");
        return picture.build();
    }

    private static Diagram affine(String title, String dx, String dw, String dy) {
        Diagram.Builder picture = Diagram.builder(title);
        var dot = picture.circle("dot");
        var sum = picture.circle("+");
        picture.edge(picture.text("X"), dot, "[2]", dx);
        picture.edge(picture.text("W"), dot, "[2, 3]", dw);
        picture.edge(dot, sum, "X · W [3]", dy);
        picture.edge(picture.text("B"), sum, "[3]", dy);
        picture.edge(sum, picture.text("Y"), "[3]", dy);
        return picture.build();
    }

    private static Diagram dot() {
        Diagram.Builder picture = Diagram.builder("Figure 5.29: the product's backward, found by its shapes");
        var dot = picture.circle("dot");
        picture.edge(picture.text("X"), dot, "[1, 2]", "[1, 2] = [1, 3] · [3, 2]");
        picture.edge(picture.text("W"), dot, "[2, 3]", "[2, 3] = [2, 1] · [1, 3]");
        picture.edge(dot, picture.text("X · W"), "[1, 3]", "∂L/∂Y [1, 3]");
        return picture.build();
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
