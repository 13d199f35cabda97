package io.katsuo.mnist.chapter;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.sub;
import static io.katsuo.mnist.chapter.Recorded.array;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.AddLayer;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Branch;
import io.katsuo.layers.InputGradients;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Repeat;
import io.katsuo.layers.Sum;
import java.io.PrintStream;

/** Examples on the affine layer and what it is made of: sections 5.6.1 and 5.6.2. */
final class AffineLayers {
    private AffineLayers() {}

    /** The affine transformation of one sample: a matrix product and a sum, and the shapes of their derivatives. */
    static void affineOneSample(PrintStream out, Pictures pictures) {
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

        pictures.add("fig-05-26-shapes", shapesPicture());
        pictures.add("fig-05-27-affine", affinePicture("Figure 5.27: affine transformation, forward", "", "", ""));
        pictures.add(
                "fig-05-28-affine",
                Recorded.affine(affine, x, y, Tensor.of(0.5f, -1, 2), dx)
                        .in(affinePicture(
                                "Figure 5.28: affine transformation, with the shapes of all derivatives",
                                "∂L/∂Y · Wᵀ [2]",
                                "Xᵀ · ∂L/∂Y [2, 3]",
                                "∂L/∂Y [3]")));
        pictures.add("fig-05-29-dot", dotPicture());
        try {
            affine.forward(Tensor.of(1, 2, 3));
        } catch (ShapeException e) {
            out.println("Three inputs do not fit: " + e.getMessage());
        }
    }

    private static Diagram shapesPicture() {
        Diagram.Builder picture = Diagram.builder("Figure 5.26: the inner extents of a product must agree");
        var dot = picture.circle("dot");
        picture.edge(picture.text("X"), dot, "[2]", "");
        picture.edge(picture.text("W"), dot, "[2, 3]", "");
        picture.edge(dot, picture.text("X · W"), "[3]", "");
        return picture.build();
    }

    private static Diagram affinePicture(String title, String dx, String dw, String dy) {
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

    private static Diagram dotPicture() {
        Diagram.Builder picture = Diagram.builder("Figure 5.29: the product's backward, found by its shapes");
        var dot = picture.circle("dot");
        picture.edge(picture.text("X"), dot, "[1, 2]", "[1, 2] = [1, 3] · [3, 2]");
        picture.edge(picture.text("W"), dot, "[2, 3]", "[2, 3] = [2, 1] · [1, 3]");
        picture.edge(dot, picture.text("X · W"), "[1, 3]", "∂L/∂Y [1, 3]");
        return picture.build();
    }

    /** A batch of samples at once: the bias goes to every row, so its derivative is the sum over the rows. */
    static void affineBatch(PrintStream out, Pictures pictures) {
        Tensor product = Tensor.of(new float[][] {{0, 0, 0}, {10, 10, 10}});
        Tensor bias = Tensor.of(1, 2, 3);
        out.println("Forward, the bias is added to every sample (row) of X·W:");
        out.println(add(product, bias));

        Tensor dy = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        out.println("So it took part in every row, and its derivative is the sum of dY's rows:");
        out.println(Reductions.sum(dy, 0));

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

        pictures.add(
                "fig-05-30-affine-batch",
                Recorded.affine(affine, x, affine.forward(x), dy, dx).in(batchPicture()));
        out.println("Images of more axes are taken as rows, and dX gets their shape back:");
        Affine images = new Affine(Tensor.full(Shape.of(12, 5), 0.1f), Tensor.zeros(5));
        Tensor pixels = Tensor.ones(2, 3, 2, 2);
        Tensor scores = images.forward(pixels);
        out.println("X " + pixels.shape() + " -> Y " + scores.shape() + " -> dX "
                + images.backward(scores).shape());
    }

    private static Diagram batchPicture() {
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

    /** One value used twice: what comes back from both uses is added. */
    static void branch(PrintStream out, Pictures pictures) {
        out.println(
                "A value that is used twice changes the result along two paths, so the gradients of both are added.");
        out.println("In numbers, L = x·x + 3x at x = 2, where x goes to three places:");
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node loss = x.multiply(x).add(x.multiply(3)).named("L");
        Gradients backward = graph.evaluate(2).backward(loss);
        out.print(backward.trace());
        pictures.add("branch-scalar", backward.diagram("A value used three times: 2 + 2 + 3 comes back"));
        out.println();

        out.println("With tensors, a node of its own:");
        Branch branch = new Branch();
        Tensor both = branch.forward(Tensor.of(1, 2, 3));
        out.println("both branches get    " + both);
        out.println("(1, 1, 1) from one side and (10, 20, 30) from the other make "
                + branch.backward(Tensor.of(1, 1, 1), Tensor.of(10, 20, 30)));
        pictures.add(
                "branch",
                new Recorded()
                        .arrow(both, "1 for each use", "[1. 1. 1.] + [10. 20. 30.] = [11. 21. 31.]")
                        .arrow(both, "", "[1. 1. 1.]")
                        .arrow(both, "", "[10. 20. 30.]")
                        .in(branchPicture()));
    }

    private static Diagram branchPicture() {
        Diagram.Builder picture = Diagram.builder("The branch node");
        var branch = picture.circle("branch");
        picture.edge(picture.text("x"), branch, "", "∂L/∂a + ∂L/∂b");
        picture.edge(branch, picture.text("a"), "x", "∂L/∂a");
        picture.edge(branch, picture.text("b"), "x", "∂L/∂b");
        return picture.build();
    }

    /** A branch with many outputs: copies forward, their sum backward. */
    static void repeat(PrintStream out, Pictures pictures) {
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
        pictures.add(
                "repeat",
                new Recorded()
                        .arrow(x, "1 for each copy", array("sum of the rows", repeat.backward(dy)))
                        .arrow(repeat.forward(x, 2), "", array("dy", dy))
                        .in(repeatPicture()));
    }

    private static Diagram repeatPicture() {
        Diagram.Builder picture = Diagram.builder("The repeat node");
        var repeat = picture.circle("repeat");
        picture.edge(picture.text("x"), repeat, "[1, D]", "Σ rows of ∂L/∂y [1, D]");
        picture.edge(repeat, picture.text("y"), "[N, D]", "∂L/∂y [N, D]");
        return picture.build();
    }

    /** The sum node: the repeat node reversed. */
    static void sum(PrintStream out, Pictures pictures) {
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
        pictures.add(
                "sum",
                new Recorded()
                        .arrow(x, "1 for each row", array("a copy for each row", sum.backward(dy)))
                        .arrow(sum.forward(x), "", array("dy", dy))
                        .in(sumPicture()));
    }

    private static Diagram sumPicture() {
        Diagram.Builder picture = Diagram.builder("The sum node");
        var sum = picture.circle("sum");
        picture.edge(picture.text("x"), sum, "[N, D]", "N copies of ∂L/∂y [N, D]");
        picture.edge(sum, picture.text("y"), "[1, D]", "∂L/∂y [1, D]");
        return picture.build();
    }

    /** The matrix product as a node, for a batch. */
    static void matMul(PrintStream out, Pictures pictures) {
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
        pictures.add(
                "matmul",
                new Recorded()
                        .arrow(x, array("Wᵀ", w.transpose()), array("dx = dy·Wᵀ", matmul.backward(dy)))
                        .arrow(w, array("xᵀ", x.transpose()), array("dW = xᵀ·dy", matmul.dW()))
                        .arrow(matmul.forward(x), "", array("dy", dy))
                        .in(matMulPicture()));
    }

    private static Diagram matMulPicture() {
        Diagram.Builder picture = Diagram.builder("The matrix product node");
        var matmul = picture.circle("MatMul");
        picture.edge(picture.text("x"), matmul, "[N, D]", "∂L/∂y · Wᵀ [N, D]");
        picture.edge(picture.text("W"), matmul, "[D, H]", "xᵀ · ∂L/∂y [D, H]");
        picture.edge(matmul, picture.text("y"), "[N, H]", "∂L/∂y [N, H]");
        return picture.build();
    }

    /** An affine layer put together from MatMul, Repeat and Add, next to the one made in one piece. */
    static void affineFromNodes(PrintStream out, Pictures pictures) {
        Rng rng = new Rng(1);
        Tensor x = Tensor.randn(rng, 4, 3);
        Tensor w = Tensor.randn(rng, 3, 2);
        Tensor b = Tensor.of(0.5f, -0.5f);
        Tensor dy = Tensor.randn(rng, 4, 2);

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
        pictures.add(
                "affine-from-nodes",
                new Recorded()
                        .arrow(x, array("Wᵀ", w.transpose()), array("dx = dy·Wᵀ", dx))
                        .arrow(w, array("xᵀ", x.transpose()), array("dW = xᵀ·dy", matmul.dW()))
                        .arrow(b, "1 for each copy", array("db, the sum of the rows", db))
                        .arrow(sub(y, b), "1", array("dy", dy))
                        .arrow(repeat.forward(b, 4), "1", array("dy", dy))
                        .arrow(y, "", array("dy", dy))
                        .in(nodesPicture()));
    }

    private static Diagram nodesPicture() {
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
}
