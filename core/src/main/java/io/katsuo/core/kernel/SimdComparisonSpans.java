package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Comparisons and selection, a vector at a time; what does not fill a vector goes to the scalar twin. One loop a method, without masks, so
 * that every method is small enough for both compilers.
 */
final class SimdComparisonSpans implements ComparisonSpans {
    private static final ComparisonSpans SCALAR = new ScalarComparisonSpans();

    @Override
    public void less(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, ai + i);
            VectorMask<Float> holds = v.compare(VectorOperators.LT, FloatVector.fromArray(FLOATS, b, bi + i));
            FloatVector.zero(FLOATS).blend(1f, holds).intoArray(out, oi + i);
        }
        SCALAR.less(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void lessEqual(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, ai + i);
            VectorMask<Float> holds = v.compare(VectorOperators.LE, FloatVector.fromArray(FLOATS, b, bi + i));
            FloatVector.zero(FLOATS).blend(1f, holds).intoArray(out, oi + i);
        }
        SCALAR.lessEqual(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void equal(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, ai + i);
            VectorMask<Float> holds = v.compare(VectorOperators.EQ, FloatVector.fromArray(FLOATS, b, bi + i));
            FloatVector.zero(FLOATS).blend(1f, holds).intoArray(out, oi + i);
        }
        SCALAR.equal(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void notEqual(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, a, ai + i);
            VectorMask<Float> holds = v.compare(VectorOperators.NE, FloatVector.fromArray(FLOATS, b, bi + i));
            FloatVector.zero(FLOATS).blend(1f, holds).intoArray(out, oi + i);
        }
        SCALAR.notEqual(a, ai + i, b, bi + i, out, oi + i, n - i);
    }

    @Override
    public void where(float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector condition = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector yes = FloatVector.fromArray(FLOATS, b, bi + i);
            FloatVector no = FloatVector.fromArray(FLOATS, c, ci + i);
            no.blend(yes, condition.compare(VectorOperators.NE, 0f)).intoArray(out, oi + i);
        }
        SCALAR.where(a, ai + i, b, bi + i, c, ci + i, out, oi + i, n - i);
    }

    @Override
    public void relu(float[] x, int xi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(out, oi + i);
        }
        SCALAR.relu(x, xi + i, out, oi + i, n - i);
    }

    @Override
    public void reluBackward(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(FLOATS, a, ai + i);
            FloatVector v = FloatVector.fromArray(FLOATS, b, bi + i);
            gradient.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(out, oi + i);
        }
        SCALAR.reluBackward(a, ai + i, b, bi + i, out, oi + i, n - i);
    }
}
