package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.LANES;

import jdk.incubator.vector.FloatVector;

/** Arithmetic with one number, a vector at a time. */
final class SimdRowSpans implements RowSpans {
    private static final RowSpans SCALAR = new ScalarRowSpans();

    @Override
    public void subtract(float[] x, int xi, float by, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xi + i).sub(by).intoArray(out, oi + i);
        }
        SCALAR.subtract(x, xi + i, by, out, oi + i, n - i);
    }

    @Override
    public void divide(float[] x, int xi, float by, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xi + i).div(by).intoArray(out, oi + i);
        }
        SCALAR.divide(x, xi + i, by, out, oi + i, n - i);
    }
}
