package io.katsuo.network.gradcheck;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.axpy;
import static io.katsuo.core.ops.Elementwise.clip;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.neg;
import static io.katsuo.core.ops.Elementwise.sub;
import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.Reductions.mean;
import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.ops.Indexing;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Param;
import io.katsuo.network.gradcheck.SeededBugs.Bug;
import java.util.List;
import java.util.function.Consumer;

/** Mistakes that people make in affine layers. */
final class AffineBugs {
    static final List<Bug> ALL = List.of(
            inGradients(
                    "dropped bias gradient",
                    "affine2.backward disagrees in the gradient of b2: it is zero everywhere: dropped, or never written",
                    p -> p.get(1).gradient().fill(0)),
            inGradients(
                    "dropped weight gradient",
                    "affine2.backward disagrees in the gradient of W2: it is zero everywhere: dropped, or never written",
                    p -> p.get(0).gradient().fill(0)),
            inGradients(
                    "bias gradient is a mean",
                    "affine2.backward disagrees in the gradient of b2: it is N = 6 times too small: the mean over the N samples is taken twice",
                    p -> mul(bias(p), 1f / Fixture.SAMPLES, bias(p))),
            inGradients(
                    "weight gradient is a mean",
                    "affine2.backward disagrees in the gradient of W2: it is N = 6 times too small: the mean over the N samples is taken twice",
                    p -> mul(weight(p), 1f / Fixture.SAMPLES, weight(p))),
            inGradients(
                    "factor 2",
                    "affine2.backward disagrees in the gradient of W2: a constant ratio: it is 2.000 times what it should be",
                    p -> mul(weight(p), 2, weight(p))),
            inGradients(
                    "gradient of a square W transposed",
                    "affine2.backward disagrees in the gradient of W2: it is transposed",
                    p -> weight(p).copyFrom(weight(p).transpose().copy())),
            inGradients(
                    "last column of W left out",
                    "affine2.backward disagrees in the gradient of W2: 6 of 36 entries are wrong: they are zero",
                    p -> weight(p).slice(1, 5, 6).fill(0)),
            inGradients(
                    "clipped gradient",
                    "affine2.backward disagrees in the gradient of W2 (farthest off",
                    p -> clip(weight(p), -0.01f, 0.01f, weight(p))),
            inGradients(
                    "weight decay nobody asked for",
                    "affine2.backward disagrees in the gradient of W2 (farthest off",
                    p -> axpy(1e-3f, p.get(0).value(), weight(p))),
            inGradients(
                    "gradient rounded as by float16",
                    "affine2.backward disagrees in the gradient of W2 (farthest off",
                    p -> {
                        float[] g = weight(p).array();
                        for (int i = 0; i < g.length; i++) {
                            g[i] = Float.float16ToFloat(Float.floatToFloat16(g[i]));
                        }
                    }),
            inBackward(
                    "bias summed over the wrong axis",
                    "affine2.backward disagrees in the gradient of b2: it is summed over the wrong axis",
                    (right, x, dout) -> {
                        Tensor dx = right.backward(dout);
                        bias(right.parameters()).copyFrom(sum(dout, 1));
                        return dx;
                    }),
            inBackward(
                    "bias gradient of the first sample only",
                    "affine2.backward disagrees in the gradient of b2: it is that of sample 0 alone",
                    (right, x, dout) -> {
                        Tensor dx = right.backward(dout);
                        bias(right.parameters()).copyFrom(dout.select(0, 0));
                        return dx;
                    }),
            inBackward(
                    "weight gradient of the first sample only",
                    "affine2.backward disagrees in the gradient of W2: it stays the same when the last sample changes",
                    (right, x, dout) -> {
                        Tensor dx = right.backward(dout);
                        matmul(x.slice(0, 0, 1).transpose(), dout.slice(0, 0, 1), weight(right.parameters()));
                        return dx;
                    }),
            inBackward(
                    "rows of x and dout off by one",
                    "affine2.backward disagrees in the gradient of W2 (farthest off",
                    (right, x, dout) -> {
                        Tensor dx = right.backward(dout);
                        matmul(rolled(x).transpose(), dout, weight(right.parameters()));
                        return dx;
                    }),
            inBackward(
                    "swapped operands: doutᵀ·x",
                    "affine2.backward disagrees in the gradient of W2: it is transposed",
                    (right, x, dout) -> {
                        Tensor dx = right.backward(dout);
                        matmul(dout.transpose(), x, weight(right.parameters()));
                        return dx;
                    }),
            inBackward(
                    "W for Wᵀ in dx",
                    "affine2.backward disagrees: the weights are transposed: W where its transpose belongs",
                    (right, x, dout) -> {
                        right.backward(dout);
                        return matmul(dout, ((Affine) right).W());
                    }),
            inBackward(
                    "dx is dout",
                    "affine2.backward disagrees: it is dout itself, passed on unchanged: the layer's own derivative is missing",
                    (right, x, dout) -> {
                        right.backward(dout);
                        return dout.copy();
                    }),
            inBackward(
                    "dx is cut off",
                    "affine2.backward disagrees: it is zero everywhere",
                    (right, x, dout) -> right.backward(dout).fill(0)),
            inBackward(
                    "dx has the wrong sign",
                    "affine2.backward disagrees: the sign is wrong: it is the negative",
                    (right, x, dout) -> neg(right.backward(dout))),
            inBackward(
                    "dx scaled as after dropout",
                    "affine2.backward disagrees: a constant ratio: it is 1.250 times what it should be",
                    (right, x, dout) -> mul(right.backward(dout), 1.25f)),
            inBackward("dx mixes samples", "affine2.backward lets samples influence each other", (right, x, dout) -> {
                Tensor dx = right.backward(dout);
                return add(mul(dx, 0.9f), mul(rolled(dx), 0.1f));
            }),
            inBackward(
                    "dout doubled in place before it is used",
                    "affine2.backward writes into its argument",
                    (right, x, dout) -> right.backward(mul(dout, 2, dout))),
            new Bug(
                    "gradients are added up, not overwritten",
                    "affine2.backward disagrees in the gradient of W2: it is added to the gradient of the batch before instead of replacing it",
                    f -> {
                        Tensor earlier = Tensor.zeros(6, 6);
                        f.affine2 = Bugs.gradients(f.affine2, p -> {
                            add(earlier, weight(p), earlier);
                            weight(p).copyFrom(earlier);
                        });
                    }),
            new Bug(
                    "gradient of the batch before",
                    "affine2.backward disagrees in the gradient of W2 (farthest off",
                    f -> {
                        Tensor earlier = Tensor.zeros(6, 6);
                        f.affine2 = Bugs.gradients(f.affine2, p -> {
                            Tensor own = weight(p).copy();
                            weight(p).copyFrom(earlier);
                            earlier.copyFrom(own);
                        });
                    }),
            new Bug(
                    "stale cache: the input of the batch before",
                    "affine2.backward disagrees in the gradient of W2 (farthest off",
                    f -> {
                        Tensor[] first = new Tensor[1];
                        f.affine2 = Bugs.backward(f.affine2, (right, x, dout) -> {
                            first[0] = first[0] == null ? x.copy() : first[0];
                            Tensor dx = right.backward(dout);
                            matmul(first[0].transpose(), dout, weight(right.parameters()));
                            return dx;
                        });
                    }),
            new Bug("bias added twice", "affine2.forward disagrees with its formula in double", f -> {
                Tensor b = f.affine2.parameters().get(1).value();
                f.affine2 = Bugs.forward(f.affine2, y -> add(y, b));
            }),
            new Bug("bias forgotten", "affine2.forward disagrees with its formula in double", f -> {
                Tensor b = f.affine2.parameters().get(1).value();
                f.affine2 = Bugs.forward(f.affine2, y -> sub(y, b));
            }),
            new Bug(
                    "forward subtracts the mean of the batch",
                    "affine2.forward lets samples influence each other",
                    f -> f.affine2 = Bugs.forward(f.affine2, y -> sub(y, mean(y, 0, true)))));

    private AffineBugs() {}

    private static Bug inGradients(String name, String says, Consumer<List<Param>> mistake) {
        return new Bug(name, says, f -> f.affine2 = Bugs.gradients(f.affine2, mistake));
    }

    private static Bug inBackward(String name, String says, Bugs.Back back) {
        return new Bug(name, says, f -> f.affine2 = Bugs.backward(f.affine2, back));
    }

    private static Tensor weight(List<Param> parameters) {
        return parameters.get(0).gradient();
    }

    private static Tensor bias(List<Param> parameters) {
        return parameters.get(1).gradient();
    }

    /** The rows, each one place further down. */
    private static Tensor rolled(Tensor x) {
        int[] rows = new int[x.dim(0)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (i + 1) % rows.length;
        }
        return Indexing.gatherRows(x, rows);
    }
}
