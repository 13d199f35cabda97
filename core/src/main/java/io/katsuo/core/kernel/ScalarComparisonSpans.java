package io.katsuo.core.kernel;

/** Comparisons and selection, one element at a time: the definition of the SIMD twin, bit for bit. */
final class ScalarComparisonSpans implements ComparisonSpans {
    @Override
    public void less(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] < b[bi + i] ? 1 : 0;
        }
    }

    @Override
    public void lessEqual(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] <= b[bi + i] ? 1 : 0;
        }
    }

    @Override
    public void equal(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] == b[bi + i] ? 1 : 0;
        }
    }

    @Override
    public void notEqual(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] != b[bi + i] ? 1 : 0;
        }
    }

    @Override
    public void where(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = a[ai + i] != 0 ? b[bi + i] : c[ci + i];
        }
    }

    @Override
    public void relu(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = x[xi + i] <= 0 ? 0 : x[xi + i];
        }
    }

    @Override
    public void reluBackward(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = b[bi + i] <= 0 ? 0 : a[ai + i];
        }
    }
}
