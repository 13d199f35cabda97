package io.katsuo.network.gradcheck;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Elementwise.minimum;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.sub;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.gradcheck.SeededBugs.Bug;
import java.util.List;

/** Mistakes that people make in activations. */
final class ActivationBugs {
    static final List<Bug> ALL = List.of(
            relu(
                    "no mask",
                    "relu1.backward disagrees: it is dout itself, passed on unchanged: the layer's own derivative is missing",
                    (right, x, dout) -> dout.copy()),
            relu(
                    ">= for >, on the output",
                    "relu1.backward disagrees: it is dout itself, passed on unchanged: the layer's own derivative is missing",
                    (right, x, dout) -> masked(dout, right.forward(x), 0, true)),
            relu(
                    ">= for >, on the input",
                    "relu1.backward disagrees: it is wrong where the input is exactly 0: > and >= are confused",
                    (right, x, dout) -> masked(dout, x, 0, true)),
            relu(
                    "mask inverted",
                    "relu1.backward disagrees: the mask is inverted",
                    (right, x, dout) -> sub(dout, right.backward(dout))),
            relu(
                    "dout ignored",
                    "relu1.backward disagrees: it ignores dout: twice the dout gives the same",
                    (right, x, dout) -> masked(Tensor.zeros(6, 6).fill(1), x, 0, false)),
            relu(
                    "leaky backward of a plain forward",
                    "relu1.backward disagrees: 16 of 36 entries are wrong",
                    (right, x, dout) -> masked(dout, x, 0.01f, false)),
            new Bug("ReLU6 forward", "relu1.forward disagrees with its formula in double: 6.000000 instead of", f -> {
                mul(f.x, 8, f.x);
                f.relu1 = Bugs.forward(f.relu1, y -> minimum(y, 6));
            }),
            sigmoid("y(1 + y)", "sigmoid1.backward disagrees (farthest off", (y, x) -> mul(y, add(1, y))),
            sigmoid("only y", "sigmoid1.backward disagrees (farthest off", (y, x) -> y.copy()),
            sigmoid("1 - y², as for tanh", "sigmoid1.backward disagrees (farthest off", (y, x) -> sub(1, mul(y, y))),
            sigmoid(
                    "x(1 - x): input for output",
                    "sigmoid1.backward disagrees (farthest off",
                    (y, x) -> mul(x, sub(1, x))),
            sigmoid("σ of the output once more", "sigmoid1.backward disagrees (farthest off", (y, x) -> {
                Tensor s = Elementwise.sigmoid(y);
                return mul(s, sub(1, s));
            }),
            new Bug(
                    "sigmoid: dout ignored",
                    "sigmoid1.backward disagrees: it ignores dout: twice the dout gives the same",
                    f -> f.sigmoid1 = Bugs.backward(
                            f.sigmoid1,
                            (right, x, dout) ->
                                    right.backward(Tensor.zeros(6, 6).fill(1)))));

    private ActivationBugs() {}

    private static Bug relu(String name, String says, Bugs.Back back) {
        return new Bug("relu: " + name, says, f -> f.relu1 = Bugs.backward(f.relu1, back));
    }

    /** The derivative of a sigmoid from its output and input. */
    @FunctionalInterface
    private interface NoisyDerivative {
        Tensor of(Tensor y, Tensor x);
    }

    private static Bug sigmoid(String name, String says, NoisyDerivative slope) {
        return new Bug(
                "sigmoid: " + name,
                says,
                f -> f.sigmoid1 =
                        Bugs.backward(f.sigmoid1, (right, x, dout) -> mul(dout, slope.of(Elementwise.sigmoid(x), x))));
    }

    /** {@code dout} where {@code x} is on, and {@code slope} times it elsewhere. */
    private static Tensor masked(Tensor dout, Tensor x, float slope, boolean onAtZero) {
        Tensor dx = dout.copy();
        float[] values = x.toArray();
        for (int i = 0; i < values.length; i++) {
            boolean on = onAtZero ? values[i] >= 0 : values[i] > 0;
            dx.array()[i] *= on ? 1 : slope;
        }
        return dx;
    }
}
