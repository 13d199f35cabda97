package io.katsuo.core.kernel;

/**
 * The hyperbolic tangent: {@code x + x³·p(x²)} with a minimax polynomial p below 1 in size (relative error 2^-27), {@code 1 -
 * 2 / (e^2|x| + 1)} with the sign of x from there. Errors over all floats: at most 0.98 ulp; monotone.
 *
 * <p>The SIMD twin, {@link SimdFunctionSpans}, limits |x| to 15, where the result is already 1, so that it multiplies by one
 * power of two only. The bits are the same.
 */
final class Tanh {
    /** Above this the fraction is so small that its error vanishes; below it a short polynomial is accurate enough. */
    static final float SMALL = 1;

    static final float P0 = -0x1.55553cp-2f;
    static final float P1 = 0x1.110be2p-3f;
    static final float P2 = -0x1.b96222p-5f;
    static final float P3 = 0x1.600990p-6f;
    static final float P4 = -0x1.0460bep-7f;
    static final float P5 = 0x1.2da4e6p-9f;
    static final float P6 = -0x1.77dd08p-12f;

    private Tanh() {}

    static float at(float x) {
        float size = Math.abs(x);
        float square = size * size;
        float p = ScalarFma.fma(P6, square, P5);
        p = ScalarFma.fma(p, square, P4);
        p = ScalarFma.fma(p, square, P3);
        p = ScalarFma.fma(p, square, P2);
        p = ScalarFma.fma(p, square, P1);
        p = ScalarFma.fma(p, square, P0);
        float small = ScalarFma.fma(size * square, p, size);
        float large = 1 - 2 / (Exp.at(size + size) + 1);
        float result = size < SMALL ? small : large;
        int sign = Float.floatToRawIntBits(x) & 0x80000000;
        return Float.intBitsToFloat(Float.floatToRawIntBits(result) | sign);
    }
}
