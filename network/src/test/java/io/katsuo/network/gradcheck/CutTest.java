package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that a small, uncut, dense batch does not show; and kinks that a formula does not declare. */
class CutTest {
    private static final Tensor X = Tensor.randn(new Rng(3), 4, 6);

    private static Affine affine() {
        return Affine.of("affine1", 6, 5, Initializer.HE, new Rng(1));
    }

    private static void assertFinding(Layer wrong, String expected) {
        ProbesTest.assertFinding(GradientCheck.of(wrong).on(X).run(), expected);
    }

    /** Right for the whole batch; a part is compared with the targets of the batch's first samples. */
    @Test
    void aLossThatForgetsWhichSamplesItGot() {
        SumLoss wrong = new SumLoss("sum1", (x, t) -> (x - t) * (x - t), (x, t) -> 2 * (x - t)) {
            @Override
            public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
                super.derivatives(x, y, t, 0, dx);
            }
        };
        Targets t = Targets.of(Tensor.randn(new Rng(4), 4, 6));
        String expected = "sum1.derivatives lets samples influence each other: the result for sample 1 changes";
        ProbesTest.assertFinding(GradientCheck.of(wrong).on(X, t).run(), expected);
        SumLoss right = new SumLoss("sum1", (x, y) -> (x - y) * (x - y), (x, y) -> 2 * (x - y));
        GradientCheck.of(right).on(X, t).run().assertPassed();
    }

    /** As of a product with a block of 512 rows. */
    @Test
    void aBackwardPassThatIsWrongFromAHundredSamplesOn() {
        Layer wrong = new Bugs.Wrapped(affine()) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                super.backward(x, y, dout, dx);
                if (x.dim(0) > 512) {
                    dx.slice(0, 512, x.dim(0)).fill(0);
                }
            }
        };
        assertFinding(wrong, "affine1.backward lets samples influence each other: the result for sample ");
    }

    @Test
    void gradientsWithoutTheRemainderOfABlock() {
        Layer wrong = new Bugs.Wrapped(affine()) {
            @Override
            public void gradients(Tensor x, Tensor dout) {
                int rows = x.dim(0) > 16 ? x.dim(0) / 16 * 16 : x.dim(0);
                super.gradients(x.slice(0, 0, rows), dout.slice(0, 0, rows));
            }
        };
        assertFinding(wrong, "affine1.gradients of 604 samples: the gradient of W1 is not the sum of those of parts");
    }

    @Test
    void aLayerThatReadsItsInputAsIfItWereDense() {
        Layer wrong = new Bugs.Wrapped(new Relu("relu1")) {
            @Override
            public void forward(Tensor x, Tensor y) {
                int at = x.layout().offset();
                for (int i = 0; i < y.size(); i++) {
                    y.array()[y.layout().offset() + i] = Math.max(0, x.array()[at + i]);
                }
            }
        };
        assertFinding(wrong, "relu1.forward is wrong for an input whose rows are not next to each other");
    }

    @Test
    void theGradientsAreThoseOfTheBatchAfterwards() {
        Affine affine = affine();
        GradientCheck.of(affine).on(X).run().assertPassed();
        float[] after = affine.parameters().get(0).gradient().toArray();
        Tensor dout = Objective.Projection.of(Shape.of(4, 5), 5).backward();
        affine.gradients(X, dout);
        assertArrayEquals(affine.parameters().get(0).gradient().toArray(), after);
    }

    private static String notes(Layer layer) {
        GradientReport report = GradientCheck.of(layer).on(X).run();
        return String.join("; ", report.notes());
    }

    /** The derivative jumps where no input of the batch lies. */
    @ParameterizedTest
    @CsvSource({"-1, 1", "-3, 3", "0.3, 6", "0, 0.5"})
    void anUndeclaredKinkIsNamedWithItsPlace(double low, double high) {
        DoubleUnaryOperator f = x -> Math.min(high, Math.max(low, x));
        DoubleUnaryOperator slope = x -> x > low && x < high ? 1 : 0;
        String place = ("made1: the formula has a kink at " + (float) low).replaceAll("\\.0$", "");
        Layer hidden = MadeLayer.elementwise(f, slope, Formula.elementwise(f));
        assertTrue(notes(hidden).contains(place + " and does not say so"), notes(hidden));
        Layer half = MadeLayer.elementwise(f, slope, Formula.elementwise(f).kinkAt(low));
        assertTrue(notes(half).contains("has a kink at " + (high % 1 == 0 ? "" + (int) high : "" + high)), notes(half));
        Layer declared = MadeLayer.elementwise(
                f, slope, Formula.elementwise(f).kinkAt(low).kinkAt(high));
        assertTrue(!notes(declared).contains("does not say so"), notes(declared));
    }

    /** A smooth function that is steep or curved has none. */
    @Test
    void smoothFunctionsHaveNoKink() {
        DoubleUnaryOperator[] smooth = {
            x -> 1 / (1 + Math.exp(-50 * x)),
            Math::exp,
            x -> x * x * x,
            x -> Math.sin(20 * x),
            x -> 1e6 + x,
            x -> Math.sqrt(1e-4 + x * x),
            x -> x > 0 ? x : Math.expm1(x)
        };
        for (DoubleUnaryOperator f : smooth) {
            assertEquals(Double.NaN, KinkScan.find(Formula.elementwise(f), new double[0][], X.toDoubles(), 6));
        }
        assertTrue(!notes(affine()).contains("kink"), notes(affine()));
    }

    /** Of a function of all inputs, such as their largest. */
    @Test
    void aKinkOfSeveralInputs() {
        Formula largest = new Formula() {
            @Override
            public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
                double max = x[at];
                for (int i = 1; i < inputs; i++) {
                    max = Math.max(max, x[at + i]);
                }
                return x[at + unit] - max;
            }
        };
        Layer layer =
                new MadeLayer(
                        (x, y) -> {
                            Tensor max = io.katsuo.core.ops.Reductions.max(x, 1, true);
                            io.katsuo.core.ops.Elementwise.sub(x, max, y);
                        },
                        largest) {
                    @Override
                    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                        for (int row = 0; row < x.dim(0); row++) {
                            float sum = 0;
                            for (int i = 0; i < x.dim(1); i++) {
                                sum += dout.get(row, i);
                            }
                            for (int i = 0; i < x.dim(1); i++) {
                                dx.set(row, i, dout.get(row, i) - (y.get(row, i) == 0 ? sum : 0));
                            }
                        }
                    }

                    @Override
                    public Optional<Formula> formula() {
                        return Optional.of(largest);
                    }
                };
        assertTrue(notes(layer).contains("made1: the formula has kinks and does not say so"), notes(layer));
        GradientCheck.of(new SoftmaxWithLoss())
                .on(X, Targets.of(0, 1, 2, 3))
                .run()
                .assertPassed();
    }
}
