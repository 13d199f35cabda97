package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Every mistake is blamed on the layer that makes it, and called by its name. */
class SeededBugsTest {
    private static final int WIDTH = 6;
    private static final int SAMPLES = 4;
    private static final Tensor X = Tensor.normal(new Rng(9), 0, 1, Shape.of(SAMPLES, WIDTH));

    /** A layer with a mistake in its derivative by the input; the mistake is told dout and dx, and may write into both. */
    private static Layer inBackward(Layer right, BiConsumer<Tensor, Tensor> mistake) {
        return new Bugs.Wrapped(right) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                layer.backward(x, y, dout, dx);
                mistake.accept(dout, dx);
            }
        };
    }

    /** A layer with a mistake in its parameters' gradients; the mistake is told dout. */
    private static Layer inGradients(Affine right, BiConsumer<Affine, Tensor> mistake) {
        return new Bugs.Wrapped(right) {
            @Override
            public void gradients(Tensor x, Tensor dout) {
                layer.gradients(x, dout);
                mistake.accept(right, dout);
            }
        };
    }

    private static Affine affine(int number) {
        Rng rng = new Rng(number);
        return new Affine(
                "affine" + number,
                Tensor.normal(rng, 0, 0.6, Shape.of(WIDTH, WIDTH)),
                Tensor.normal(rng, 0, 0.3, Shape.of(WIDTH)));
    }

    private static GradientReport check(Layer second, Layer relu, LossLayer loss) {
        Network network = new Network(List.of(affine(1), relu, second), loss);
        return GradientCheck.of(network).on(X, Targets.of(0, 1, 2, 5)).run();
    }

    private static void inAffine(String expected, BiConsumer<Affine, Tensor> mistake) {
        GradientReport report = check(inGradients(affine(2), mistake), new Relu("relu1"), new SoftmaxWithLoss());
        assertFinding(report, "affine2.backward disagrees in the gradient of " + expected);
    }

    private static void inDx(String expected, BiConsumer<Tensor, Tensor> mistake) {
        GradientReport report = check(inBackward(affine(2), mistake), new Relu("relu1"), new SoftmaxWithLoss());
        assertFinding(report, "affine2.backward disagrees: " + expected);
        assertEquals("wrong because affine2 behind it is", report.entry("W1").reason());
        assertTrue(report.entry("W2").passed(), report.toString());
    }

    private static void inRelu(String expected, BiConsumer<Tensor, Tensor> mistake) {
        GradientReport report = check(affine(2), inBackward(new Relu("relu1"), mistake), new SoftmaxWithLoss());
        assertFinding(report, "relu1.backward disagrees: " + expected);
        assertTrue(report.entry("W2").passed(), report.toString());
        assertFalse(report.entry("W1").passed(), report.toString());
    }

    private static void assertFinding(GradientReport report, String expected) {
        assertFalse(report.passed());
        assertTrue(
                report.findings().getFirst().startsWith(expected),
                () -> "expected: " + expected + "\n" + report.findings());
    }

    @Test
    void ofWeights() {
        inAffine("W2: the sign is wrong", (affine, dout) -> Elementwise.neg(affine.dW(), affine.dW()));
        inAffine(
                "W2: it is transposed",
                (affine, dout) -> affine.dW().copyFrom(affine.dW().transpose().copy()));
        inAffine("W2: it is N = 4 times too large", (affine, dout) -> Elementwise.mul(affine.dW(), 4, affine.dW()));
        inAffine("W2: it is N = 4 times too small", (affine, dout) -> Elementwise.mul(affine.dW(), 0.25f, affine.dW()));
        inAffine(
                "W2: a constant ratio: it is 2.500", (affine, dout) -> Elementwise.mul(affine.dW(), 2.5f, affine.dW()));
        inAffine("W2: it is zero everywhere", (affine, dout) -> affine.dW().fill(0));
        inAffine(
                "W2: it has entries that are not finite",
                (affine, dout) -> affine.dW().set(2, 3, Float.NaN));
        inAffine(
                "W2: 6 of 36 entries are wrong, all in row 5: they are zero",
                (affine, dout) -> affine.dW().row(5).fill(0));
        inAffine("W2: 1 of 36 entries are wrong", (affine, dout) -> affine.dW().set(1, 1, 9));
    }

    @Test
    void ofBiases() {
        inAffine("b2: it is zero everywhere", (affine, dout) -> affine.db().fill(0));
        inAffine(
                "b2: it is that of sample 3 alone",
                (affine, dout) -> affine.db().copyFrom(dout.row(3)));
        inAffine("b2: it is summed over the wrong axis", (affine, dout) -> {
            affine.db().fill(0);
            for (int row = 0; row < SAMPLES; row++) {
                float sum = 0;
                for (float value : dout.row(row).toArray()) {
                    sum += value;
                }
                affine.db().set(row, sum);
            }
        });
        Tensor before = Tensor.zeros(WIDTH);
        inAffine("b2: it is added to the gradient of the batch before", (affine, dout) -> {
            Elementwise.add(affine.db(), before, affine.db());
            before.copyFrom(affine.db());
        });
        float[][] first = new float[1][];
        inAffine("b2: it stays the same when the last sample changes", (affine, dout) -> {
            if (first[0] == null) {
                first[0] = affine.db().toArray();
            }
            affine.db().copyFrom(Tensor.wrap(first[0], WIDTH));
        });
    }

    @Test
    void ofDerivativesByTheInput() {
        inDx("the sign is wrong", (dout, dx) -> Elementwise.neg(dx, dx));
        inDx("it is dout itself", (dout, dx) -> dx.copyFrom(dout));
        inDx("the weights are transposed", (dout, dx) -> {
            Affine other = new Affine(affine(2).W().transpose().copy(), Tensor.zeros(WIDTH));
            other.forward(Tensor.zeros(SAMPLES, WIDTH));
            dx.copyFrom(other.backward(dout));
        });
        inDx("6 of 24 entries are wrong, all in row 3", (dout, dx) -> dx.row(3).fill(0));
        inRelu("it is dout itself", (dout, dx) -> dx.copyFrom(dout));
        inRelu("the mask is inverted", (dout, dx) -> {
            for (int i = 0; i < dx.size(); i++) {
                dx.array()[i] = dx.array()[i] == 0 ? dout.toArray()[i] : 0;
            }
        });
        inRelu("it is zero everywhere", (dout, dx) -> dx.fill(0));
    }

    /** {@code >=} for {@code >}: no batch shows it, unless a unit is exactly 0. */
    @Test
    void ofTheKinkItself() {
        Layer relu = new Bugs.Wrapped(new Relu("relu1")) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                for (int i = 0; i < dx.size(); i++) {
                    dx.array()[i] = x.toArray()[i] >= 0 ? dout.toArray()[i] : 0;
                }
            }
        };
        assertFinding(
                check(affine(2), relu, new SoftmaxWithLoss()),
                "relu1.backward disagrees: it is wrong where the input is exactly 0: > and >= are confused");
    }

    @Test
    void ofMemory() {
        Layer inPlace = inBackward(new Relu("relu1"), (dout, dx) -> dout.copyFrom(dx));
        assertFinding(check(affine(2), inPlace, new SoftmaxWithLoss()), "relu1.backward writes into its argument");
    }

    @Test
    void ofSamplesThatInfluenceEachOther() {
        Layer centring = new Bugs.Wrapped(new Relu("relu1")) {
            @Override
            public void forward(Tensor x, Tensor y) {
                layer.forward(x, y);
                for (int row = 0; row + 1 < SAMPLES; row++) {
                    y.set(row, 0, y.get(row, 0) + y.get(SAMPLES - 1, 0) + x.get(SAMPLES - 1, 1));
                }
            }
        };
        assertFinding(
                check(affine(2), centring, new SoftmaxWithLoss()), "relu1.forward lets samples influence each other");
    }

    /** A loss with a mistake. */
    private static LossLayer mistaken(float factor) {
        return Bugs.backward(new SoftmaxWithLoss(), (right, x, t) -> Elementwise.mul(right.backward(), factor));
    }

    @Test
    void ofTheLoss() {
        GradientReport report = check(affine(2), new Relu("relu1"), mistaken(SAMPLES));
        assertFinding(
                report,
                "softmaxWithLoss.backward disagrees: it is N = 4 times too large: the mean over the N samples is missing");
        assertEquals(
                "wrong because softmaxWithLoss behind it is", report.entry("b2").reason());
        assertFinding(
                GradientCheck.of(mistaken(-1)).on(X, Targets.of(0, 1, 2, 5)).run(),
                "softmaxWithLoss.backward disagrees: the sign is wrong");
    }

    @Test
    void ofTheWayForward() {
        Layer shifted = new Bugs.Wrapped(affine(2)) {
            @Override
            public void forward(Tensor x, Tensor y) {
                layer.forward(x, y);
                Elementwise.mul(y, 1.001f, y);
            }
        };
        assertFinding(
                check(shifted, new Relu("relu1"), new SoftmaxWithLoss()),
                "affine2.forward disagrees with its formula in double");
    }
}
