package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Sigmoid: the sources' printed arrays, the two forms of the derivative, and the tails. */
class SigmoidTest {
    /** Items 33 and 57. */
    @Test
    void thePrintedArrays() {
        float[] x = {-0.02564088f, -2.48760061f, -1.30450939f, 0.2162969f, -0.28149647f, -1.11479748f};
        float[] y = {0.49359013f, 0.07673201f, 0.21340707f, 0.55386439f, 0.43008693f, 0.24697757f};
        float[] dy = {-1.6494359f, 0.5121364f, -1.02999527f, 0.67516035f, -0.50797873f, -0.81326976f};
        float[] dx = {-0.41229121f, 0.0362819f, -0.17289963f, 0.1668312f, -0.12451177f, -0.15125163f};
        Sigmoid sigmoid = new Sigmoid();
        assertNull(sigmoid.out());
        assertArrayEquals(y, sigmoid.forward(Tensor.of(x).reshape(2, 3)).toArray(), 3e-7f);
        assertArrayEquals(y, sigmoid.out().toArray(), 3e-7f);
        assertArrayEquals(dx, sigmoid.backward(Tensor.of(dy).reshape(2, 3)).toArray(), 3e-7f);
        assertEquals(0.5f, sigmoid.forward(Tensor.scalar(0)).item());
        assertEquals(0.25f, sigmoid.backward(Tensor.scalar(1)).item());
    }

    /** Item 57 in double: the formula, and its derivative by differences. */
    @Test
    void thePrintedArraysInDouble() {
        double[] x = {-0.02564088, -2.48760061, -1.30450939, 0.2162969, -0.28149647, -1.11479748};
        double[][] y = {{0.49359013, 0.07673201, 0.21340707, 0.55386439, 0.43008693, 0.24697757}};
        double[] dy = {-1.6494359, 0.5121364, -1.02999527, 0.67516035, -0.50797873, -0.81326976};
        double[][] dx = {{-0.41229121, 0.0362819, -0.17289963, 0.1668312, -0.12451177, -0.15125163}};
        Formula formula = new Sigmoid().formula().orElseThrow();
        PrintedArrays.assertClose(y, formula.forward64(x, 2));
        PrintedArrays.assertClose(dx, PrintedArrays.differences(x, () -> formula.forward64(x, 2), dy, 1e-5));
    }

    /** Item 30: the grouped form equals the steps within rounding, and keeps its relative accuracy everywhere. */
    @Test
    void backwardIsRelativelyAccurateWhereTheBooksFormIsNot() {
        int n = 4001;
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (i - 2000) / 25f;
        }
        Sigmoid sigmoid = new Sigmoid();
        sigmoid.forward(Tensor.of(x).reshape(n));
        float[] dx = sigmoid.backward(Tensor.ones(n)).toArray();
        for (int i = 0; i < n; i++) {
            double e = Math.exp(-Math.abs((double) x[i]));
            double expected = e / ((1 + e) * (1 + e));
            assertEquals(expected, dx[i], 6e-7 * expected, "x = " + x[i]);
            double y = 1 / (1 + Math.exp(-x[i]));
            assertEquals(y * y * Math.exp(-x[i]), dx[i], 1.2e-7, "in steps, x = " + x[i]);
        }
    }

    /** Trap T20 and the table of special values. */
    @Test
    void theTails() {
        Sigmoid sigmoid = new Sigmoid();
        float inf = Float.POSITIVE_INFINITY;
        float[] y = sigmoid.forward(Tensor.of(Float.NaN, inf, -inf, 1000, -1000, -90, 18))
                .toArray();
        assertTrue(Float.isNaN(y[0]));
        assertArrayEquals(new float[] {1, 0, 1, 0}, new float[] {y[1], y[2], y[3], y[4]});
        assertEquals(8.194e-40, y[5], 1e-43);
        assertEquals(1f, y[6]);
        float[] dx = sigmoid.backward(Tensor.ones(7)).toArray();
        assertTrue(Float.isNaN(dx[0]));
        assertArrayEquals(new float[] {0, 0, 0, 0}, new float[] {dx[1], dx[2], dx[3], dx[4]});
        assertEquals(Math.exp(-18), dx[6], 1e-14);
        assertTrue(Float.isNaN(sigmoid.backward(Tensor.full(Shape.of(7), inf)).get(1)));
    }
}
