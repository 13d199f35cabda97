package io.katsuo.network.gradcheck;

import java.util.Arrays;
import java.util.function.DoubleSupplier;

/**
 * Measures the noise of the values of a function. Differences of a high order, of values at equally spaced points, contain
 * nothing of a smooth function, only its rounding (Hamming; Moré and Wild, "Estimating computational noise", 2011).
 */
final class NoiseFloor {
    private static final int POINTS = 8;
    private static final int ORDER = 5;
    /** Points on this grid are floats, where the unit is a power of two above them. */
    private static final double GRID = 0x1p-24;

    /** About 2⁻¹², but odd in units of the grid: sums of rounder numbers would not round at all. */
    private static final double SPACING = 5563 * GRID;

    private static final int ENTRIES = 9;

    private NoiseFloor() {}

    /**
     * The standard deviation of the values' errors: the median over some entries of a variable, so that a kink does not
     * count, and the largest over the variables, since one that hardly influences the value does not show its noise.
     */
    static double of(Iterable<PerturbedValues> variables, DoubleSupplier value) {
        double noise = 0;
        for (PerturbedValues variable : variables) {
            int size = variable.shape().size();
            double spread = variable.spread();
            double[] found = new double[Math.min(ENTRIES, size)];
            for (int i = 0; i < found.length; i++) {
                int place = (int) ((long) i * size / found.length);
                found[i] = along(variable, place, variable.unit(place, spread), value);
            }
            Arrays.sort(found);
            noise = found.length == 0 ? noise : Math.max(noise, found[(found.length - 1) / 2]);
        }
        return noise;
    }

    private static double along(PerturbedValues variable, int place, double scale, DoubleSupplier value) {
        double original = variable.get(place);
        double start = Math.rint(original / (scale * GRID)) * scale * GRID;
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
