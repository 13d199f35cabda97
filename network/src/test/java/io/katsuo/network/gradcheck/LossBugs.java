package io.katsuo.network.gradcheck;

import static io.katsuo.core.ops.Elementwise.div;
import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.neg;
import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.ops.Reductions;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Targets;
import io.katsuo.network.gradcheck.SeededBugs.Bug;
import java.util.List;

/** Mistakes that people make in softmax with cross-entropy. */
final class LossBugs {
    static final List<Bug> ALL = List.of(
            new Bug(
                    "missing /N",
                    "softmaxWithLoss.backward disagrees: it is N = 6 times too large: the mean over the N samples is missing",
                    f -> f.loss = Bugs.backward(f.loss, (right, x, t) -> mul(right.backward(), Fixture.SAMPLES))),
            new Bug(
                    "mean over classes instead of samples",
                    "softmaxWithLoss.backward disagrees: a constant ratio: it is 1.200 times what it should be",
                    f -> f.loss = Bugs.backward(f.loss, (right, x, t) -> mul(right.backward(), Fixture.SAMPLES / 5f))),
            new Bug(
                    "sign: t - y",
                    "softmaxWithLoss.backward disagrees: the sign is wrong: it is the negative",
                    f -> f.loss = Bugs.backward(f.loss, (right, x, t) -> neg(right.backward()))),
            new Bug(
                    "scores instead of probabilities",
                    "softmaxWithLoss.backward disagrees (farthest off",
                    f -> f.loss = Bugs.backward(f.loss, (right, x, t) -> minusTargets(x, t))),
            new Bug("arg max of soft labels in backward", "softmaxWithLoss.backward disagrees (farthest off", f -> {
                f.softTargets();
                f.loss = Bugs.backward(f.loss, (right, x, t) -> minusTargets(Reductions.softmax(x), labels(t, 0)));
            }),
            new Bug(
                    "arg max of soft labels in the loss",
                    "softmaxWithLoss.forward disagrees with its formula in double: 2.079",
                    f -> {
                        f.softTargets();
                        f.loss = Bugs.value(f.loss, (right, x, t) -> right.forward(x, labels(t, 0)));
                    }),
            new Bug(
                    "labels wrap: one class too low",
                    "softmaxWithLoss.backward disagrees: 12 of 30 entries are wrong",
                    f -> f.loss =
                            Bugs.backward(f.loss, (right, x, t) -> minusTargets(Reductions.softmax(x), labels(t, -1)))),
            new Bug(
                    "guard 1e-7 in the logarithm",
                    "softmaxWithLoss.forward disagrees with its formula in double: 13.43090 instead of 28.31088",
                    f -> {
                        confident(f.affine3);
                        f.loss = Bugs.value(f.loss, (right, x, t) -> guarded(Reductions.softmax(x), t));
                    }),
            new Bug(
                    "softmax without shift by the maximum",
                    "softmaxWithLoss.backward disagrees: it has entries that are not finite (NaN)",
                    f -> {
                        f.affine3.parameters().get(1).value().fill(95);
                        f.loss = Bugs.backward(f.loss, (right, x, t) -> {
                            Tensor e = Elementwise.exp(x);
                            return minusTargets(div(e, sum(e, 1, true)), t);
                        });
                    }));

    private LossBugs() {}

    /** (y - t)/N. */
    private static Tensor minusTargets(Tensor y, Targets t) {
        Tensor result = y.copy();
        int classes = y.dim(1);
        for (int i = 0; i < result.size(); i++) {
            result.array()[i] = (result.array()[i] - t.value(i / classes, i % classes)) / y.dim(0);
        }
        return result;
    }

    private static Targets labels(Targets t, int shift) {
        int[] labels = new int[t.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Math.floorMod(t.label(i) + shift, 5);
        }
        return Targets.of(labels);
    }

    private static double guarded(Tensor y, Targets t) {
        double sum = 0;
        for (int i = 0; i < t.size(); i++) {
            sum -= Math.log(y.get(i, t.label(i)) + 1e-7);
        }
        return sum / t.size();
    }

    private static void confident(Layer affine) {
        Tensor w = affine.parameters().get(0).value();
        mul(w, 20, w);
    }
}
