package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Losses whose slope jumps, and losses that weigh samples: right ones pass, also beside and on a kink. */
class LossKinksTest {
    /** The sum of absolute errors of a sample, which has a kink where a score equals its target. */
    private static final class AbsoluteError extends LossLayer {
        private final float factor;
        private final double ignored;

        /** One whose derivative is multiplied by a factor, and that ignores samples with this first target. */
        AbsoluteError(float factor, double ignored) {
            super("absoluteError");
            this.factor = factor;
            this.ignored = ignored;
        }

        @Override
        public void check(String op, Shape scores, Targets t) {
            t.checkShape(op, scores);
        }

        @Override
        public double weight(Targets t, int sample) {
            return t.value(sample, 0) == ignored ? 0 : 1 + sample;
        }

        @Override
        public void losses(Tensor x, Targets t, int first, double[] losses) {
            for (int i = 0; i < x.dim(0); i++) {
                losses[i] = 0;
                for (int k = 0; k < x.dim(1); k++) {
                    losses[i] += Math.abs((double) x.get(i, k) - t.value(first + i, k));
                }
            }
        }

        @Override
        public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
            for (int i = 0; i < x.dim(0); i++) {
                for (int k = 0; k < x.dim(1); k++) {
                    dx.set(i, k, factor * Math.signum(x.get(i, k) - t.value(first + i, k)));
                }
            }
        }

        @Override
        public LossFormula formula() {
            return new LossFormula() {
                @Override
                public double loss(double[] scores, int at, double[] t) {
                    double sum = 0;
                    for (int k = 0; k < t.length; k++) {
                        sum += Math.abs(scores[at + k] - t[k]);
                    }
                    return sum;
                }

                @Override
                public boolean kink(double[] a, double[] b, int at, double[] t) {
                    for (int k = 0; k < t.length; k++) {
                        if (a[at + k] > t[k] != b[at + k] > t[k]) {
                            return true;
                        }
                    }
                    return false;
                }

                @Override
                public double weight(double[] t) {
                    // The weight of a sample depends on its place in the batch here, which a formula is not told.
                    return t[0] == ignored ? 0 : 1 + Math.round(t[t.length - 1]);
                }
            };
        }
    }

    /** Five rows of targets that end with the number of the row. */
    private static Tensor targets(Rng rng) {
        Tensor t = Tensor.randn(rng, 5, 4);
        for (int i = 0; i < 5; i++) {
            t.set(i, 3, i);
        }
        return t;
    }

    @Test
    void scoresBesideAndOnAKinkPass() {
        for (long seed = 1; seed <= 200; seed++) {
            Rng rng = new Rng(seed);
            Tensor t = targets(rng);
            Tensor scores = Tensor.randn(rng, 5, 4);
            // On the kink, and beside it by less and by more than a step.
            float[] distances = {0, 1e-6f, -1e-6f, 1e-5f, -1e-4f, 1e-3f};
            for (int i = 0; i < 5; i++) {
                int k = rng.nextInt(4);
                scores.set(i, k, t.get(i, k) + distances[rng.nextInt(distances.length)]);
            }
            LossLayer loss = new AbsoluteError(1, t.get(2, 0));
            GradientReport report =
                    GradientCheck.of(loss).on(scores, Targets.of(t)).run();
            assertTrue(report.passed(), "seed " + seed + "\n" + report);
        }
    }

    @Test
    void aWrongDerivativeIsFoundBesideAKink() {
        for (long seed = 1; seed <= 50; seed++) {
            Rng rng = new Rng(seed);
            Tensor t = targets(rng);
            Tensor scores = t.copy();
            for (int i = 0; i < scores.size(); i++) {
                scores.array()[i] += 1e-4f;
            }
            LossLayer loss = new AbsoluteError(1.001f, Double.NaN);
            GradientReport report =
                    GradientCheck.of(loss).on(scores, Targets.of(t)).run();
            assertFalse(report.passed(), "seed " + seed + "\n" + report);
        }
    }

    /** In a network, with weighted and ignored samples; differences across the kink are counted, not compared. */
    @Test
    void networksWithAWeightedLossPass() {
        for (long seed = 1; seed <= 20; seed++) {
            Rng rng = new Rng(seed);
            Tensor t = targets(rng);
            Tensor w = Tensor.randn(rng, 3, 4);
            Network network =
                    new Network(List.of(new Affine("affine1", w, Tensor.zeros(4))), new AbsoluteError(1, t.get(1, 0)));
            Tensor x = Tensor.randn(rng, 5, 3);
            GradientReport report =
                    GradientCheck.of(network).on(x, Targets.of(t)).inputs().run();
            assertTrue(report.passed(), "seed " + seed + "\n" + report);
            assertTrue(
                    GradientCheck.of(network)
                            .on(x, Targets.of(t))
                            .runDirections(5, seed)
                            .passed(),
                    "seed " + seed);
        }
    }

    /** min(max(x, -1), 1), right except at x = 1 if {@code wrong}. */
    private static final class HardTanh extends Layer {
        private final boolean wrong;

        HardTanh(boolean wrong) {
            super("hardTanh1");
            this.wrong = wrong;
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            for (int i = 0; i < x.dim(0); i++) {
                for (int k = 0; k < x.dim(1); k++) {
                    y.set(i, k, Math.clamp(x.get(i, k), -1f, 1f));
                }
            }
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
            for (int i = 0; i < x.dim(0); i++) {
                for (int k = 0; k < x.dim(1); k++) {
                    float value = x.get(i, k);
                    // At a kink the slope on the left counts.
                    boolean inside = value > -1 && (wrong ? value < 1 : value <= 1);
                    dx.set(i, k, inside ? dout.get(i, k) : 0);
                }
            }
        }

        @Override
        public Optional<Formula> formula() {
            return Optional.of(
                    Formula.elementwise(v -> Math.clamp(v, -1.0, 1.0)).kinkAt(-1, 1));
        }
    }

    @Test
    void everyDeclaredKinkOfAnActivationIsTried() {
        Tensor x = Tensor.randn(new Rng(1), 5, 4);
        GradientCheck.of(new HardTanh(false)).on(x).run().assertPassed();
        GradientReport report = GradientCheck.of(new HardTanh(true)).on(x).run();
        assertFalse(report.passed(), report::toString);
        assertEquals(
                "hardTanh1.backward disagrees: it is wrong where the input is exactly 1.0: > and >= are confused"
                        + " (derivative 0.000 instead of 1.000)",
                report.findings().getFirst());
    }
}
