package io.katsuo.network.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Top-k accuracy, calibration and the figures of regressions. */
class MetricsTest {
    private static final float NAN = Float.NaN;

    /** The example of scikit-learn's {@code top_k_accuracy_score}. */
    @Test
    void topTwo() {
        Tensor scores = Tensor.of(
                new float[][] {{0.5f, 0.2f, 0.2f}, {0.3f, 0.4f, 0.2f}, {0.2f, 0.4f, 0.3f}, {0.7f, 0.2f, 0.1f}});
        Targets t = Targets.of(0, 1, 2, 2);
        assertEquals(0.5, TopK.accuracy(scores, t, 1));
        assertEquals(0.75, TopK.accuracy(scores, t, 2));
        assertEquals(1, TopK.accuracy(scores, t, 3));
        assertThrows(IllegalArgumentException.class, () -> TopK.accuracy(scores, t, 0));
        assertThrows(IllegalArgumentException.class, () -> TopK.accuracy(scores, t, 4));
    }

    @Test
    void topKIsThatOfSortedScores() {
        Tensor scores = Tensor.randn(new Rng(3), 200, 6);
        // Rounded, so that scores are often equal.
        for (int i = 0; i < scores.size(); i++) {
            scores.array()[i] = Math.round(scores.array()[i]);
        }
        int[] labels = IntStream.range(0, 200).map(i -> i % 6).toArray();
        for (int k = 1; k <= 6; k++) {
            int most = k;
            long hits = IntStream.range(0, 200)
                    .filter(i -> IntStream.range(0, 6)
                            .boxed()
                            .sorted(Comparator.comparing((Integer j) -> -scores.get(i, j)))
                            .limit(most)
                            .anyMatch(j -> j == labels[i]))
                    .count();
            assertEquals(hits / 200.0, TopK.accuracy(scores, Targets.of(labels), k), "seed 3, k " + k);
        }
        assertEquals(
                ConfusionMatrix.of(scores, Targets.of(labels)).accuracy(),
                TopK.accuracy(scores, Targets.of(labels), 1));
    }

    @Test
    void aSampleWithNanIsNotInTheTop() {
        Tensor scores = Tensor.of(new float[][] {{NAN, 1}, {1, 0}});
        assertEquals(0.5, TopK.accuracy(scores, Targets.of(1, 0), 2));
    }

    /** Five samples in three of four bins, by hand. */
    @Test
    void theCalibrationErrorIsTheMeanOverBins() {
        Tensor p = Tensor.of(new float[][] {{0.5f, 0.5f}, {0.4f, 0.6f}, {0.9f, 0.1f}, {0.8f, 0.2f}, {0, 1}});
        Calibration calibration = Calibration.of(p, Targets.of(1, 1, 0, 1, 1), 4);
        List<Calibration.Bin> bins = calibration.bins();
        assertEquals(0, bins.get(0).count());
        assertEquals(1, bins.get(1).count(), "0.5 ends the second bin");
        assertEquals(1, bins.get(2).count());
        assertEquals(3, bins.get(3).count());
        assertEquals(0.9, bins.get(3).confidence(), 1e-7);
        assertEquals(2.0 / 3, bins.get(3).accuracy(), 1e-15);
        assertEquals((0.5 + 0.4 + 3 * (0.9 - 2.0 / 3)) / 5, calibration.error(), 1e-7);
        assertTrue(calibration.toString().endsWith("expected calibration error 0.3200"), calibration::toString);
    }

    @Test
    void certainAndRightIsPerfectAndCertainAndWrongTheWorst() {
        Tensor p = Tensor.of(new float[][] {{1, 0}, {0, 1}});
        assertEquals(0, Calibration.of(p, Targets.of(0, 1), 15).error());
        assertEquals(1, Calibration.of(p, Targets.of(1, 0), 15).error());
    }

    @Test
    void scoresAreNoProbabilitiesAndNanHasNoConfidence() {
        Targets t = Targets.of(0, 1);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> Calibration.of(Tensor.of(new float[][] {{1, 0}, {3, 1}}), t, 10))
                .getMessage();
        assertEquals("calibration: not a probability: 3.0 at [1, 0] of [2, 2]; take the softmax of scores", message);
        Calibration calibration = Calibration.of(Tensor.of(new float[][] {{NAN, 0}, {0, 1}}), t, 10);
        assertEquals(1, calibration.unanswered());
        assertEquals(Double.NaN, calibration.error());
    }

    /** The examples of scikit-learn's {@code mean_squared_error}, {@code mean_absolute_error} and {@code r2_score}. */
    @Test
    void regression() {
        Tensor t = Tensor.of(3, -0.5, 2, 7);
        RegressionMetrics metrics = RegressionMetrics.of(Tensor.of(2.5, 0, 2, 8), t);
        assertEquals(0.375, metrics.mse());
        assertEquals(0.5, metrics.mae());
        assertEquals(0.9486081370449679, metrics.r2(), 1e-15);
        assertEquals(
                0, RegressionMetrics.of(Tensor.full(Shape.of(4), 2.875f), t).r2(), 1e-15, "the mean");
        assertEquals(1, RegressionMetrics.of(t, t).r2());
        assertEquals("MSE 0.375, MAE 0.5, R² 0.9486", metrics.toString().replaceAll("0+,", ","));
    }

    /** The variance of expected values far from 0 must not drown in rounding. */
    @Test
    void regressionFarFromZero() {
        RegressionMetrics metrics =
                RegressionMetrics.of(Tensor.of(16_777_200, 16_777_203), Tensor.of(16_777_201, 16_777_203));
        assertEquals(0.5, metrics.mse());
        assertEquals(0.5, metrics.r2());
        Tensor equal = Tensor.full(Shape.of(7), 0.1f);
        assertEquals(Double.NaN, RegressionMetrics.of(equal, equal).r2());
        assertEquals(
                Double.NaN,
                RegressionMetrics.of(Tensor.of(NAN, 1), Tensor.of(1, 2)).mae());
        assertThrows(IllegalArgumentException.class, () -> RegressionMetrics.of(equal, Tensor.zeros(6)));
    }
}
