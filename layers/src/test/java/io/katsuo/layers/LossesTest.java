package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Losses and their options against plain sums over probabilities in double. */
class LossesTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    private static double[][] softmax(Tensor x) {
        double[][] y = new double[x.dim(0)][x.dim(1)];
        for (int i = 0; i < y.length; i++) {
            double sum = 0;
            for (int k = 0; k < y[i].length; k++) {
                sum += y[i][k] = Math.exp(x.get(i, k));
            }
            for (int k = 0; k < y[i].length; k++) {
                y[i][k] /= sum;
            }
        }
        return y;
    }

    /** Every combination of weights, smoothing, an ignored label (a class, or none), reduction and kind of targets. */
    @Test
    void crossEntropyWithOptions() {
        double[] weights = {0.5, 2, 0, 1.25};
        for (int bits = 0; bits < 48; bits++) {
            double smoothing = (bits & 1) == 0 ? 0 : 0.2;
            boolean weighted = (bits & 2) != 0;
            boolean mean = (bits & 4) != 0;
            boolean rows = (bits & 8) != 0;
            int ignored = rows ? 3 : new int[] {-1, 3, 9}[bits / 16];
            CrossEntropyOptions options = (mean ? CrossEntropyOptions.MEAN : CrossEntropyOptions.SUM)
                    .labelSmoothing(smoothing)
                    .ignoredLabel(ignored);
            options = weighted ? options.classWeights(weights) : options;
            Rng rng = new Rng(bits);
            Tensor x = Tensor.normal(rng, 0, 2, Shape.of(4, 7)).transpose();
            int[] labels = {0, 1, ignored, 2, 1, ignored, 0};
            Targets t = rows ? Targets.of(rows(labels)) : Targets.of(labels);
            double[][] y = softmax(x);
            double sum = 0;
            double total = 0;
            double[] expected = new double[7];
            for (int i = 0; i < 7; i++) {
                double w = labels[i] == ignored ? 0 : weighted ? weights[labels[i]] : 1;
                total += w;
                for (int k = 0; k < 4; k++) {
                    double p = (1 - smoothing) * t.value(i, k) + smoothing / 4;
                    expected[i] -= w * p * Math.log(y[i][k]);
                }
                sum += expected[i];
            }
            SoftmaxWithLoss loss = new SoftmaxWithLoss("loss", options);
            String message = "options " + bits;
            double divisor = mean ? total : 1;
            assertEquals(sum / divisor, loss.forward(x, t), 1e-12 * sum, message);
            assertArrayEquals(expected, loss.sampleLosses(), 1e-12 * sum, message);
            Tensor dx = loss.backward(0.5f);
            NegativeLogLikelihood likelihood = new NegativeLogLikelihood("likelihood", options);
            Tensor logs = x.copy();
            double[] naive = new double[1];
            for (int i = 0; i < 7; i++) {
                double w = labels[i] == ignored ? 0 : weighted ? weights[labels[i]] : 1;
                for (int k = 0; k < 4; k++) {
                    double p = (1 - smoothing) * t.value(i, k) + smoothing / 4;
                    assertEquals(0.5 * w * (y[i][k] - p) / divisor, dx.get(i, k), 3e-7, message);
                    naive[0] -= w * p * x.get(i, k);
                }
            }
            assertEquals(naive[0] / divisor, likelihood.forward(logs, t), 1e-12 * (1 + Math.abs(naive[0])), message);
            Tensor dLogs = likelihood.backward();
            for (int i = 0; i < 7; i++) {
                double w = labels[i] == ignored ? 0 : weighted ? weights[labels[i]] : 1;
                for (int k = 0; k < 4; k++) {
                    double p = (1 - smoothing) * t.value(i, k) + smoothing / 4;
                    assertEquals(-w * p / divisor, dLogs.get(i, k), 3e-7, message);
                }
            }
        }
    }

    private static Tensor rows(int[] labels) {
        Tensor rows = Tensor.full(Shape.of(labels.length, 4), 0.1);
        for (int i = 0; i < labels.length; i++) {
            rows.set(i, labels[i], 0.7);
        }
        return rows;
    }

    @Test
    void onlyTheIgnoredLabelMayBeNoClass() {
        Tensor x = Tensor.zeros(2, 3);
        SoftmaxWithLoss loss = new SoftmaxWithLoss("loss", CrossEntropyOptions.MEAN.ignoredLabel(-1));
        assertEquals(Math.log(3), loss.forward(x, -1, 2), 1e-15);
        assertArrayEquals(new float[3], loss.backward().row(0).toArray());
        assertMessage("loss.forward: label -2 at 0 is not a class", () -> loss.forward(x, -2, 2));
        assertMessage("label -1 at 1 is not a class", () -> new SoftmaxWithLoss().forward(x, 2, -1));
        assertTrue(Double.isNaN(loss.forward(x, -1, -1)));
        SoftmaxWithLoss weighted = new SoftmaxWithLoss("loss", CrossEntropyOptions.MEAN.classWeights(1, 2));
        assertMessage("loss.forward: not one weight for each class: 2 weights", () -> weighted.forward(x, 0, 1));
    }

    /** An ignored sample may have any scores. */
    @Test
    void anIgnoredSampleCannotSpoilTheLoss() {
        Tensor x = Tensor.of(new float[][] {{Float.NaN, INF}, {0, 0}});
        SoftmaxWithLoss loss = new SoftmaxWithLoss("loss", CrossEntropyOptions.MEAN.ignoredLabel(7));
        assertEquals(Math.log(2), loss.forward(x, 7, 1), 1e-15);
        assertArrayEquals(new float[] {0, 0, 0.5f, -0.5f}, loss.backward().toArray());
    }

    @Test
    void binaryCrossEntropy() {
        for (Reduction reduction : Reduction.values()) {
            Rng rng = new Rng(3);
            Tensor x = Tensor.normal(rng, 0, 3, Shape.of(6, 3));
            Tensor t = Tensor.uniform(rng, 0, 1, Shape.of(6, 3));
            BinaryCrossEntropy loss = new BinaryCrossEntropy("loss", reduction);
            double sum = 0;
            double divisor = reduction == Reduction.MEAN ? 6 : 1;
            double actual = loss.forward(x, t);
            Tensor dx = loss.backward();
            for (int i = 0; i < 6; i++) {
                for (int k = 0; k < 3; k++) {
                    double y = 1 / (1 + Math.exp(-x.get(i, k)));
                    sum -= t.get(i, k) * Math.log(y) + (1 - t.get(i, k)) * Math.log(1 - y);
                    assertEquals((y - t.get(i, k)) / divisor, dx.get(i, k), 1e-7);
                    assertEquals(y, loss.y().get(i, k), 1e-7);
                }
            }
            assertEquals(sum / divisor, actual, 1e-12);
        }
    }

    @Test
    void binaryCrossEntropyInTheTails() {
        BinaryCrossEntropy loss = new BinaryCrossEntropy("loss");
        Tensor x = Tensor.of(INF, -INF, 1000, -1000, -100);
        loss.forward(x.reshape(5, 1), Tensor.of(1, 0, 0, 1, 0).reshape(5, 1));
        assertArrayEquals(new double[] {0, 0, 1000, 1000, Math.exp(-100)}, loss.sampleLosses(), 1e-58);
        assertArrayEquals(new float[] {0, 0, 0.2f, -0.2f, 0}, loss.backward().toArray(), 1e-30f);
        assertTrue(Double.isNaN(loss.forward(Tensor.of(Float.NaN), Tensor.of(0f))));
        assertEquals(INF, loss.forward(Tensor.of(-INF), Tensor.of(0.5f)));
        assertMessage(
                "loss.forward: a target is not from 0 to 1: 1.5 at [0, 0]",
                () -> loss.forward(Tensor.of(1f), Tensor.of(1.5f)));
        assertMessage("loss.forward: class indices given: 1 labels", () -> loss.forward(Tensor.of(1f), 0));
    }

    @Test
    void huber() {
        Tensor x = Tensor.of(new float[][] {{0.5f, -1, 1}, {7, -7, 2}});
        Tensor t = Tensor.of(new float[][] {{0, 0, 0}, {1, 1, 4}});
        Huber loss = new Huber("loss", 2, Reduction.SUM);
        assertEquals(0.125 + 0.5 + 0.5 + 2 * (6 - 1) + 2 * (8 - 1) + 2, loss.forward(x, t));
        assertArrayEquals(new float[] {0.5f, -1, 1, 2, -2, -2}, loss.backward().toArray());
        Huber mean = new Huber("loss");
        assertEquals((0.125 + 0.5 + 0.5 + 5.5 + 7.5 + 1.5) / 2, mean.forward(x, t));
        assertArrayEquals(
                new float[] {0.25f, -0.5f, 0.5f, 0.5f, -0.5f, -0.5f},
                mean.backward().toArray());
        mean.forward(Tensor.of(INF, Float.NaN), Tensor.of(0, 0));
        assertArrayEquals(new float[] {1, Float.NaN}, mean.backward().toArray());
        assertThrows(IllegalArgumentException.class, () -> new Huber("loss", 0, Reduction.MEAN));
    }

    @Test
    void theSquaredErrorAsASum() {
        IdentityWithLoss loss = new IdentityWithLoss("loss", Reduction.SUM);
        assertEquals(2 + 4.5, loss.forward(Tensor.of(new float[][] {{2}, {-3}}), Tensor.zeros(2, 1)));
        assertArrayEquals(new double[] {2, 4.5}, loss.sampleLosses());
        assertArrayEquals(new float[] {2, -3}, loss.backward().toArray());
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> CrossEntropyOptions.MEAN.labelSmoothing(wrong));
            assertThrows(IllegalArgumentException.class, () -> CrossEntropyOptions.MEAN.classWeights(1, wrong));
        }
        assertThrows(IllegalArgumentException.class, () -> CrossEntropyOptions.MEAN.labelSmoothing(1));
        assertThrows(ShapeException.class, () -> new Huber("h").forward(Tensor.zeros(2, 2), Tensor.zeros(2, 1)));
    }

    /** Where the error crosses δ or -δ between two points, for each value of the second sample. */
    @Test
    void huberHasAKinkOnEachSide() {
        LossFormula formula = new Huber("huber").formula();
        double[] targets = {3, -2};
        double[][] errors = {
            {0.9, 1.1, 1}, {1.1, 0.9, 1}, {-0.9, -1.1, 1}, {-1.1, -0.9, 1}, {-0.9, 0.9, 0}, {1.1, 5, 0}, {-5, -1.1, 0}
        };
        for (double[] error : errors) {
            for (int k = 0; k < 2; k++) {
                double[] before = {0, 0, 3, -2};
                double[] after = before.clone();
                before[2 + k] += error[0];
                after[2 + k] += error[1];
                assertEquals(error[2] == 1, formula.kink(before, after, 2, targets), error[0] + " to " + error[1]);
            }
        }
    }

    private static void assertMessage(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }
}
