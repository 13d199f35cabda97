package io.katsuo.network.gradcheck;

import java.util.function.DoubleSupplier;

/**
 * A derivative of a function of which nothing is known but its values, and how far it may be off. Steps from a quarter
 * of the variable's own size are made smaller, eight times each, until noise alone outweighs what was found; two
 * neighbours are extrapolated (Richardson), and the best estimate is the one whose error is estimated to be least:
 * its distance from the estimate before, what noise can do, and how much the slope jumps within the step.
 *
 * @param value the derivative
 * @param error how far it may be off
 * @param kinked whether the slope jumps within the step, so that there is no derivative to speak of
 */
record NoisyDerivative(double value, double error, boolean kinked) {
    /** How many standard deviations of noise a difference may be off. */
    static final double DEVIATIONS = 8;

    private static final double FACTOR = 8;
    private static final double FIRST = 0.25;

    /** Steps below this part of the variable's size are all rounding: of doubles, the last twelve bits. */
    private static final double LAST = 0x1p-40;

    /** A jump by less than so many times the noise is noise. */
    private static final double JUMP = 4;

    /** The derivative by one entry of a variable. */
    static NoisyDerivative of(
            PerturbedValues variable, int place, double unit, DoubleSupplier value, double middle, double noise) {
        double original = variable.get(place);
        NoisyDerivative best = new NoisyDerivative(Double.NaN, Double.POSITIVE_INFINITY, true);
        double[] before = null;
        double extrapolated = Double.NaN;
        try {
            for (double h = FIRST * unit; h >= LAST * unit; h /= FACTOR) {
                double[] now = at(variable, place, original, h, value, middle);
                double rounding = DEVIATIONS * noise / h;
                if (now == null || rounding > best.error) {
                    break;
                }
                if (before != null) {
                    double next = (FACTOR * FACTOR * now[0] - before[0]) / (FACTOR * FACTOR - 1);
                    double reference = Double.isNaN(extrapolated) ? before[0] : extrapolated;
                    double jump = Math.abs(now[1] - before[1] / FACTOR);
                    double error = Math.abs(next - reference) + jump + rounding;
                    if (error < best.error) {
                        boolean kinked = jump > JUMP * rounding + 0.01 * Math.abs(next);
                        best = new NoisyDerivative(next, error, kinked);
                    }
                    extrapolated = next;
                }
                before = now;
            }
        } finally {
            variable.set(place, original);
        }
        // Without a value there is no kink to be blamed.
        return Double.isNaN(middle) ? new NoisyDerivative(Double.NaN, 0, false) : best;
    }

    /** The central difference, and how much the slope changes; nothing if the step vanishes. */
    private static double[] at(
            PerturbedValues variable, int place, double original, double h, DoubleSupplier value, double middle) {
        double high = variable.set(place, original + h);
        double above = value.getAsDouble();
        double low = variable.set(place, original - h);
        double below = value.getAsDouble();
        double up = high - original;
        double down = original - low;
        if (!(up > 0 && down > 0)) {
            return null;
        }
        return new double[] {(above - below) / (high - low), (above - middle) / up - (middle - below) / down};
    }
}
