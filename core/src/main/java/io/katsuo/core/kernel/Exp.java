package io.katsuo.core.kernel;

/**
 * The exponential function. With {@code n = round(x / ln 2)} and {@code r = x - n·ln 2}, {@code e^x = 2^n · e^r}, {@code
 * |r| <= 0.347}; {@code e^r = 1 + r + r²·q(r)} with a minimax polynomial q (relative error 2^-28). The rounding error of 1 + r
 * is added back. Errors over all floats: at most 0.80 ulp; monotone.
 *
 * <p>The SIMD twin, {@link SimdFunctionSpans}, does the same operations in the same order.
 */
final class Exp {
    /** Above this the result is infinite, and so is the computed one. */
    static final float HIGHEST = 89;

    /** Below this the result rounds to +0. */
    static final float LOWEST = -104;

    static final float LOG2_E = 0x1.715476p+0f;

    /** When it is added to a number below 2^22 in size, the lowest bits of the sum are the nearest integer. */
    static final float MAGIC = 0x1.8p23f;

    static final int MAGIC_BITS = 0x4B400000;

    /** ln 2 in two parts; the first has so few bits that a product with n is exact. */
    static final float LN2_HIGH = 0x1.62e4p-1f;

    static final float LN2_LOW = 0x1.7f7d1cp-20f;

    static final float Q0 = 0x1.fffffcp-2f;
    static final float Q1 = 0x1.555490p-3f;
    static final float Q2 = 0x1.5558f4p-5f;
    static final float Q3 = 0x1.123a6cp-7f;
    static final float Q4 = 0x1.6a2342p-10f;

    private Exp() {}

    static float at(float x) {
        float limited = x > HIGHEST ? HIGHEST : x;
        limited = limited < LOWEST ? LOWEST : limited;
        float shifted = ScalarFma.fma(limited, LOG2_E, MAGIC);
        float n = shifted - MAGIC;
        float r = ScalarFma.fma(n, -LN2_HIGH, limited);
        r = ScalarFma.fma(n, -LN2_LOW, r);
        float q = ScalarFma.fma(Q4, r, Q3);
        q = ScalarFma.fma(q, r, Q2);
        q = ScalarFma.fma(q, r, Q1);
        q = ScalarFma.fma(q, r, Q0);
        float sum = 1 + r;
        float lost = (1 - sum) + r;
        float power = sum + ScalarFma.fma(r * r, q, lost);
        // Two factors, because 2^n alone may lie outside of the normal floats where the result does not.
        int exponent = Float.floatToRawIntBits(shifted) - MAGIC_BITS;
        int half = exponent >> 1;
        return power * powerOfTwo(half) * powerOfTwo(exponent - half);
    }

    private static float powerOfTwo(int n) {
        return Float.intBitsToFloat((n + 127) << 23);
    }
}
