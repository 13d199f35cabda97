package io.katsuo.core.kernel;

/**
 * Reductions of spans in an order that no vector width changes, and arithmetic of a span with one number, its maximum or sum.
 *
 * <p>The lane tree: 32 virtual lanes start from +0; element {@code i} is added to lane {@code i mod 32}, in index order;
 * then lane {@code j} receives lane {@code j + 16}, then {@code j + 8}, 4, 2, 1, and lane 0 is the result.
 *
 * <p>The column chain: every column starts from +0 and receives its elements in row order.
 */
interface ReductionSpans {
    /** The lane tree over n elements. */
    float sum(float[] x, int xi, int n, float[] lanes);

    /** The lane tree of {@code lane = fma(d, d, lane)}, {@code d = x - mean}. */
    float sumSquares(float[] x, int xi, int n, float mean, float[] lanes);

    /** The lane tree of {@code lane = fma(x, y, lane)} over n elements. */
    float dot(float[] x, int xi, float[] y, int yi, int n, float[] lanes);

    /** The greatest of n elements, at least one; NaN if one is, +0 of zeros of both signs. */
    float max(float[] x, int xi, int n);

    /** Column chains: {@code out[oi + j]} is the sum of rows {@code x[xi + r·stride + j]}. */
    void sumRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns);

    /** Column chains of {@code fma(d, d, chain)}, {@code d = x - mean[mi + j]}. */
    void sumSquaresRows(
            float[] x, int xi, int stride, int rows, float[] mean, int mi, float[] out, int oi, int columns);

    /** Column maxima of at least one row. */
    void maxRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns);

    /** {@code out = x - by}; out may be x at the same index. */
    void subtract(float[] x, int xi, float by, float[] out, int oi, int n);

    /** {@code out = x / by}; out may be x at the same index. */
    void divide(float[] x, int xi, float by, float[] out, int oi, int n);
}
