package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
import java.util.Arrays;

/**
 * Bounds of errors. A float32 result may differ from what it should be by {@value #ALONE} times the effect of random
 * roundings that {@link RoundingErrors} measures, as many times a few roundings of itself, and the error of the
 * double reference.
 */
final class ErrorBound {
    /** Half an ulp of 1: the relative error of one float operation. */
    static final double U = 0x1p-24;

    static final double ALONE = 4;

    /** The largest error of one term by underflow: some code takes smaller floats for 0. */
    private static final double TINY = Float.MIN_NORMAL;

    /** Truncation and rounding of a difference with step 1e-5, relative to the derivative. */
    static final double REFERENCE = 1e-10;

    private ErrorBound() {}

    /** The error of a sum of this many terms, in roundings of a term: they add up like a random walk. */
    static double roundings(double terms) {
        return 1 + Math.sqrt(terms) / 2;
    }

    /** The error of a result of this size that is a sum of this many terms. */
    static double step(double terms, double magnitude) {
        return roundings(terms) * U * magnitude + (2 + terms) * TINY;
    }

    /** The number of inputs of an output of a formula, of that many for all samples. */
    static double terms(Formula formula, int inputs, int rows) {
        return formula.elementwise() ? 1 : (double) inputs / (formula.wholeBatch() ? 1 : rows);
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static double[] pick(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }
}
