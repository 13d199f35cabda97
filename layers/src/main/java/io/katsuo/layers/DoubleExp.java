package io.katsuo.layers;

/**
 * The exponential function in double, from multiplications and additions only: the same bits on every machine, which
 * {@code Math.exp} does not promise, without the cost of {@code StrictMath}.
 */
final class DoubleExp {
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

    private DoubleExp() {}

    /** exp(v) for v ≤ 0, within 2 ulp; 0 below -708, where it would be subnormal. */
    static double of(double v) {
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
