package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.INTS;
import static io.katsuo.core.kernel.Simd.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The functions of {@link Exp}, {@link Log}, {@link Tanh} and {@link Sigmoid}, a vector at a time, with the same bits. The
 * operations are the same, with blends in place of branches; limits that cannot matter are left out, and powers of two
 * are multiplied in fewer steps. Elements that do not fill a vector go to the scalar twin. Written by
 * FunctionSpanGenerator; do not edit.
 *
 * <p>Each method has one loop, and no two loops share a method of vectors: in half of the JVMs that called one from two
 * loops the compiler boxed its vectors for good. Constants are vectors made beforehand: a broadcast in the loop costs the
 * compiler so many nodes that it stops inlining half-way and boxes every vector.
 */
final class SimdFunctionSpans implements FunctionSpans {
    private static final FunctionSpans SCALAR = new ScalarFunctionSpans();

    private static final FloatVector EXP_DOWN = FloatVector.broadcast(FLOATS, 0x1p-32f);
    private static final FloatVector EXP_HIGHEST = FloatVector.broadcast(FLOATS, Exp.HIGHEST);
    private static final FloatVector EXP_LN2_HIGH = FloatVector.broadcast(FLOATS, Exp.LN2_HIGH);
    private static final FloatVector EXP_LN2_LOW = FloatVector.broadcast(FLOATS, Exp.LN2_LOW);
    private static final FloatVector EXP_LOG2_E = FloatVector.broadcast(FLOATS, Exp.LOG2_E);
    private static final FloatVector EXP_LOWEST = FloatVector.broadcast(FLOATS, Exp.LOWEST);
    private static final FloatVector EXP_MAGIC = FloatVector.broadcast(FLOATS, Exp.MAGIC);
    private static final FloatVector EXP_MAGIC_UP = FloatVector.broadcast(FLOATS, Exp.MAGIC + 32);
    private static final FloatVector EXP_Q0 = FloatVector.broadcast(FLOATS, Exp.Q0);
    private static final FloatVector EXP_Q1 = FloatVector.broadcast(FLOATS, Exp.Q1);
    private static final FloatVector EXP_Q2 = FloatVector.broadcast(FLOATS, Exp.Q2);
    private static final FloatVector EXP_Q3 = FloatVector.broadcast(FLOATS, Exp.Q3);
    private static final FloatVector EXP_Q4 = FloatVector.broadcast(FLOATS, Exp.Q4);
    private static final FloatVector INFINITY = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    private static final FloatVector LOG_P0 = FloatVector.broadcast(FLOATS, Log.P0);
    private static final FloatVector LOG_P1 = FloatVector.broadcast(FLOATS, Log.P1);
    private static final FloatVector LOG_P2 = FloatVector.broadcast(FLOATS, Log.P2);
    private static final FloatVector LOG_P3 = FloatVector.broadcast(FLOATS, Log.P3);
    private static final FloatVector LOG_P4 = FloatVector.broadcast(FLOATS, Log.P4);
    private static final FloatVector LOG_P5 = FloatVector.broadcast(FLOATS, Log.P5);
    private static final FloatVector LOG_P6 = FloatVector.broadcast(FLOATS, Log.P6);
    private static final FloatVector LOG_P7 = FloatVector.broadcast(FLOATS, Log.P7);
    private static final FloatVector LOG_SCALE = FloatVector.broadcast(FLOATS, Log.SCALE);
    private static final FloatVector LOG_SCALE_LOG2 = FloatVector.broadcast(FLOATS, Log.SCALE_LOG2);
    private static final FloatVector MINUS_HALF = FloatVector.broadcast(FLOATS, -0.5f);
    private static final FloatVector MINUS_INFINITY = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    private static final FloatVector MINUS_LN2_HIGH = FloatVector.broadcast(FLOATS, -Exp.LN2_HIGH);
    private static final FloatVector MINUS_LN2_LOW = FloatVector.broadcast(FLOATS, -Exp.LN2_LOW);
    private static final FloatVector MINUS_ONE = FloatVector.broadcast(FLOATS, -1f);
    private static final FloatVector MIN_NORMAL = FloatVector.broadcast(FLOATS, Float.MIN_NORMAL);
    private static final FloatVector NAN = FloatVector.broadcast(FLOATS, Float.NaN);
    private static final FloatVector ONE = FloatVector.broadcast(FLOATS, 1f);
    /** tanh rounds to 1 from half of this on. */
    private static final FloatVector TANH_IS_ONE = FloatVector.broadcast(FLOATS, 30f);

    private static final FloatVector TANH_P0 = FloatVector.broadcast(FLOATS, Tanh.P0);
    private static final FloatVector TANH_P1 = FloatVector.broadcast(FLOATS, Tanh.P1);
    private static final FloatVector TANH_P2 = FloatVector.broadcast(FLOATS, Tanh.P2);
    private static final FloatVector TANH_P3 = FloatVector.broadcast(FLOATS, Tanh.P3);
    private static final FloatVector TANH_P4 = FloatVector.broadcast(FLOATS, Tanh.P4);
    private static final FloatVector TANH_P5 = FloatVector.broadcast(FLOATS, Tanh.P5);
    private static final FloatVector TANH_P6 = FloatVector.broadcast(FLOATS, Tanh.P6);
    private static final FloatVector TANH_SMALL = FloatVector.broadcast(FLOATS, Tanh.SMALL);
    private static final FloatVector TWO = FloatVector.broadcast(FLOATS, 2f);
    private static final FloatVector ZERO = FloatVector.broadcast(FLOATS, 0f);
    private static final IntVector EXP_MAGIC_BITS = IntVector.broadcast(INTS, Exp.MAGIC_BITS);
    private static final IntVector LOG_SQRT_HALF_BITS = IntVector.broadcast(INTS, Log.SQRT_HALF_BITS);
    private static final IntVector BIAS = IntVector.broadcast(INTS, 127);
    private static final IntVector ONE_BITS = IntVector.broadcast(INTS, 0x3F800000);
    private static final IntVector SIGN = IntVector.broadcast(INTS, 0x80000000);

    @Override
    public void exp(float[] x, int xi, float[] out, int oi, int n) {
        int end = FLOATS.loopBound(n);
        exp(end, x, xi, out, oi);
        SCALAR.exp(x, xi + end, out, oi + end, n - end);
    }

    private static void exp(int n, float[] x, int xi, float[] out, int oi) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            FloatVector limited = v.blend(EXP_HIGHEST, v.compare(VectorOperators.GT, EXP_HIGHEST));
            limited = limited.blend(EXP_LOWEST, limited.compare(VectorOperators.LT, EXP_LOWEST));
            FloatVector shifted = limited.fma(EXP_LOG2_E, EXP_MAGIC);
            FloatVector whole = shifted.sub(EXP_MAGIC);
            FloatVector r = whole.fma(MINUS_LN2_HIGH, limited);
            r = whole.fma(MINUS_LN2_LOW, r);
            FloatVector q = r.fma(EXP_Q4, EXP_Q3);
            q = q.fma(r, EXP_Q2);
            q = q.fma(r, EXP_Q1);
            q = q.fma(r, EXP_Q0);
            FloatVector onePlus = ONE.add(r);
            FloatVector rest = ONE.sub(onePlus).add(r);
            FloatVector power = onePlus.add(r.mul(r).fma(q, rest));
            IntVector exponent = shifted.reinterpretAsInts().sub(EXP_MAGIC_BITS);
            IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
            IntVector other = exponent.sub(half);
            power = power.mul(half.add(BIAS).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            power = power.mul(other.add(BIAS).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats());
            power.intoArray(out, oi + i);
        }
    }

    @Override
    public void log(float[] x, int xi, float[] out, int oi, int n) {
        int end = FLOATS.loopBound(n);
        log(end, x, xi, out, oi);
        SCALAR.log(x, xi + end, out, oi + end, n - end);
    }

    private static void log(int n, float[] x, int xi, float[] out, int oi) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            VectorMask<Float> tiny = v.compare(VectorOperators.LT, MIN_NORMAL);
            IntVector bits = v.blend(v.mul(LOG_SCALE), tiny).reinterpretAsInts();
            IntVector exponent = bits.sub(LOG_SQRT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
            IntVector mantissa = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23));
            FloatVector f = mantissa.reinterpretAsFloats().sub(ONE);
            FloatVector k = exponent.add(EXP_MAGIC_BITS).reinterpretAsFloats().sub(EXP_MAGIC);
            k = k.sub(ZERO.blend(LOG_SCALE_LOG2, tiny));
            FloatVector p = f.fma(LOG_P7, LOG_P6);
            p = p.fma(f, LOG_P5);
            p = p.fma(f, LOG_P4);
            p = p.fma(f, LOG_P3);
            p = p.fma(f, LOG_P2);
            p = p.fma(f, LOG_P1);
            p = p.fma(f, LOG_P0);
            p = p.fma(f, MINUS_HALF);
            FloatVector fraction = f.mul(f).fma(p, f);
            FloatVector low = k.fma(EXP_LN2_LOW, fraction);
            FloatVector result = k.fma(EXP_LN2_HIGH, low);
            result = v.blend(result, v.compare(VectorOperators.LT, INFINITY));
            result = result.blend(MINUS_INFINITY, v.compare(VectorOperators.EQ, ZERO));
            result.blend(NAN, v.compare(VectorOperators.LT, ZERO)).intoArray(out, oi + i);
        }
    }

    @Override
    public void tanh(float[] x, int xi, float[] out, int oi, int n) {
        int end = FLOATS.loopBound(n);
        tanh(end, x, xi, out, oi);
        SCALAR.tanh(x, xi + end, out, oi + end, n - end);
    }

    private static void tanh(int n, float[] x, int xi, float[] out, int oi) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            FloatVector size = v.abs();
            FloatVector square = size.mul(size);
            FloatVector p = square.fma(TANH_P6, TANH_P5);
            p = p.fma(square, TANH_P4);
            p = p.fma(square, TANH_P3);
            p = p.fma(square, TANH_P2);
            p = p.fma(square, TANH_P1);
            p = p.fma(square, TANH_P0);
            FloatVector small = size.mul(square).fma(p, size);
            FloatVector twice = size.add(size);
            FloatVector limited = twice.blend(TANH_IS_ONE, twice.compare(VectorOperators.GT, TANH_IS_ONE));
            FloatVector shifted = limited.fma(EXP_LOG2_E, EXP_MAGIC);
            FloatVector whole = shifted.sub(EXP_MAGIC);
            FloatVector r = whole.fma(MINUS_LN2_HIGH, limited);
            r = whole.fma(MINUS_LN2_LOW, r);
            FloatVector q = r.fma(EXP_Q4, EXP_Q3);
            q = q.fma(r, EXP_Q2);
            q = q.fma(r, EXP_Q1);
            q = q.fma(r, EXP_Q0);
            FloatVector onePlus = ONE.add(r);
            FloatVector rest = ONE.sub(onePlus).add(r);
            FloatVector power = onePlus.add(r.mul(r).fma(q, rest));
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            power = power.mul(exponent.add(ONE_BITS).reinterpretAsFloats());
            FloatVector large = ONE.sub(TWO.div(power.add(ONE)));
            FloatVector result = large.blend(small, size.compare(VectorOperators.LT, TANH_SMALL));
            IntVector sign = v.reinterpretAsInts().and(SIGN);
            result.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(out, oi + i);
        }
    }

    @Override
    public void sigmoid(float[] x, int xi, float[] out, int oi, int n) {
        int end = FLOATS.loopBound(n);
        int pairs = end & -(2 * LANES);
        sigmoidPairs(pairs, x, xi, out, oi);
        sigmoid(end - pairs, x, xi + pairs, out, oi + pairs);
        SCALAR.sigmoid(x, xi + end, out, oi + end, n - end);
    }

    private static void sigmoidPairs(int n, float[] x, int xi, float[] out, int oi) {
        for (int i = 0; i < n; i += 2 * LANES) {
            FloatVector v1 = FloatVector.fromArray(FLOATS, x, xi + i);
            FloatVector v2 = FloatVector.fromArray(FLOATS, x, xi + i + LANES);
            FloatVector negative1 = v1.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
            FloatVector negative2 = v2.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
            FloatVector limited1 = negative1.blend(EXP_LOWEST, negative1.compare(VectorOperators.LT, EXP_LOWEST));
            FloatVector limited2 = negative2.blend(EXP_LOWEST, negative2.compare(VectorOperators.LT, EXP_LOWEST));
            FloatVector shifted1 = limited1.fma(EXP_LOG2_E, EXP_MAGIC_UP);
            FloatVector shifted2 = limited2.fma(EXP_LOG2_E, EXP_MAGIC_UP);
            FloatVector whole1 = shifted1.sub(EXP_MAGIC_UP);
            FloatVector whole2 = shifted2.sub(EXP_MAGIC_UP);
            FloatVector r1 = whole1.fma(MINUS_LN2_HIGH, limited1);
            FloatVector r2 = whole2.fma(MINUS_LN2_HIGH, limited2);
            r1 = whole1.fma(MINUS_LN2_LOW, r1);
            r2 = whole2.fma(MINUS_LN2_LOW, r2);
            FloatVector q1 = r1.fma(EXP_Q4, EXP_Q3);
            FloatVector q2 = r2.fma(EXP_Q4, EXP_Q3);
            q1 = q1.fma(r1, EXP_Q2);
            q2 = q2.fma(r2, EXP_Q2);
            q1 = q1.fma(r1, EXP_Q1);
            q2 = q2.fma(r2, EXP_Q1);
            q1 = q1.fma(r1, EXP_Q0);
            q2 = q2.fma(r2, EXP_Q0);
            FloatVector onePlus1 = ONE.add(r1);
            FloatVector onePlus2 = ONE.add(r2);
            FloatVector rest1 = ONE.sub(onePlus1).add(r1);
            FloatVector rest2 = ONE.sub(onePlus2).add(r2);
            FloatVector power1 = onePlus1.add(r1.mul(r1).fma(q1, rest1));
            FloatVector power2 = onePlus2.add(r2.mul(r2).fma(q2, rest2));
            IntVector exponent1 = shifted1.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            IntVector exponent2 = shifted2.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            power1 = power1.mul(exponent1.add(ONE_BITS).reinterpretAsFloats()).mul(EXP_DOWN);
            power2 = power2.mul(exponent2.add(ONE_BITS).reinterpretAsFloats()).mul(EXP_DOWN);
            FloatVector numerator1 = ONE.blend(power1, v1.compare(VectorOperators.LT, ZERO));
            FloatVector numerator2 = ONE.blend(power2, v2.compare(VectorOperators.LT, ZERO));
            FloatVector minusSum1 = MINUS_ONE.sub(power1);
            FloatVector minusSum2 = MINUS_ONE.sub(power2);
            FloatVector minusLost1 = MINUS_ONE.sub(minusSum1).sub(power1);
            FloatVector minusLost2 = MINUS_ONE.sub(minusSum2).sub(power2);
            FloatVector reciprocal1 = MINUS_ONE.div(minusSum1);
            FloatVector reciprocal2 = MINUS_ONE.div(minusSum2);
            FloatVector quotient1 = numerator1.mul(reciprocal1);
            FloatVector quotient2 = numerator2.mul(reciprocal2);
            FloatVector residual1 = quotient1.fma(minusSum1, numerator1);
            FloatVector residual2 = quotient2.fma(minusSum2, numerator2);
            residual1 = quotient1.fma(minusLost1, residual1);
            residual2 = quotient2.fma(minusLost2, residual2);
            residual1.fma(reciprocal1, quotient1).intoArray(out, oi + i);
            residual2.fma(reciprocal2, quotient2).intoArray(out, oi + i + LANES);
        }
    }

    private static void sigmoid(int n, float[] x, int xi, float[] out, int oi) {
        for (int i = 0; i < n; i += LANES) {
            FloatVector v = FloatVector.fromArray(FLOATS, x, xi + i);
            FloatVector negative = v.reinterpretAsInts().or(SIGN).reinterpretAsFloats();
            FloatVector limited = negative.blend(EXP_LOWEST, negative.compare(VectorOperators.LT, EXP_LOWEST));
            FloatVector shifted = limited.fma(EXP_LOG2_E, EXP_MAGIC_UP);
            FloatVector whole = shifted.sub(EXP_MAGIC_UP);
            FloatVector r = whole.fma(MINUS_LN2_HIGH, limited);
            r = whole.fma(MINUS_LN2_LOW, r);
            FloatVector q = r.fma(EXP_Q4, EXP_Q3);
            q = q.fma(r, EXP_Q2);
            q = q.fma(r, EXP_Q1);
            q = q.fma(r, EXP_Q0);
            FloatVector onePlus = ONE.add(r);
            FloatVector rest = ONE.sub(onePlus).add(r);
            FloatVector power = onePlus.add(r.mul(r).fma(q, rest));
            IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
            power = power.mul(exponent.add(ONE_BITS).reinterpretAsFloats()).mul(EXP_DOWN);
            FloatVector numerator = ONE.blend(power, v.compare(VectorOperators.LT, ZERO));
            FloatVector minusSum = MINUS_ONE.sub(power);
            FloatVector minusLost = MINUS_ONE.sub(minusSum).sub(power);
            FloatVector reciprocal = MINUS_ONE.div(minusSum);
            FloatVector quotient = numerator.mul(reciprocal);
            FloatVector residual = quotient.fma(minusSum, numerator);
            residual = quotient.fma(minusLost, residual);
            residual.fma(reciprocal, quotient).intoArray(out, oi + i);
        }
    }

    /** There is no vector form: StrictMath defines the bits. */
    @Override
    public void pow(float[] a, int ai, float[] b, int bi, float[] out, int oi, int n) {
        SCALAR.pow(a, ai, b, bi, out, oi, n);
    }
}
