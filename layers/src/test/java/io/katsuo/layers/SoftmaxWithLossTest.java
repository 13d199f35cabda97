package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Softmax with cross-entropy: the chapter's examples, and traps T3 to T8, T21 and T22. */
class SoftmaxWithLossTest {
    private static final float INF = Float.POSITIVE_INFINITY;

    private static Tensor logs(float... probabilities) {
        float[] logs = new float[probabilities.length];
        for (int i = 0; i < logs.length; i++) {
            logs[i] = (float) Math.log(probabilities[i]);
        }
        return Tensor.of(logs);
    }

    /** Items 44 and 45, trap T4: one sample of rank 1 has batch size 1. */
    @Test
    void theWorkedExamples() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        assertEquals(1.6094379, layer.forward(logs(0.3f, 0.2f, 0.5f), Tensor.of(0, 1, 0)), 2e-7);
        assertEquals(1.6094379, layer.loss(), 2e-7);
        assertArrayEquals(new float[] {0.3f, -0.8f, 0.5f}, layer.backward().toArray(), 2e-7f);
        assertEquals(0.0100503, layer.forward(logs(0.01f, 0.99f, 1e-30f), Tensor.of(0, 1, 0)), 2e-7);
        assertArrayEquals(new float[] {0.01f, -0.01f, 0}, layer.backward().toArray(), 2e-7f);
    }

    /** Items 42 and 51. */
    @Test
    void probabilities() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        layer.forward(Tensor.of(5.3f, 10.1f), 1);
        assertArrayEquals(new float[] {0.0081626f, 0.9918374f}, layer.y().toArray(), 2e-7f);
        layer.forward(Tensor.of(1010, 1000, 990), 0);
        assertArrayEquals(
                new float[] {9.9995460e-01f, 4.5397869e-05f, 2.0610600e-09f},
                layer.y().toArray(),
                2e-7f);
    }

    /** Rows that were rounded do not sum to 1: the derivative is y·Σt - t, as the double formula says. */
    @Test
    void rowsThatAreRoundedHaveTheirOwnGradient() {
        double[] x = {0.5, -1.25, 2};
        double[] t = {0.33335f, 0.33335f, 0.33335f};
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        layer.forward(Tensor.of(0.5f, -1.25f, 2), Tensor.of(0.33335f, 0.33335f, 0.33335f));
        float[] dx = layer.backward().toArray();
        for (int k = 0; k < 3; k++) {
            double[] above = x.clone();
            double[] below = x.clone();
            above[k] += 1e-5;
            below[k] -= 1e-5;
            double expected =
                    (layer.formula().loss(above, 0, t) - layer.formula().loss(below, 0, t)) / 2e-5;
            assertEquals(expected, dx[k], 2e-7, "by score " + k);
        }
    }

    @Test
    void theFormulaTakesAScoreOfMinusInfinity() {
        double[] scores = {0, Double.NEGATIVE_INFINITY, 0};
        assertEquals(Math.log(2), new SoftmaxWithLoss().formula().loss(scores, 0, new double[] {0, 0, 1}), 1e-15);
        assertEquals(INF, new SoftmaxWithLoss().formula().loss(scores, 0, new double[] {0, 1, 0}));
    }

    /** The gradient is that of the loss which forward returned, whatever the caller writes in between. */
    @Test
    void targetsThatChangeAfterForwardDoNotMatter() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 7}});
        int[] labels = {0, 2};
        byte[] bytes = {0, 2};
        Tensor rows = Tensor.of(new float[][] {{1, 0, 0}, {0, 0, 1}});
        layer.forward(x, labels);
        float[] expected = layer.backward().toArray();
        for (Targets t : new Targets[] {Targets.of(labels), Targets.of(bytes), Targets.of(rows)}) {
            layer.forward(x, t);
            labels[0] = 1;
            bytes[0] = 1;
            rows.fill(0.5);
            assertArrayEquals(expected, layer.backward().toArray(), t.toString());
            labels[0] = 0;
            bytes[0] = 0;
            rows.copyFrom(Tensor.of(new float[][] {{1, 0, 0}, {0, 0, 1}}));
        }
    }

    /** Item 50 and trap T5: also when there are as many samples as classes. */
    @Test
    void labelsAndOneHotRowsAreTheSame() {
        for (int n : new int[] {1, 3, 10, 17}) {
            Rng rng = new Rng(n);
            Tensor x = Tensor.normal(rng, 0, 2, Shape.of(n, 10));
            int[] labels = new int[n];
            byte[] bytes = new byte[n];
            Tensor oneHot = Tensor.zeros(n, 10);
            for (int i = 0; i < n; i++) {
                labels[i] = rng.nextInt(10);
                bytes[i] = (byte) labels[i];
                oneHot.set(i, labels[i], 1);
            }
            SoftmaxWithLoss layer = new SoftmaxWithLoss();
            double loss = layer.forward(x, oneHot);
            float[] gradient = layer.backward().toArray();
            assertEquals(loss, layer.forward(x, labels));
            assertArrayEquals(gradient, layer.backward().toArray());
            assertEquals(loss, layer.forward(x, bytes));
            assertArrayEquals(gradient, layer.backward().toArray());
        }
    }

    /** Item 46 and trap T3: the gradient of the mean, times dout. */
    @Test
    void theGradientIsThatOfTheMeanTimesDout() {
        Tensor x = Tensor.of(new float[][] {{0, 0}, {0, 0}, {0, 0}, {0, 0}});
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        assertEquals(Math.log(2), layer.forward(x, 0, 1, 0, 1), 1e-15);
        assertArrayEquals(
                new float[] {-0.125f, 0.125f, 0.125f, -0.125f, -0.125f, 0.125f, 0.125f, -0.125f},
                layer.backward().toArray());
        assertEquals(-0.875f, layer.backward(7).get(0, 0));
        assertEquals(Shape.of(4, 2), layer.backward(7).shape());
    }

    /** Trap T6: soft labels; the loss and the gradient belong together. */
    @Test
    void softLabels() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        Tensor x = Tensor.of(1, 2, 3);
        double logSum = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3));
        assertEquals(
                0.2 * (logSum - 1) + 0.3 * (logSum - 2) + 0.5 * (logSum - 3),
                layer.forward(x, Tensor.of(0.2f, 0.3f, 0.5f)),
                1e-7);
        float[] y = layer.y().toArray();
        assertArrayEquals(
                new float[] {y[0] - 0.2f, y[1] - 0.3f, y[2] - 0.5f},
                layer.backward().toArray(),
                1e-7f);
        assertMessage("target row 0 is not a distribution: it sums to 2.0", () -> layer.forward(x, Tensor.of(1, 1, 0)));
        assertMessage("has negative entries", () -> layer.forward(x, Tensor.of(2, -1, 0)));
        assertMessage("it sums to NaN", () -> layer.forward(x, Tensor.of(Float.NaN, 1, 0)));
    }

    /** Trap T7: no guard in the logarithm. */
    @Test
    void theLossIsExactAtBothEnds() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        double perfect = layer.forward(Tensor.of(1000, 0), 0);
        assertEquals(0, Double.doubleToRawLongBits(perfect));
        assertEquals(1000, layer.forward(Tensor.of(0, -1000), 1));
        assertArrayEquals(new float[] {1, -1}, layer.backward().toArray());
        assertEquals(Math.exp(-30), layer.forward(Tensor.of(30, 0), 0), 1e-25);
        assertEquals(-Math.log(1e-8), layer.forward(logs(1e-8f, 1), 0), 2e-6);
        Rng rng = new Rng(1);
        for (int i = 0; i < 1000; i++) {
            assertTrue(layer.forward(Tensor.normal(rng, 0, 30, Shape.of(5)), rng.nextInt(5)) >= 0);
        }
    }

    /** Trap T21 and the table of special values: a bad row stays one row. */
    @Test
    void specialValues() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        assertTrue(Double.isNaN(layer.forward(Tensor.of(0, Float.NaN), 0)));
        assertTrue(Double.isNaN(layer.forward(Tensor.of(Float.NaN, 0), 1)));
        assertTrue(Double.isNaN(layer.forward(Tensor.of(INF, 0), 1)));
        assertTrue(Double.isNaN(layer.forward(Tensor.of(-INF, -INF), 1)));
        assertEquals(0, layer.forward(Tensor.of(-INF, 3), 1));
        assertEquals(0, layer.forward(Tensor.of(-INF, 3), Tensor.of(0, 1)));
        assertEquals(Double.POSITIVE_INFINITY, layer.forward(Tensor.of(-INF, 3), 0));
        assertEquals(0, layer.forward(Tensor.of(Float.MAX_VALUE, -Float.MAX_VALUE, 0), 0));
        Tensor mixed = Tensor.of(new float[][] {{1, 2}, {Float.NaN, 2}, {3, 4}});
        layer.forward(mixed, 0, 0, 0);
        float[] dx = layer.backward().toArray();
        assertTrue(Float.isNaN(dx[2]) && Float.isNaN(dx[3]));
        assertTrue(Float.isFinite(dx[0]) && Float.isFinite(dx[1]) && Float.isFinite(dx[4]) && Float.isFinite(dx[5]));
    }

    /** Traps T5, T8 and T22. */
    @Test
    void targetsThatDoNotFitAreRefused() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        Tensor x = Tensor.zeros(2, 10);
        assertMessage(
                "softmaxWithLoss.forward: label -1 at 1 is not a class: scores [2, 10] have classes 0..9",
                () -> layer.forward(x, 3, -1));
        assertMessage("label 10 at 0 is not a class", () -> layer.forward(x, 10, 0));
        assertMessage("label 255 at 0 is not a class", () -> layer.forward(x, new byte[] {-1, 0}));
        assertMessage("3 labels for 2 samples", () -> layer.forward(x, 1, 2, 3));
        assertMessage("targets have not the shape of the scores", () -> layer.forward(x, Tensor.zeros(10)));
        assertMessage("class indices are given as int[] or byte[]", () -> layer.forward(x, Tensor.of(1, 2)));
        assertMessage("undefined for an empty batch", () -> layer.forward(Tensor.zeros(0, 10), new int[0]));
        assertMessage("undefined for an empty batch", () -> layer.forward(Tensor.zeros(2, 0), 0, 0));
        assertMessage("scores must be [C] or [N, C]", () -> layer.forward(Tensor.zeros(2, 2, 2), 0, 0));
        assertMessage("one row of values a sample needed", () -> Targets.of(Tensor.scalar(1)));
        assertEquals(0, layer.forward(Tensor.of(new float[][] {{5}}), 0));
    }

    private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
        String message = assertThrows(IllegalArgumentException.class, call).getMessage();
        assertTrue(message.contains(part), message);
    }

    @Test
    void backwardBeforeForwardIsRefused() {
        SoftmaxWithLoss layer = new SoftmaxWithLoss("loss");
        assertTrue(Double.isNaN(layer.loss()));
        assertEquals(
                "loss.backward: called before forward",
                assertThrows(IllegalStateException.class, layer::backward).getMessage());
    }

    /** Scores of any strides; what is computed without state leaves a pending backward alone. */
    @Test
    void viewsAndTheStatelessPath() {
        Tensor x = Tensor.randn(new Rng(8), 10, 4);
        SoftmaxWithLoss layer = new SoftmaxWithLoss();
        double loss = layer.forward(x.transpose().copy(), 1, 2, 3, 4);
        Tensor dx = layer.backward().copy();
        layer.losses(Tensor.zeros(1, 3), Targets.of(0), 0, new double[1]);
        layer.output(Tensor.zeros(1, 3), Tensor.zeros(1, 3));
        assertTrue(dx.sameBits(layer.backward()));
        assertEquals(loss, layer.forward(x.transpose(), 1, 2, 3, 4));
        assertTrue(dx.sameBits(layer.backward()));
    }

    @Test
    void ourExponentialIsWithinTwoUlps() {
        Rng rng = new Rng(11);
        for (int i = 0; i < 100_000; i++) {
            double v = -rng.nextDouble() * (i % 2 == 0 ? 1 : 700);
            double expected = StrictMath.exp(v);
            assertEquals(expected, DoubleExp.of(v), 2 * Math.ulp(expected), "exp(" + v + ")");
        }
        assertEquals(1, DoubleExp.of(0));
        assertEquals(0, DoubleExp.of(Double.NEGATIVE_INFINITY));
        assertTrue(Double.isNaN(DoubleExp.of(Double.NaN)));
    }

    @Test
    void anyViewOfScoresHasTheLossOfItsValues() {
        Tensor scores = Tensor.of(new float[][] {{3, 1, -2, 0.5f}, {0, 4, 1, 7}, {2, 2, 9, -1}});
        Tensor[] views = {
            scores.flip(1),
            scores.transpose(),
            scores.slice(0, 2, -4, -2),
            Tensor.of(5).broadcastTo(3, 4)
        };
        for (Tensor view : views) {
            int[] labels = new int[view.dim(0)];
            SoftmaxWithLoss layer = new SoftmaxWithLoss();
            double expected = layer.forward(view.copy(), Targets.of(labels));
            assertEquals(
                    expected,
                    layer.forward(view, Targets.of(labels)),
                    () -> view.layout().toString());
        }
        assertEquals(Math.log(4), new SoftmaxWithLoss().forward(views[3], Targets.of(new int[3])), 1e-15);
    }
}
