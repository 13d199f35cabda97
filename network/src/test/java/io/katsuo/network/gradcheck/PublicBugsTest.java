package io.katsuo.network.gradcheck;

import io.katsuo.core.ops.Elementwise;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Batch;
import io.katsuo.layers.BatchNormalization;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Mistakes of the kinds that public projects shipped, made again in layers of our own: each is found and named. */
class PublicBugsTest {
    private static final Tensor X = Tensor.randn(new Rng(31), 4, 6);
    private static final Targets T = Targets.of(1, 3, 0, 2);

    private static Affine affine(int outputs) {
        return Affine.of("affine1", 6, outputs, Initializer.HE, new Rng(32));
    }

    private static void assertFinding(Layer layer, String expected) {
        ProbesTest.assertFinding(GradientCheck.of(layer).on(X).run(), expected);
    }

    private static void assertFinding(Network network, String expected) {
        ProbesTest.assertFinding(GradientCheck.of(network).on(X, T).run(), expected);
    }

    /** A cross-entropy that leaves the recorded graph, so that training is frozen (SKaiNET, pull request 877). */
    @Test
    void aLossThatDetachesTheGradient() {
        LossLayer detached =
                Bugs.backward(new SoftmaxWithLoss(), (right, x, t) -> Elementwise.mul(right.backward(), 0));
        assertFinding(
                new Network(List.of(affine(5)), detached),
                "softmaxWithLoss.backward disagrees: it is zero everywhere: dropped, or never written");
    }

    /** A transposed product that is wrong for some shapes only (burn, issue 5304). */
    @Test
    void aTransposedProductThatIsWrongForSomeShapes() {
        for (int outputs = 2; outputs <= 6; outputs++) {
            Affine right = affine(outputs);
            Layer wrong = new Bugs.Wrapped(right) {
                @Override
                public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                    super.backward(x, y, dout, dx);
                    if (dout.dim(1) % 4 == 1) {
                        // The remainder of a block of four columns is left out.
                        Tensor last = dout.copy();
                        last.slice(1, 0, dout.dim(1) - 1).fill(0);
                        Tensor missing = Tensor.zeros(dx.shape());
                        super.backward(x, y, last, missing);
                        Elementwise.sub(dx, missing, dx);
                    }
                }
            };
            if (outputs % 4 == 1) {
                assertFinding(wrong, "affine1.backward disagrees");
            } else {
                GradientCheck.of(wrong).on(X).run().assertPassed();
            }
        }
    }

    /** The same if the wrong shape is a number of samples that the batch does not have. */
    @Test
    void gradientsThatAreWrongForManySamplesOnly() {
        Layer wrong = new Bugs.Wrapped(affine(5)) {
            @Override
            public void gradients(Tensor x, Tensor dout) {
                super.gradients(x, dout);
                if (x.dim(0) >= 256) {
                    Tensor dw = parameters().get(0).gradient();
                    Elementwise.mul(dw, 0.5f, dw);
                }
            }
        };
        assertFinding(wrong, "affine1.gradients of 604 samples: the gradient of W1 is not the sum");
    }

    /** {@code dout[mask] = 0}, as a well-known book writes it, changes what others still read. */
    @Test
    void aMaskThatIsWrittenIntoTheArgument() {
        Layer wrong = new Bugs.Wrapped(new Relu("relu1")) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                for (int row = 0; row < y.dim(0); row++) {
                    for (int i = 0; i < y.dim(1); i++) {
                        dout.set(row, i, y.get(row, i) > 0 ? dout.get(row, i) : 0);
                    }
                }
                dx.copyFrom(dout);
            }
        };
        assertFinding(
                new Network(List.of(affine(5), wrong), new SoftmaxWithLoss()),
                "relu1.backward writes into its argument");
    }

    /** The loss that is reported has a penalty of which the gradient knows nothing. */
    @Test
    void aRegularizerWithoutAGradient() {
        Affine affine = affine(5);
        Network network = new Network(List.of(affine), new SoftmaxWithLoss());
        Differentiable decayed = new Differentiable() {
            @Override
            public List<Param> parameters() {
                return network.parameters();
            }

            @Override
            public double value() {
                double squares = 0;
                for (double w : affine.W().toDoubles()) {
                    squares += w * w;
                }
                return network.loss(X, T) + 0.05 * squares;
            }

            @Override
            public void computeGradients() {
                network.computeGradients(X, T);
            }
        };
        ProbesTest.assertFinding(GradientCheck.of(decayed).run(), "gradient of W1 disagrees");
    }

    /** Statistics of the batch taken for constants, as when they are detached. */
    @Test
    void aNormalizationWithoutTheDerivativesOfItsStatistics() {
        Layer right = new BatchNormalization("norm1", 6);
        Layer wrong = new Bugs.Wrapped(right) {
            @Override
            public void forward(Tensor x, Tensor y, Batch batch) {
                right.forward(x, y, batch);
            }

            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                for (int i = 0; i < dx.dim(1); i++) {
                    Tensor column = x.slice(1, i, i + 1);
                    double mean = 0;
                    double squares = 0;
                    for (double value : column.toDoubles()) {
                        mean += value / x.dim(0);
                    }
                    for (double value : column.toDoubles()) {
                        squares += (value - mean) * (value - mean) / x.dim(0);
                    }
                    for (int row = 0; row < dx.dim(0); row++) {
                        dx.set(row, i, (float) (dout.get(row, i) / Math.sqrt(squares + 1e-5)));
                    }
                }
            }

            @Override
            public boolean wholeBatch() {
                return true;
            }
        };
        assertFinding(wrong, "norm1.backward disagrees");
    }

    /** Inverted dropout scales in forward and forgets it in backward. */
    @Test
    void dropoutThatScalesForwardOnly() {
        Dropout right = new Dropout("dropout1", 0.5, 3);
        Layer wrong = new Bugs.Wrapped(right) {
            @Override
            public void forward(Tensor x, Tensor y, Batch batch) {
                right.forward(x, y, batch);
            }

            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx, Batch batch) {
                right.backward(x, y, dout, dx, batch);
                Elementwise.mul(dx, 0.5f, dx);
            }
        };
        assertFinding(wrong, "dropout1.backward disagrees: a constant ratio: it is 0.5000 times what it should be");
    }

    /** A leaky ReLU that overwrites its input tells the sides apart by the output: wrong for a negative slope. */
    @Test
    void aLeakyReluOfNegativeSlopeThatLooksAtItsOutput() {
        DoubleUnaryOperator f = x -> x > 0 ? x : -0.3 * x;
        Layer wrong = MadeLayer.elementwise(
                f,
                x -> f.applyAsDouble(x) > 0 ? 1 : -0.3,
                Formula.elementwise(f).kinkAt(0));
        assertFinding(wrong, "made1.backward disagrees");
    }

    /** Forward by the exact function, backward by its approximation. */
    @Test
    void geluWithTheDerivativeOfItsApproximation() {
        Gelu approximate = Gelu.byTanh("gelu1");
        Layer wrong = new Bugs.Wrapped(new Gelu("gelu1")) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                approximate.backward(x, y, dout, dx);
            }
        };
        assertFinding(wrong, "gelu1.backward disagrees");
    }

    /** The derivative of a norm at 0 is 0/0. */
    @Test
    void aNormWhoseDerivativeAtZeroIsNotANumber() {
        Layer wrong =
                MadeLayer.elementwise(x -> Math.sqrt(x * x), x -> x / Math.sqrt(x * x), Formula.elementwise(Math::abs));
        Tensor x = X.copy();
        x.set(2, 3, 0f);
        ProbesTest.assertFinding(
                GradientCheck.of(wrong).on(x).run(),
                "made1.backward disagrees: it has entries that are not finite (NaN)");
    }

    /** A mean over all entries where the mean over samples belongs: right if there is one class. */
    @Test
    void aMeanOverEntriesInsteadOfSamples() {
        SumLoss wrong = new SumLoss("squares", (x, t) -> (x - t) * (x - t), (x, t) -> 2 * (x - t) / 6);
        Targets t = Targets.of(Tensor.uniform(new Rng(33), 0, 1, Shape.of(4, 6)));
        ProbesTest.assertFinding(
                GradientCheck.of(wrong).on(X, t).run(),
                "squares.backward disagrees: a constant ratio of 0.1667, as the number of outputs, 6, would make");
    }
}
