package io.katsuo.core.kernel;

/**
 * The logistic function {@code 1 / (1 + e^-x)}, for negative x as {@code e^x / (1 + e^x)}, so that tiny results keep their
 * accuracy. With {@code e = e^-|x| <= 1} the sum {@code s = 1 + e} loses {@code (1 - s) + e}; one residual
 * corrects the quotient for both. Errors over all floats: at most 1.48 ulp, most of it that of e; monotone.
 *
 * <p>The SIMD twin, {@link SimdFunctionSpans}, uses the negative sum, which saves the negation of the quotient, and other
 * powers of two. Both changes are exact, so the bits are the same.
 */
final class Sigmoid {
    private Sigmoid() {}

    static float at(float x) {
        float e = Exp.at(-Math.abs(x));
        float numerator = x < 0 ? e : 1;
        float sum = 1 + e;
        float lost = (1 - sum) + e;
        float reciprocal = 1 / sum;
        float quotient = numerator * reciprocal;
        float residual = ScalarFma.fma(-quotient, sum, numerator);
        residual = ScalarFma.fma(-quotient, lost, residual);
        return ScalarFma.fma(residual, reciprocal, quotient);
    }
}
