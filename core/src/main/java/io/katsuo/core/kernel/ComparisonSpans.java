package io.katsuo.core.kernel;

/**
 * Comparisons, whose results are 1 and 0, and selection on spans. Element {@code i} of the result, {@code 0 <= i < n},
 * is computed from element {@code i} of each operand span and stored in {@code out[oi + i]}. The output may be an
 * operand at the same index, and must not overlap one otherwise.
 */
interface ComparisonSpans {
    /** {@code a < b}. */
    void less(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a <= b}. */
    void lessEqual(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a == b}. */
    void equal(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a != b; true if either is NaN}. */
    void notEqual(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a != 0 ? b : c}. */
    void where(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n);

    /** {@code x <= 0 ? 0 : x; NaN passes}. */
    void relu(float[] x, int xi, float[] out, int oi, int n);

    /** {@code b <= 0 ? 0 : a}. */
    void reluBackward(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);
}
