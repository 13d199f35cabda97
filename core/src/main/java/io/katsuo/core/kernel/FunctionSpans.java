package io.katsuo.core.kernel;

/**
 * Transcendental functions on spans. Element {@code i} of the result, {@code 0 <= i < n}, is computed from element
 * {@code i} of each operand span and stored in {@code out[oi + i]}. The output may be an operand at the same index, and
 * must not overlap one otherwise.
 */
interface FunctionSpans {
    /** {@code e^x}. */
    void exp(float[] x, int xi, float[] out, int oi, int n);

    /** {@code ln x}. */
    void log(float[] x, int xi, float[] out, int oi, int n);

    /** {@code tanh x}. */
    void tanh(float[] x, int xi, float[] out, int oi, int n);

    /** {@code 1 / (1 + e^-x)}. */
    void sigmoid(float[] x, int xi, float[] out, int oi, int n);

    /** {@code a^b by StrictMath in double}. */
    void pow(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);
}
