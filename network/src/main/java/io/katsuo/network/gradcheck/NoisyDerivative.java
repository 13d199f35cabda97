package io.katsuo.network.gradcheck;

import java.util.function.DoubleSupplier;

/**
 * A derivative of a function of which only the values are known, with an estimate of its error. The steps begin at a
 * quarter of the variable's own size and are divided by 8 until noise alone exceeds the error of the best estimate. Two
 * successive differences are extrapolated (Richardson). The best estimate is the one with the smallest estimated error:
 * its distance from the estimate before, plus the error by noise, plus the jump of the slope within the step.
 *
 * @param kinked whether the slope jumps within the step, so that there is no derivative
 */
record NoisyDerivative(double value, double error, boolean kinked) {
    /** The accepted error by noise, in standard deviations. */
    static final double DEVIATIONS = 8;

    private static final double FACTOR = 8;
    private static final double FIRST = 0.25;

    /** Below this part of the variable's size a step has only the last twelve bits of a double. */
    private static final double LAST = 0x1p-40;

    /** A smaller jump, in multiples of the noise, is noise. */
    private static final double JUMP = 4;

    /** The derivative with respect to one entry of a variable. */
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
                        // At a kink the slopes on both sides are half the jump away; the change is less than the jump.
                        double half = 1.001 * jump / (2 - 2 / FACTOR);
                        best = new NoisyDerivative(next, kinked ? error - jump + half : error, kinked);
                    }
                    extrapolated = next;
                }
                before = now;
            }
        } finally {
            variable.set(place, original);
        }
        // If the value itself is NaN, the reason is not a kink.
        return Double.isNaN(middle) ? new NoisyDerivative(Double.NaN, 0, false) : best;
    }

    /** The central difference, and the change of the slope; null if the step vanishes. */
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
