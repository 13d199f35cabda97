package io.katsuo.core.testing;

/** Distances between floats in units in the last place. */
public final class Ulps {
    private Ulps() {}

    /**
     * How many floats lie between two: 0 for the same, 1 for neighbours. Zeros of either sign are one number, all NaNs
     * are one number.
     *
     * @param a a float
     * @param b another
     * @return the distance; {@code Long.MAX_VALUE} if just one is NaN
     */
    public static long between(float a, float b) {
        if (Float.isNaN(a) || Float.isNaN(b)) {
            return Float.isNaN(a) && Float.isNaN(b) ? 0 : Long.MAX_VALUE;
        }
        return Math.abs(rank(a) - rank(b));
    }

    private static long rank(float x) {
        int bits = Float.floatToRawIntBits(x);
        return bits >= 0 ? bits : -(long) (bits & 0x7fffffff);
    }

    /**
     * The error of a float in units in the last place of the exact value: at most 0.5 for the nearest float.
     *
     * @param actual the float
     * @param exact what it should be
     * @return the error; 0 if both are NaN or the same infinity (also where {@code exact} rounds to it), infinite if
     *     one of them is and the other not
     */
    public static double error(float actual, double exact) {
        float nearest = (float) exact;
        if (Float.isNaN(actual) || Float.isNaN(nearest)) {
            return Float.isNaN(actual) && Float.isNaN(nearest) ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Float.isInfinite(actual) || Float.isInfinite(nearest)) {
            return actual == nearest ? 0 : Double.POSITIVE_INFINITY;
        }
        double ulp = Math.max(Float.MIN_VALUE, Math.scalb(1.0, Math.getExponent(exact) - 23));
        return Math.abs(actual - exact) / ulp;
    }
}
