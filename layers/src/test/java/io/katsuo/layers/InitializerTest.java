package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Initial weights: their formulas, their spread as drawn, and what He's keeps and the others lose. */
class InitializerTest {
    @Test
    void theFormulas() {
        assertEquals(0.01, Initializer.BOOK.std(784, 50));
        assertEquals(0.2, Initializer.HE.std(50, 3), 1e-15);
        assertEquals(0.2, Initializer.XAVIER.std(10, 40), 1e-15);
        assertEquals(0.5, Initializer.normal(0.5).std(1, 1));
    }

    /** The mean and the standard deviation of 160,000 weights are within four standard errors. */
    @Test
    void theWeightsAreSpreadSo() {
        for (Initializer initializer : new Initializer[] {Initializer.BOOK, Initializer.HE, Initializer.XAVIER}) {
            Tensor w = initializer.weights(new Rng(3), 200, 800);
            SummaryStatistics statistics = new SummaryStatistics();
            for (float value : w.toArray()) {
                statistics.addValue(value);
            }
            double std = initializer.std(200, 800);
            assertEquals(Shape.of(200, 800), w.shape());
            assertEquals(0, statistics.getMean(), 4 * std / 400);
            assertEquals(std, statistics.getStandardDeviation(), 4 * std / 400 / Math.sqrt(2));
        }
    }

    @Test
    void theSeedDecidesTheWeights() {
        Affine one = Affine.of("affine1", 4, 3, Initializer.HE, new Rng(7));
        Affine same = Affine.of("affine1", 4, 3, Initializer.HE, new Rng(7));
        assertTrue(one.W().sameBits(same.W()));
        assertFalse(one.W()
                .sameBits(Affine.of("affine1", 4, 3, Initializer.HE, new Rng(8)).W()));
        assertTrue(one.W().sameBits(Initializer.HE.weights(new Rng(7), 4, 3)));
        assertTrue(Tensor.zeros(3).sameBits(one.b()));
    }

    /** Twenty layers of ReLUs: He keeps the mean square of a signal within a factor of 4, the book's 0.01 loses it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void heKeepsTheSignalAlive(long seed) {
        double he = meanSquareAfterTwentyLayers(Initializer.HE, seed);
        assertTrue(he > 0.25 && he < 4, "He: " + he);
        double book = meanSquareAfterTwentyLayers(Initializer.BOOK, seed);
        assertTrue(book < 1e-30, "0.01: " + book);
    }

    private static double meanSquareAfterTwentyLayers(Initializer initializer, long seed) {
        Rng rng = new Rng(seed);
        Tensor x = Tensor.randn(rng, 100, 200);
        for (int i = 0; i < 20; i++) {
            x = new Relu()
                    .forward(Affine.of("affine", 200, 200, initializer, rng).forward(x));
        }
        double sum = 0;
        for (float value : x.toArray()) {
            sum += (double) value * value;
        }
        return sum / x.size();
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (double std : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e39}) {
            assertThrows(IllegalArgumentException.class, () -> Initializer.normal(std));
            Initializer own = (inputs, outputs) -> std;
            assertEquals(
                    "initializer: the standard deviation must be finite and not negative: " + std,
                    assertThrows(IllegalArgumentException.class, () -> own.weights(new Rng(1), 2, 3))
                            .getMessage());
        }
        assertThrows(IllegalArgumentException.class, () -> Initializer.HE.weights(new Rng(1), 0, 5));
        assertEquals(
                "weights: sizes must be at least 1: inputs 5, outputs -1",
                assertThrows(IllegalArgumentException.class, () -> Initializer.HE.weights(new Rng(1), 5, -1))
                        .getMessage());
    }
}
