package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.MatMul;
import java.io.PrintStream;

/**
 * The matrix product as a node, for a batch.
 *
 * @since 0.1
 */
public final class Ex26MatMul implements Example {
    /** The example. */
    public Ex26MatMul() {}

    static void main() {
        Example.show(new Ex26MatMul());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Tensor x = Tensor.of(new float[][] {
            {-0.38569833f, -0.07324896f, -0.58229009f},
            {-0.96699073f, -0.56693264f, 0.80395212f}
        });
        Tensor w = Tensor.of(new float[][] {
            {0.13311926f, -1.15183989f, 0.06628773f, -0.69977611f},
            {-0.45366951f, -0.94971094f, 0.3307429f, -0.43096151f},
            {-1.43208512f, -0.14871347f, 2.30186971f, 0.64263319f}
        });
        Tensor dy = Tensor.of(new float[][] {
            {2.26454874f, 0.3221979f, 0.40649511f, -0.59622509f},
            {0.05977523f, 1.20000979f, 2.68998884f, 0.31412483f}
        });
        MatMul matmul = new MatMul(w);
        out.println("y = x·W, " + x.shape() + " times " + w.shape() + ":");
        out.println(matmul.forward(x));
        out.println("dx = dy·Wᵀ:");
        out.println(matmul.backward(dy));
        out.println("dW = xᵀ·dy:");
        out.println(matmul.dW());
        out.println(
                "The rule is found for one row x, where dW[i][j] = x[i]·dy[j]. In a batch every row adds its part, which");
        out.println("is just what the product xᵀ·dy does.");
        pictures.add("matmul", picture());
    }

    private static Diagram picture() {
        Diagram.Builder picture = Diagram.builder("The matrix product node");
        var matmul = picture.circle("MatMul");
        picture.edge(picture.text("x"), matmul, "[N, D]", "∂L/∂y · Wᵀ [N, D]");
        picture.edge(picture.text("W"), matmul, "[D, H]", "xᵀ · ∂L/∂y [D, H]");
        picture.edge(matmul, picture.text("y"), "[N, H]", "∂L/∂y [N, H]");
        return picture.build();
    }

    @Override
    public String title() {
        return "The matrix product node";
    }

    @Override
    public String section() {
        return "the nodes inside layers";
    }
}
