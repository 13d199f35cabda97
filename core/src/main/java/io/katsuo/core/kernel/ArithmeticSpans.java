package io.katsuo.core.kernel;

/**
 * Arithmetic on spans. Element {@code i} of the result, {@code 0 <= i < n}, is computed from element {@code i} of each
 * operand span and stored in {@code out[oi + i]}. The output may be an operand at the same index, and must not overlap
 * one otherwise.
 */
interface ArithmeticSpans {
    /** {@code a + b}. */
    void add(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a - b}. */
    void sub(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a · b}. */
    void mul(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a / b}. */
    void div(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code max(a, b); NaN if either is, +0 of zeros of both signs}. */
    void max(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code min(a, b); NaN if either is, -0 of zeros of both signs}. */
    void min(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n);

    /** {@code a · b + c, rounded once}. */
    void fma(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n);

    /** {@code min(max(a, b), c)}. */
    void clip(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n);

    /** {@code -x}. */
    void neg(float[] x, int xi, float[] out, int oi, int n);

    /** {@code |x|}. */
    void abs(float[] x, int xi, float[] out, int oi, int n);

    /** {@code x · x}. */
    void square(float[] x, int xi, float[] out, int oi, int n);

    /** {@code √x}. */
    void sqrt(float[] x, int xi, float[] out, int oi, int n);
}
