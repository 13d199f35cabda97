package io.katsuo.core.kernel;

/**
 * The natural logarithm. With {@code x = 2^k · (1 + f)}, {@code √½ <= 1 + f < √2}, {@code ln x = k·ln 2 + f + f²·(f·p(f) -
 * ½)} with a minimax polynomial p (relative error 2^-27). Errors over all floats: at most 0.94 ulp; monotone.
 *
 * <p>The SIMD twin, {@link SimdFunctionSpans}, does the same operations in the same order.
 */
final class Log {
    /** Subnormal numbers are scaled by {@code 2^23} first. */
    static final float SCALE = 0x1p23f;

    static final float SCALE_LOG2 = 23;

    /** The bits of √½, from which mantissas are counted. */
    static final int SQRT_HALF_BITS = 0x3f3504f3;

    static final float P0 = 0x1.555554p-2f;
    static final float P1 = -0x1.000226p-2f;
    static final float P2 = 0x1.99a008p-3f;
    static final float P3 = -0x1.547246p-3f;
    static final float P4 = 0x1.22da24p-3f;
    static final float P5 = -0x1.0d8540p-3f;
    static final float P6 = 0x1.055b4cp-3f;
    static final float P7 = -0x1.38b544p-4f;

    private Log() {}

    static float at(float x) {
        boolean tiny = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? x * SCALE : x);
        int exponent = (bits - SQRT_HALF_BITS) >> 23;
        float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
        float k = Float.intBitsToFloat(exponent + Exp.MAGIC_BITS) - Exp.MAGIC - (tiny ? SCALE_LOG2 : 0);
        float p = ScalarFma.fma(P7, f, P6);
        p = ScalarFma.fma(p, f, P5);
        p = ScalarFma.fma(p, f, P4);
        p = ScalarFma.fma(p, f, P3);
        p = ScalarFma.fma(p, f, P2);
        p = ScalarFma.fma(p, f, P1);
        p = ScalarFma.fma(p, f, P0);
        p = ScalarFma.fma(p, f, -0.5f);
        float fraction = ScalarFma.fma(f * f, p, f);
        float low = ScalarFma.fma(k, Exp.LN2_LOW, fraction);
        float result = ScalarFma.fma(k, Exp.LN2_HIGH, low);
        result = x < Float.POSITIVE_INFINITY ? result : x;
        result = x == 0 ? Float.NEGATIVE_INFINITY : result;
        return x < 0 ? Float.NaN : result;
    }
}
