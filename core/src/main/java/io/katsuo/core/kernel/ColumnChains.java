package io.katsuo.core.kernel;

/** Sums and maxima down the columns {@code [from, to)}, one column at a time; the SIMD twin uses it for its last columns. */
final class ColumnChains {
    private ColumnChains() {}

    static void sum(float[] x, int xi, int stride, int rows, float[] out, int oi, int from, int to) {
        for (int j = from; j < to; j++) {
            float chain = 0;
            for (int r = 0; r < rows; r++) {
                chain += x[xi + r * stride + j];
            }
            out[oi + j] = chain;
        }
    }

    static void sumSquares(
            float[] x, int xi, int stride, int rows, float[] mean, int mi, float[] out, int oi, int from, int to) {
        for (int j = from; j < to; j++) {
            float chain = 0;
            for (int r = 0; r < rows; r++) {
                float d = x[xi + r * stride + j] - mean[mi + j];
                chain = ScalarFma.fma(d, d, chain);
            }
            out[oi + j] = chain;
        }
    }

    static void max(float[] x, int xi, int stride, int rows, float[] out, int oi, int from, int to) {
        for (int j = from; j < to; j++) {
            float max = x[xi + j];
            for (int r = 1; r < rows; r++) {
                max = Math.max(max, x[xi + r * stride + j]);
            }
            out[oi + j] = max;
        }
    }
}
