package io.katsuo.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** SIMD reductions give the bits of their scalar twins, read nothing beside their range and write nothing beside it. */
class ReductionTwinsTest {
    private static final int MARGIN = 20;

    private final ReductionSpans scalar = new ScalarReductionSpans();

    @BeforeEach
    void onlyWithVectors() {
        assumeTrue(Kernels.SIMD, "scalar kernels only");
    }

    @Test
    void lines() {
        ReductionSpans simd = new SimdReductionSpans();
        Cases.forEach(6, 21, rng -> {
            for (Values values : Values.values()) {
                for (int n = 0; n <= 140; n++) {
                    compareLine(rng, values, n, simd);
                }
            }
            for (int n : new int[] {1023, 1024, 1025, 4095, 4096}) {
                compareLine(rng, Values.NORMAL, n, simd);
            }
        });
    }

    private void compareLine(Rng rng, Values values, int n, ReductionSpans simd) {
        int xi = rng.nextInt(16);
        float[] x = filled(rng, values, xi, n);
        // Scratch as another reduction may have left it.
        float[] lanes = filled(rng, Values.SPECIAL, 0, Reducers.LANES);
        float mean = values.next(rng);
        String context = values + " n = " + n;
        assertSame(scalar.sum(x, xi, n, lanes), simd.sum(x, xi, n, lanes), "sum " + context);
        assertSame(
                scalar.sumSquares(x, xi, n, mean, lanes),
                simd.sumSquares(x, xi, n, mean, lanes),
                "sumSquares " + context);
        float[] y = filled(rng, values, 5, n);
        assertSame(scalar.dot(x, xi, y, 5, n, lanes), simd.dot(x, xi, y, 5, n, lanes), "dot " + context);
        if (n > 0) {
            assertSame(scalar.max(x, xi, n), simd.max(x, xi, n), "max " + context);
        }
    }

    @Test
    void rows() {
        ReductionSpans simd = new SimdReductionSpans();
        Cases.forEach(4, 22, rng -> {
            for (Values values : Values.values()) {
                for (int columns = 0; columns <= 5 * Simd.LANES + 3; columns++) {
                    compareRows(rng, values, rng.nextInt(6), columns, simd);
                }
            }
            for (int rows : new int[] {0, 1, 7, 8, 9, 21, 256}) {
                compareRows(rng, Values.SPECIAL, rows, 250 + rng.nextInt(200), simd);
            }
        });
    }

    private void compareRows(Rng rng, Values values, int rows, int columns, ReductionSpans simd) {
        int stride = columns + rng.nextInt(3);
        int xi = rng.nextInt(16);
        int oi = rng.nextInt(16);
        float[] x = filled(rng, values, xi, rows * stride);
        float[] mean = filled(rng, values, 3, columns);
        String context = values + " [" + rows + ", " + columns + "]";
        float[] expected = SpanCall.canaries(columns + MARGIN);
        float[] actual = expected.clone();
        scalar.sumRows(x, xi, stride, rows, expected, oi, columns);
        simd.sumRows(x, xi, stride, rows, actual, oi, columns);
        SpanCall.assertSame(expected, actual, "sumRows " + context);
        scalar.sumSquaresRows(x, xi, stride, rows, mean, 3, expected, oi, columns);
        simd.sumSquaresRows(x, xi, stride, rows, mean, 3, actual, oi, columns);
        SpanCall.assertSame(expected, actual, "sumSquaresRows " + context);
        if (rows > 0) {
            scalar.maxRows(x, xi, stride, rows, expected, oi, columns);
            simd.maxRows(x, xi, stride, rows, actual, oi, columns);
            SpanCall.assertSame(expected, actual, "maxRows " + context);
        }
    }

    @Test
    void arithmeticWithOneNumber() {
        ReductionSpans plain = new ScalarReductionSpans();
        ReductionSpans simd = new SimdReductionSpans();
        Cases.forEach(4, 23, rng -> {
            for (int n = 0; n <= 4 * Simd.LANES + 3; n++) {
                int xi = rng.nextInt(16);
                int oi = rng.nextInt(16);
                float[] x = filled(rng, Values.SPECIAL, xi, n);
                float by = Values.SPECIAL.next(rng);
                float[] expected = SpanCall.canaries(n + MARGIN);
                float[] actual = expected.clone();
                plain.subtract(x, xi, by, expected, oi, n);
                simd.subtract(x, xi, by, actual, oi, n);
                SpanCall.assertSame(expected, actual, "subtract n = " + n);
                plain.divide(x, xi, by, expected, oi, n);
                simd.divide(x, xi, by, actual, oi, n);
                SpanCall.assertSame(expected, actual, "divide n = " + n);
            }
        });
    }

    private static float[] filled(Rng rng, Values values, int from, int n) {
        float[] x = SpanCall.canaries(n + MARGIN + from);
        for (int i = 0; i < n; i++) {
            x[from + i] = values.next(rng);
        }
        return x;
    }

    private static void assertSame(float expected, float actual, String context) {
        assertEquals(
                Float.floatToIntBits(expected),
                Float.floatToIntBits(actual),
                () -> context + ": expected " + expected + ", was " + actual);
    }
}
