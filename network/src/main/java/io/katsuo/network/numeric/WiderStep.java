package io.katsuo.network.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * Differences of a layer's output, by a step as wide as rounding asks for. A step of 1e-5 shows nothing of an output of
 * 1e6, nor of a slope of 1e-12 beside a bias of 1. Where rounding may be seen in a quotient, wider steps are tried, and
 * taken as long as each agrees with the one before to within the rounding of that (Lepski's principle): a linear
 * function always does, and a curved one stops where the curvature begins to show.
 *
 * @since 0.1
 */
public final class WiderStep {
    /** The error that is let pass, relative to the derivative. */
    private static final double GOOD = 5e-10;

    /** A sum of many terms rounds more often than once. */
    private static final double ROUNDINGS = 0x1p-50;

    private static final double GROWTH = 64;
    private static final int ATTEMPTS = 26;

    private WiderStep() {}

    /** The first step, never so small that it vanishes beside the number that it moves. */
    static double first(double h, double x) {
        return Math.max(h, 1e-7 * Math.abs(x));
    }

    /** What rounding may make of a quotient. */
    private static double rounding(double above, double below, double distance) {
        return ROUNDINGS * Math.max(Math.abs(above), Math.abs(below)) / distance;
    }

    /** Whether a quotient is good as it is. */
    static boolean good(double above, double below, double distance) {
        return rounding(above, below, distance) <= GOOD * Math.abs((above - below) / distance)
                || above == 0 && below == 0;
    }

    /** The derivative of f, given the values at x ± h. */
    static double derivative(DoubleUnaryOperator f, double x, double h, double above, double below) {
        double distance = (x + h) - (x - h);
        return improve(f, x, h, (above - below) / distance, rounding(above, below, distance), 0);
    }

    /**
     * A derivative by wider steps, if rounding may be seen in it.
     *
     * @param f the function
     * @param x where
     * @param h the step that the derivative was taken with
     * @param derivative the derivative
     * @param rounding what rounding may have made of it
     * @param terms how large the terms are that cancel in a value of the function
     * @return the same derivative, or that of a wider step that agrees with it
     */
    public static double improve(
            DoubleUnaryOperator f, double x, double h, double derivative, double rounding, double terms) {
        double best = derivative;
        double error = rounding;
        for (int i = 1; i < ATTEMPTS && error > GOOD * Math.abs(best); i++) {
            double step = h * Math.pow(GROWTH, i);
            double high = x + step;
            double low = x - step;
            double up = f.applyAsDouble(high);
            double down = f.applyAsDouble(low);
            double wider = (up - down) / (high - low);
            double widerError = rounding(up, down, high - low) + ROUNDINGS * terms / (high - low);
            if (!(Math.abs(wider - best) <= error && widerError < error)) {
                break;
            }
            best = wider;
            error = widerError;
        }
        return best;
    }
}
