package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.numeric.Differences;
import io.katsuo.network.numeric.DoubleNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Gradients of the book's network against an independent oracle: the thresholds G1 and G2 of the project. */
class GradientTest {
    private static final String[] NAMES = {"W1", "b1", "W2", "b2"};
    /** What the book prints for its own double-precision check, rounded up (items 67 and 70). */
    private static final double[] BOOK_MEANS = {1e-12, 5e-12, 5e-12, 2e-10};

    private static TwoLayerNet net(long seed, double std) {
        TwoLayerNet net = new TwoLayerNet(784, 50, 10, std, seed);
        if (std > 0.01) {
            Rng rng = new Rng(seed + 1000);
            net.params().get("b1").copyFrom(Tensor.normal(rng, 0, std, Shape.of(50)));
            net.params().get("b2").copyFrom(Tensor.normal(rng, 0, std, Shape.of(10)));
        }
        return net;
    }

    /** G1: float32 back-propagation against double back-propagation of the same weights. */
    @Test
    void backpropagationInFloatAgreesWithTheOracle() {
        Digits digits = Digits.any(3);
        for (long seed = 0; seed < 10; seed++) {
            TwoLayerNet net = net(seed, seed % 2 == 0 ? 0.01 : 0.1);
            Oracle oracle = new Oracle(net, digits.images(), digits.targets());
            Map<String, Tensor> gradient = net.gradient(digits.images(), digits.targets());
            assertEquals(oracle.loss, net.loss(digits.images(), digits.labels()), 1e-6);
            for (int p = 0; p < 4; p++) {
                float[] actual = gradient.get(NAMES[p]).toArray();
                double[] expected = oracle.gradients[p];
                double largest = 0;
                double worst = 0;
                double squares = 0;
                double norms = 0;
                for (int i = 0; i < expected.length; i++) {
                    largest = Math.max(largest, Math.abs(expected[i]));
                    worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
                    squares += Math.pow(actual[i] - expected[i], 2);
                    norms += Math.pow(expected[i], 2);
                }
                String what = NAMES[p] + ", seed " + seed;
                assertTrue(worst <= 2e-6 * largest, what + ": " + worst + " of " + largest);
                assertTrue(Math.sqrt(squares) <= 5e-7 * 2 * Math.sqrt(norms), what);
            }
        }
    }

    /** G2: double back-propagation against central differences, at h = 1e-5, and at 1e-4 the book's own figures. */
    @Test
    void differencesOfTheFormulasAgreeWithTheOracle() {
        Digits digits = Digits.any(3);
        int withoutKink = 0;
        for (long seed = 0; seed < 5; seed++) {
            TwoLayerNet net = net(seed, 0.01);
            Oracle oracle = new Oracle(net, digits.images(), digits.targets());
            DoubleNetwork formulas = DoubleNetwork.of(
                    List.copyOf(net.layers().values()), net.lastLayer(), digits.images(), digits.targets());
            assertEquals(oracle.loss, formulas.meanLoss(), 1e-14);
            boolean clean = true;
            for (int p = 0; p < 4; p++) {
                Differences fine = formulas.differences(1e-5).get(p);
                Differences book = formulas.differences(1e-4).get(p);
                double[] expected = oracle.gradients[p];
                double largest = 0;
                double worst = 0;
                double sum = 0;
                double bookSum = 0;
                for (int i = 0; i < expected.length; i++) {
                    clean &= !book.kinked()[i];
                    double error = fine.kinked()[i] ? 0 : Math.abs(fine.values()[i] - expected[i]);
                    largest = Math.max(largest, Math.abs(expected[i]));
                    worst = Math.max(worst, error);
                    sum += error;
                    bookSum += book.kinked()[i] ? 0 : Math.abs(book.values()[i] - expected[i]);
                }
                String what = NAMES[p] + ", seed " + seed;
                assertTrue(sum / expected.length <= 1e-10, what + ": mean " + sum / expected.length);
                assertTrue(worst <= 1e-7 * largest, what + ": " + worst + " of " + largest);
                assertTrue(bookSum / expected.length <= BOOK_MEANS[p], what + ": book " + bookSum / expected.length);
            }
            withoutKink += clean ? 1 : 0;
        }
        assertTrue(withoutKink >= 1, "no seed was free of kinks");
    }

    /** Items 60 and 62, and trap T26: the book's method, and not a bit of the weights changes, also on an error. */
    @Test
    void numericalGradientAgreesAndLeavesTheWeightsAlone() {
        Digits digits = Digits.random(3, 5);
        TwoLayerNet net = net(2, 0.1);
        String before = net.parameterHash();
        Map<String, Tensor> numerical = net.numericalGradient(digits.images(), digits.targets());
        Map<String, Tensor> analytic = net.gradient(digits.images(), digits.targets());
        assertEquals(List.of(NAMES), List.copyOf(numerical.keySet()));
        double sum = 0;
        for (String name : NAMES) {
            for (int i = 0; i < numerical.get(name).size(); i++) {
                sum += Math.abs(
                        numerical.get(name).array()[i] - analytic.get(name).array()[i]);
            }
        }
        // A kink of one unit changes single entries only, so the mean is small with or without.
        assertTrue(sum / 39760 < 1e-5, "mean " + sum / 39760);
        assertThrows(
                IllegalArgumentException.class, () -> net.numericalGradient(digits.images(), new int[] {1, 2, 99}));
        assertEquals(before, net.parameterHash());
    }

    /** A snapshot stays what it was. */
    @Test
    void gradientsAreSnapshots() {
        Digits digits = Digits.random(8, 6);
        TwoLayerNet net = new TwoLayerNet(784, 20, 10, 1);
        Map<String, Tensor> first = net.gradient(digits.images(), digits.targets());
        assertNotSame(first.get("W2"), net.parameters().get(2).gradient());
        float[] kept = first.get("W2").toArray();
        Digits other = Digits.random(8, 9);
        net.gradient(other.images(), other.targets());
        assertArrayEquals(kept, first.get("W2").toArray());
    }
}
