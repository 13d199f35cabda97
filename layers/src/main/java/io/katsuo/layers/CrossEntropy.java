package io.katsuo.layers;

/**
 * Cross-entropy of float scores, in double and without softmax: {@code -log(softmax(x)[k]) = log(Σ exp(x - max)) + (max -
 * x[k])}. Neither term can be negative, none overflows for finite scores, and no guard is added to the logarithm.
 *
 * <p>The exponential is our own, from multiplications and additions only, so that a loss has the same bits on every
 * machine ({@code Math.exp} may differ) without the cost of {@code StrictMath}.
 */
final class CrossEntropy {
    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts; the first has zeros at its end, so that its product with a small integer is exact. */
    private static final double LN2_HIGH = 0x1.62e42fee00000p-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    /** Adding and subtracting it rounds a double of moderate size to an integer. */
    private static final double ROUNDER = 0x1.8p52;
    /** 1/n! for n = 13 … 2: on |r| ≤ ln(2)/2 the remainder is below 5e-18. */
    private static final double[] TAYLOR = {
        1 / 6227020800.0,
        1 / 479001600.0,
        1 / 39916800.0,
        1 / 3628800.0,
        1 / 362880.0,
        1 / 40320.0,
        1 / 5040.0,
        1 / 720.0,
        1 / 120.0,
        1 / 24.0,
        1 / 6.0,
        0.5
    };

    private CrossEntropy() {}

    /** Where the largest of n scores lies; if NaN is among them, any place: the sum is NaN all the same. */
    static int argMax(float[] x, int at, int stride, int n) {
        int best = at;
        for (int i = 1; i < n; i++) {
            if (x[at + i * stride] > x[best]) {
                best = at + i * stride;
            }
        }
        return best;
    }

    /** log(Σ exp(x - max)) ≥ 0, given where the maximum lies; NaN if that is not finite. */
    static double logSum(float[] x, int at, int stride, int n, int best) {
        double max = x[best];
        if (!(Math.abs(max) <= Float.MAX_VALUE)) {
            return Double.NaN;
        }
        // The maximum's own term is the 1 of log1p. It is left out once: in a broadcast view all terms lie in its
        // place.
        int own = stride == 0 ? 0 : (best - at) / stride;
        double rest = 0;
        for (int i = 0; i < n; i++) {
            rest += i == own ? 0 : exp(x[at + i * stride] - max);
        }
        return StrictMath.log1p(rest);
    }

    /** exp(v) for v ≤ 0, within 2 ulp; 0 below -708, where it would be subnormal. */
    static double exp(double v) {
        if (v < -708) {
            return 0;
        }
        double k = v * LOG2_E + ROUNDER - ROUNDER;
        double r = v - k * LN2_HIGH - k * LN2_LOW;
        double p = TAYLOR[0];
        for (int i = 1; i < TAYLOR.length; i++) {
            p = p * r + TAYLOR[i];
        }
        return (1 + (r + r * r * p)) * Double.longBitsToDouble((long) k + 1023 << 52);
    }
}
