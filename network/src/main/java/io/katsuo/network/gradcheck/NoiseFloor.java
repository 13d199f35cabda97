package io.katsuo.network.gradcheck;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * How noisy the values of a function are, measured: of values at points in a row the differences of a high order have
 * nothing left of a smooth function, only its rounding (Hamming; Moré and Wild, "Estimating computational noise", 2011).
 */
final class NoiseFloor {
    private static final int POINTS = 8;
    private static final int ORDER = 5;
    /** A power of two, so that points near a float are floats. */
    private static final double SPACING = 0x1p-12;

    private static final int ENTRIES = 9;

    /** Nothing is more exact than a double. */
    private static final double LEAST = 0x1p-52;

    private NoiseFloor() {}

    /** The standard deviation of the values' errors, the median over some entries. */
    static double of(Iterable<Variable> variables, DoubleSupplier value) {
        double[] found = new double[0];
        for (Variable variable : variables) {
            int size = variable.shape().size();
            for (int i = 0; i < Math.min(ENTRIES, size); i++) {
                int place = (int) ((long) i * size / Math.min(ENTRIES, size));
                found = Arrays.copyOf(found, found.length + 1);
                found[found.length - 1] = along(variable, place, value);
            }
        }
        Arrays.sort(found);
        double median = found.length == 0 ? 0 : found[found.length / 2];
        return Math.max(median, LEAST * Math.abs(value.getAsDouble()));
    }

    private static double along(Variable variable, int place, DoubleSupplier value) {
        double original = variable.get(place);
        double scale = Math.max(1, Math.scalb(1.0, Math.getExponent(original) + 1));
        double start = Math.rint(original / (scale * SPACING)) * scale * SPACING;
        double[] table = new double[POINTS];
        try {
            for (int i = 0; i < POINTS; i++) {
                variable.set(place, start + i * scale * SPACING);
                table[i] = value.getAsDouble();
            }
        } finally {
            variable.set(place, original);
        }
        double factor = 1;
        for (int order = 1; order <= ORDER; order++) {
            for (int i = 0; i + order < POINTS; i++) {
                table[i] = table[i + 1] - table[i];
            }
            // (k!)²/(2k)!, the inverse of the binomial coefficient by which noise grows.
            factor *= order / (2.0 * (2 * order - 1));
        }
        double squares = 0;
        for (int i = 0; i + ORDER < POINTS; i++) {
            squares += table[i] * table[i];
        }
        return Math.sqrt(factor * squares / (POINTS - ORDER));
    }
}
