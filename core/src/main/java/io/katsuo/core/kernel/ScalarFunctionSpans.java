package io.katsuo.core.kernel;

/** Transcendental functions, one element at a time: the definition of the SIMD twin, bit for bit. */
final class ScalarFunctionSpans implements FunctionSpans {
    @Override
    public void exp(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Exp.at(x[xi + i]);
        }
    }

    @Override
    public void log(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Log.at(x[xi + i]);
        }
    }

    @Override
    public void tanh(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Tanh.at(x[xi + i]);
        }
    }

    @Override
    public void sigmoid(float[] x, int xi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = Sigmoid.at(x[xi + i]);
        }
    }

    @Override
    public void pow(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        for (int i = 0; i < n; i++) {
            out[oi + i] = (float) StrictMath.pow(a[ai + i], b[bi + i]);
        }
    }
}
