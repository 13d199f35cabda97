package io.katsuo.core.kernel;

/** Arithmetic with one number, one element at a time: what the SIMD twin must give, bit for bit. */
final class ScalarRowSpans implements RowSpans {
    @Override
    public void subtract(float[] x, int xi, float by, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = x[xi + i] - by;
        }
    }

    @Override
    public void divide(float[] x, int xi, float by, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = x[xi + i] / by;
        }
    }
}
