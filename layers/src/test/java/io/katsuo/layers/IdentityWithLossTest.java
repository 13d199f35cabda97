package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Identity with the squared error: the chapter's vectors, real-valued targets, and what {@link LossLayer} promises. */
class IdentityWithLossTest {
    /** Item 48: the same vectors as for softmax with cross-entropy, the same gradient. */
    @Test
    void theWorkedExamples() {
        IdentityWithLoss layer = new IdentityWithLoss();
        assertNull(layer.y());
        assertEquals(0.49, layer.forward(Tensor.of(0.3f, 0.2f, 0.5f), Tensor.of(0, 1, 0)), 1e-7);
        assertArrayEquals(new float[] {0.3f, -0.8f, 0.5f}, layer.backward().toArray(), 1e-7f);
        assertEquals(0.0001, layer.forward(Tensor.of(0.01f, 0.99f, 0), 1), 1e-8);
        assertArrayEquals(new float[] {0.01f, -0.01f, 0}, layer.backward().toArray(), 1e-7f);
    }

    /** Real-valued targets, the mean over the batch, and traps T3 and T4. */
    @Test
    void theGradientIsThatOfTheMeanTimesDout() {
        Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}});
        Tensor t = Tensor.of(new float[][] {{-1, 2}, {5, 8}});
        IdentityWithLoss layer = new IdentityWithLoss();
        assertEquals((4 + 0 + 4 + 16) / 2.0 / 2, layer.forward(x, t));
        assertArrayEquals(new float[] {1, 0, -1, -2}, layer.backward().toArray());
        assertArrayEquals(new float[] {3, 0, -3, -6}, layer.backward(3).toArray());
        assertArrayEquals(x.toArray(), layer.y().toArray());
        layer.forward(x.row(0), t.row(0));
        assertArrayEquals(new float[] {2, 0}, layer.backward().toArray());
    }

    /** The formula in double, differentiated numerically, is the gradient. */
    @Test
    void theFormulaInDoubleAgrees() {
        for (long seed = 0; seed < 20; seed++) {
            Rng rng = new Rng(seed);
            int n = 1 + rng.nextInt(8);
            int m = 1 + rng.nextInt(8);
            Tensor x = Tensor.normal(rng, 0, 3, Shape.of(m, n)).transpose();
            Tensor t = Tensor.normal(rng, 1, 3, Shape.of(n, m));
            IdentityWithLoss layer = new IdentityWithLoss();
            double loss = layer.forward(x, t);
            Tensor dx = layer.backward();
            double sum = 0;
            for (int i = 0; i < n; i++) {
                double[] scores = new double[m];
                double[] target = new double[m];
                for (int k = 0; k < m; k++) {
                    scores[k] = x.get(i, k);
                    target[k] = t.get(i, k);
                }
                sum += layer.formula().loss(scores, 0, target);
                double[] expected = PrintedArrays.differences(
                        scores,
                        () -> new double[] {layer.formula().loss(scores, 0, target)},
                        new double[] {1.0 / n},
                        0.5);
                for (int k = 0; k < m; k++) {
                    assertEquals(expected[k], dx.get(i, k), 2e-6, "seed " + seed);
                }
            }
            assertEquals(sum / n, loss, 1e-12 * (1 + loss), "seed " + seed);
        }
    }

    @Test
    void targetsThatDoNotFitAreRefused() {
        IdentityWithLoss layer = new IdentityWithLoss("loss");
        Tensor x = Tensor.zeros(2, 3);
        assertMessage(
                "loss.forward: targets have not the shape of the scores", () -> layer.forward(x, Tensor.of(1, 2)));
        assertMessage("label 3 at 1 is not a class", () -> layer.forward(x, 0, 3));
        assertMessage("undefined for an empty batch", () -> layer.forward(Tensor.zeros(0, 3), Tensor.zeros(0, 3)));
        assertTrue(Double.isNaN(layer.forward(x, Tensor.full(Shape.of(2, 3), Float.NaN))));
        assertEquals(
                "other.backward: called before forward",
                assertThrows(IllegalStateException.class, new IdentityWithLoss("other")::backward)
                        .getMessage());
    }

    private static void assertMessage(String part, Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    /** Traps T1 and T10: neither argument is written; a change of the input or the output is detected. */
    @Test
    void argumentsAndStateAreLeftAlone() {
        Tensor x = Tensor.of(1, 2);
        Tensor t = Tensor.of(0, 5);
        IdentityWithLoss layer = new IdentityWithLoss();
        layer.forward(x, t);
        assertArrayEquals(new float[] {1, -3}, layer.backward().toArray());
        assertArrayEquals(new float[] {0, 5}, t.toArray());
        Tensor y = layer.y();
        layer.forward(y, Tensor.of(0, 0));
        assertArrayEquals(new float[] {1, 2}, y.toArray());
        layer.y().fill(4);
        assertThrows(AssertionError.class, layer::backward);
        layer.forward(x, t);
        x.fill(9);
        assertThrows(AssertionError.class, layer::backward);
    }
}
