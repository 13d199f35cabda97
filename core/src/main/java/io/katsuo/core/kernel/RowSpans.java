package io.katsuo.core.kernel;

/** Arithmetic of a span with one number; the output may be the operand at the same index. */
interface RowSpans {
    /** {@code out = x - by}. */
    void subtract(float[] x, int xi, float by, float[] out, int oi, int n);

    /** {@code out = x / by}. */
    void divide(float[] x, int xi, float by, float[] out, int oi, int n);
}
