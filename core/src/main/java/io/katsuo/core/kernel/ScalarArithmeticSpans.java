package io.katsuo.core.kernel;

/** Arithmetic on spans, one element at a time: the definition of the SIMD twin, bit for bit. */
final class ScalarArithmeticSpans implements ArithmeticSpans {
    @Override
    public void add(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] + b[bi + i];
        }
    }

    @Override
    public void sub(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] - b[bi + i];
        }
    }

    @Override
    public void mul(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] * b[bi + i];
        }
    }

    @Override
    public void div(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] / b[bi + i];
        }
    }

    @Override
    public void max(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Math.max(a[ai + i], b[bi + i]);
        }
    }

    @Override
    public void min(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Math.min(a[ai + i], b[bi + i]);
        }
    }

    @Override
    public void fma(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = ScalarFma.fma(a[ai + i], b[bi + i], c[ci + i]);
        }
    }

    @Override
    public void clip(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Math.min(Math.max(a[ai + i], b[bi + i]), c[ci + i]);
        }
    }

    @Override
    public void neg(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = -x[xi + i];
        }
    }

    @Override
    public void abs(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Math.abs(x[xi + i]);
        }
    }

    @Override
    public void square(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = x[xi + i] * x[xi + i];
        }
    }

    @Override
    public void sqrt(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = (float) Math.sqrt(x[xi + i]);
        }
    }
}
