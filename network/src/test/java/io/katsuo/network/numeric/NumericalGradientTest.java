package io.katsuo.network.numeric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The book's numerical gradient of any function: item 70, traps T13, T26 and T27. */
class NumericalGradientTest {
    private static double squares(Tensor x) {
        double sum = 0;
        for (float value : x.toArray()) {
            sum += (double) value * value;
        }
        return sum;
    }

    @Test
    void ofTheSumOfSquares() {
        Tensor x = Tensor.of(3, 4);
        assertArrayEquals(
                new float[] {6, 8},
                NumericalGradient.of(NumericalGradientTest::squares, x, 1e-4f).toArray(),
                1e-5f);
        assertEquals(
                7e3,
                NumericalGradient.of(NumericalGradientTest::squares, Tensor.scalar(3500), 1e-2f)
                        .item(),
                1e-3);
        // 1e-4 is far below the distance of floats near 3500: only the actual step gives the right answer.
        assertEquals(
                7e3,
                NumericalGradient.of(NumericalGradientTest::squares, Tensor.scalar(3500), 2e-4f)
                        .item(),
                1);
    }

    @Test
    void ofAViewOfAnyShape() {
        Tensor storage = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});
        Tensor gradient = NumericalGradient.of(NumericalGradientTest::squares, storage.transpose(), 1e-2f);
        assertArrayEquals(new float[] {2, 8, 4, 10, 6, 12}, gradient.toArray(), 1e-3f);
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, storage.toArray());
    }

    /** A broadcast row would be changed as a whole, and each derivative would be a sum. */
    @Test
    void entriesThatShareMemoryAreRefused() {
        Tensor x = Tensor.of(1, 2, 3).broadcastTo(2, 3);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> NumericalGradient.of(NumericalGradientTest::squares, x, 1e-2f))
                .getMessage();
        assertEquals("numericalGradient: entries of x share memory: x [2, 3] at 0 by [0, 1]; copy it first", message);
        assertArrayEquals(new float[] {1, 2, 3, 1, 2, 3}, x.toArray());
        // Strides that interleave without sharing an element.
        Tensor apart = Tensor.wrap(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, Layout.of(Shape.of(3, 2), 0, 2, 3));
        assertEquals(
                6,
                NumericalGradient.of(NumericalGradientTest::squares, apart, 1e-2f)
                        .size());
    }

    @Test
    void valuesAreRestoredWhenTheFunctionThrows() {
        Tensor x = Tensor.of(0.1f, -0f, 1e-30f);
        int[] calls = {0};
        assertThrows(
                ArithmeticException.class,
                () -> NumericalGradient.of(
                        t -> {
                            if (++calls[0] == 4) {
                                throw new ArithmeticException("no");
                            }
                            return squares(t);
                        },
                        x,
                        1e-2f));
        assertEquals(4, calls[0]);
        assertEquals(Float.floatToRawIntBits(0.1f), Float.floatToRawIntBits(x.get(0)));
        assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(x.get(1)));
        assertEquals(1e-30f, x.get(2));
    }

    @Test
    void aStepThatDoesNothingIsRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> NumericalGradient.of(NumericalGradientTest::squares, Tensor.scalar(1e8f), 1e-4f));
        for (float h : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> NumericalGradient.of(NumericalGradientTest::squares, Tensor.scalar(1), h));
        }
        assertEquals(
                1,
                NumericalGradient.of(t -> t.get(0), Tensor.zeros(1), Float.MAX_VALUE)
                        .get(0));
    }
}
