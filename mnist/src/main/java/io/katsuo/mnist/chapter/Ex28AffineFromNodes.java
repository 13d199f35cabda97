package io.katsuo.mnist.chapter;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.AddLayer;
import io.katsuo.layers.Affine;
import io.katsuo.layers.InputGradients;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Repeat;
import java.io.PrintStream;

/**
 * An affine layer put together from MatMul, Repeat and Add, next to the one made in one piece.
 *
 * @since 0.1
 */
public final class Ex28AffineFromNodes implements Example {
    /** The example. */
    public Ex28AffineFromNodes() {}

    static void main() {
        Example.show(new Ex28AffineFromNodes());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        Rng rng = new Rng(1);
        Tensor x = Tensor.normal(rng, 0, 1, 4, 3);
        Tensor w = Tensor.normal(rng, 0, 1, 3, 2);
        Tensor b = Tensor.of(0.5f, -0.5f);
        Tensor dy = Tensor.normal(rng, 0, 1, 4, 2);

        MatMul matmul = new MatMul(w);
        Repeat repeat = new Repeat();
        AddLayer add = new AddLayer();
        Tensor y = add.forward(matmul.forward(x), repeat.forward(b, 4));
        InputGradients dAdd = add.backward(dy);
        Tensor dx = matmul.backward(dAdd.dx());
        Tensor db = repeat.backward(dAdd.dy());

        Affine affine = new Affine(w, b);
        out.println("Four samples through MatMul, Repeat and Add: y =");
        out.println(y);
        out.println("dW =");
        out.println(matmul.dW());
        out.println("db = " + db);
        out.println();

        out.println("The same bits as from the affine layer in one piece?");
        out.println("  y   " + affine.forward(x).sameBits(y));
        out.println("  dx  " + affine.backward(dy).sameBits(dx));
        out.println("  dW  " + affine.dW().sameBits(matmul.dW()));
        out.println("  db  " + affine.db().sameBits(db));
        pictures.add("affine-from-nodes", picture());
    }

    private static Diagram picture() {
        Diagram.Builder picture = Diagram.builder("An affine layer from nodes");
        var matmul = picture.circle("MatMul");
        var repeat = picture.circle("repeat");
        var sum = picture.circle("+");
        picture.edge(picture.text("x"), matmul, "[N, D]", "∂L/∂y · Wᵀ");
        picture.edge(picture.text("W"), matmul, "[D, M]", "xᵀ · ∂L/∂y");
        picture.edge(picture.text("b"), repeat, "[M]", "Σ rows of ∂L/∂y");
        picture.edge(matmul, sum, "[N, M]", "∂L/∂y");
        picture.edge(repeat, sum, "[N, M]", "∂L/∂y");
        picture.edge(sum, picture.text("y"), "[N, M]", "∂L/∂y");
        return picture.build();
    }

    @Override
    public String title() {
        return "An affine layer from nodes";
    }

    @Override
    public String section() {
        return "the nodes inside layers";
    }
}
