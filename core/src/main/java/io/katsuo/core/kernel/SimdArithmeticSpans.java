package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.LANES;

import jdk.incubator.vector.FloatVector;

/**
 * Arithmetic, a vector at a time; elements that do not fill a vector go to the scalar twin. Each method has one loop and no
 * masks, so that it is small enough for both compilers.
 */
final class SimdArithmeticSpans implements ArithmeticSpans {
    private static final ArithmeticSpans SCALAR = new ScalarArithmeticSpans();

    @Override
    public void add(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            va.add(vb).intoArray(out, oi + i);
        }
        SCALAR.add(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void sub(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            va.sub(vb).intoArray(out, oi + i);
        }
        SCALAR.sub(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void mul(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            va.mul(vb).intoArray(out, oi + i);
        }
        SCALAR.mul(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void div(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            va.div(vb).intoArray(out, oi + i);
        }
        SCALAR.div(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void max(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            va.max(vb).intoArray(out, oi + i);
        }
        SCALAR.max(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void min(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            va.min(vb).intoArray(out, oi + i);
        }
        SCALAR.min(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void fma(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            FloatVector vc = FloatVector.fromArray(FLOATS, c, ci + i);
            va.fma(vb, vc).intoArray(out, oi + i);
        }
        SCALAR.fma(a, ai + i, b, bi + i, c, ci + i, out, oi + i, n - i);
    }

    @Override
    public void clip(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector va = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector vb = FloatVector.fromArray(FLOATS, b, bi + i);
            FloatVector vc = FloatVector.fromArray(FLOATS, c, ci + i);
            va.max(vb).min(vc).intoArray(out, oi + i);
        }
        SCALAR.clip(a, ai + i, b, bi + i, c, ci + i, out, oi + i, n - i);
    }

    @Override
    public void neg(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xi + i).neg().intoArray(out, oi + i);
        }
        SCALAR.neg(x, xi + i, out, oi + i, n - i);
    }

    @Override
    public void abs(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xi + i).abs().intoArray(out, oi + i);
        }
        SCALAR.abs(x, xi + i, out, oi + i, n - i);
    }

    @Override
    public void square(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            v.mul(v).intoArray(out, oi + i);
        }
        SCALAR.square(x, xi + i, out, oi + i, n - i);
    }

    @Override
    public void sqrt(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xi + i).sqrt().intoArray(out, oi + i);
        }
        SCALAR.sqrt(x, xi + i, out, oi + i, n - i);
    }
}
