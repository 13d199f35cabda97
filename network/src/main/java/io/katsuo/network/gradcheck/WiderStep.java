package io.katsuo.network.gradcheck;

import java.util.function.DoubleUnaryOperator;

/**
 * Central differences of an output of a layer, with a step as wide as rounding demands. A step of 1e-5 shows nothing of
 * an output of 1e6, nor of a slope of 1e-12 beside a bias of 1. Where rounding may be visible in a quotient, wider steps
 * are tried, and accepted as long as each agrees with the one before to within the rounding of that one (Lepski's
 * principle): a linear function always does, a curved one stops where its curvature begins to show.
 */
final class WiderStep {
    /** The accepted error, relative to the derivative. */
    private static final double GOOD = 5e-10;

    /** A sum of many terms rounds more than once. */
    private static final double ROUNDINGS = 0x1p-50;

    private static final double GROWTH = 64;
    private static final int ATTEMPTS = 26;

    private WiderStep() {}

    /** The first step: never so small that it vanishes beside the number that it moves. */
    static double first(double h, double x) {
        return Math.max(h, 1e-7 * Math.abs(x));
    }

    /** The derivative of {@code f} at {@code x}, with first step {@code h}. */
    static double derivative(DoubleUnaryOperator f, double x, double h) {
        double above = f.applyAsDouble(x + h);
        double below = f.applyAsDouble(x - h);
        double distance = (x + h) - (x - h);
        return improve(f, x, h, (above - below) / distance, rounding(above, below, distance), 0);
    }

    /** The rounding error of a difference quotient. */
    private static double rounding(double above, double below, double distance) {
        return ROUNDINGS * Math.max(Math.abs(above), Math.abs(below)) / distance;
    }

    /**
     * A derivative, improved by wider steps if its rounding error is too large.
     *
     * @param f the function
     * @param x the point
     * @param h the step that the derivative was taken with
     * @param derivative the derivative
     * @param rounding its rounding error
     * @param terms the size of the terms that cancel in a value of the function
     */
    static double improve(DoubleUnaryOperator f, double x, double h, double derivative, double rounding, double terms) {
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
