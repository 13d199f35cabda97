package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** ReLU: the book's example and the values at which implementations differ. */
class ReluTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;

    /** Item 25. */
    @Test
    void theBooksExample() {
        Relu relu = new Relu();
        assertNull(relu.mask());
        Tensor x = Tensor.of(new float[][] {{1.0f, -0.5f}, {-2.0f, 3.0f}});
        assertArrayEquals(new float[] {1, 0, 0, 3}, relu.forward(x).toArray());
        assertArrayEquals(new float[] {0, 1, 1, 0}, relu.mask().toArray());
        Tensor dout = Tensor.of(new float[][] {{10, 20}, {30, 40}});
        assertArrayEquals(new float[] {10, 0, 0, 40}, relu.backward(dout).toArray());
    }

    /** Item 24 and trap E19: off at exactly 0, of either sign; trap T18: the output is +0 there. */
    @Test
    void zeroIsOff() {
        Relu relu = new Relu();
        float[] y = relu.forward(Tensor.of(0f, -0f, Float.MIN_VALUE)).toArray();
        assertEquals(0, Float.floatToRawIntBits(y[0]));
        assertEquals(0, Float.floatToRawIntBits(y[1]));
        assertEquals(Float.MIN_VALUE, y[2]);
        assertArrayEquals(new float[] {1, 1, 0}, relu.mask().toArray());
        assertArrayEquals(
                new float[] {0, 0, 9}, relu.backward(Tensor.of(7, 8, 9)).toArray());
    }

    /** Traps T17 and T19: NaN passes both ways; where the switch is off, 0 is assigned, not multiplied. */
    @Test
    void nanPassesAndBackwardAssigns() {
        Relu relu = new Relu();
        float[] y = relu.forward(Tensor.of(NAN, INF, -INF, -1, -1)).toArray();
        assertArrayEquals(new float[] {NAN, INF, 0, 0, 0}, y);
        assertArrayEquals(new float[] {0, 0, 1, 1, 1}, relu.mask().toArray());
        float[] dx = relu.backward(Tensor.of(5, NAN, INF, NAN, -INF)).toArray();
        assertArrayEquals(new float[] {5, NAN, 0, 0, 0}, dx);
        assertEquals(0, Float.floatToRawIntBits(dx[4]));
    }

    @Test
    void theFormulaHasItsKinkAtZero() {
        Formula formula = new Relu().formula().orElseThrow();
        assertTrue(formula.kink(-1e-9, 1e-9));
        assertTrue(formula.kink(0, 1e-9));
        assertEquals(false, formula.kink(1e-9, 2e-9));
        assertEquals(false, formula.kink(-1e-9, 0));
    }
}
