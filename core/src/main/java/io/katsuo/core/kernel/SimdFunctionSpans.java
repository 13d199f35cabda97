package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * Transcendental functions, a vector at a time; what does not fill a vector goes to the scalar twin. One loop a method, without masks, so
 * that every method is small enough for both compilers.
 */
final class SimdFunctionSpans implements FunctionSpans {
    private static final FunctionSpans SCALAR = new ScalarFunctionSpans();

    @Override
    public void exp(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            SimdFunctions.exp(v).intoArray(out, oi + i);
        }
        SCALAR.exp(x, xi + i, out, oi + i, n - i);
    }

    @Override
    public void log(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            SimdFunctions.log(v).intoArray(out, oi + i);
        }
        SCALAR.log(x, xi + i, out, oi + i, n - i);
    }

    @Override
    public void tanh(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            SimdFunctions.tanh(v).intoArray(out, oi + i);
        }
        SCALAR.tanh(x, xi + i, out, oi + i, n - i);
    }

    @Override
    public void sigmoid(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            SimdFunctions.sigmoid(v).intoArray(out, oi + i);
        }
        SCALAR.sigmoid(x, xi + i, out, oi + i, n - i);
    }

    /** There is no vector form: StrictMath defines the bits. */
    @Override
    public void pow(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        SCALAR.pow(a, ai, b, bi, out, oi, n);
    }
}
