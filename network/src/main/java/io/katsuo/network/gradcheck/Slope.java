package io.katsuo.network.gradcheck;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function of one number, computed in double, with an error of its own. Differences of order 4 with
 * falling steps are compared with each other: a step that reaches across a kink, or across a jump of the curvature,
 * disagrees with smaller ones. Exactly at a kink there is no derivative; then both slopes are given.
 *
 * @param value the derivative; at a kink the slope on the left
 * @param other at a kink the slope on the right, otherwise equal to {@code value}
 * @param error of the value: disagreement with a smaller step, and rounding
 */
record Slope(double value, double other, double error) {
    private static final double FIRST = 1e-3;
    private static final double SHRINK = 8;
    private static final int STEPS = 7;

    /** A point that is no farther from a kink than this lies at the kink. */
    private static final double AT_KINK = 0x1p-23;

    /** The rounding of a value, relative to it; a sum of many terms rounds more than once. */
    static final double ROUNDING = 0x1p-50;

    /** A derivative with a smaller relative error needs no wider step. */
    private static final double GOOD = 5e-10;

    private static final double GROWTH = 64;
    private static final int WIDER_STEPS = 25;

    /**
     * Differentiates a function that may have kinks.
     *
     * @param least the smallest step
     * @param noise the rounding error of a value of the function, beside a few roundings of the value itself
     */
    static Slope of(DoubleUnaryOperator f, double x, double least, double noise) {
        double middle = f.applyAsDouble(x);
        double ofValue = ROUNDING * Math.abs(middle) + noise;
        double small = Math.max(AT_KINK, least);
        double jump = jump(f, x, middle, small);
        if (jump > 0.25 * jump(f, x, middle, Math.max(FIRST, small)) && jump > 100 * ofValue / small) {
            double left = (f.applyAsDouble(x - small) - f.applyAsDouble(x - 2 * small)) / small;
            double right = (f.applyAsDouble(x + 2 * small) - f.applyAsDouble(x + small)) / small;
            return new Slope(left, right, 1e-3 * jump);
        }
        double best = Double.NaN;
        double error = Double.POSITIVE_INFINITY;
        double before = Double.NaN;
        double rounding = 0;
        double step = FIRST;
        for (int i = 0; i < STEPS && !(error <= 1e-10 * Math.abs(best) + 4 * rounding); i++, step /= SHRINK) {
            double h = Math.max(step, least);
            double now = (4 * central(f, x, h) - central(f, x, 2 * h)) / 3;
            // An error of the first order falls by the factor of the steps.
            double estimate = 1.5 * Math.abs(now - before) + rounding;
            if (i > 0 && estimate < error) {
                best = before;
                error = estimate;
            }
            before = now;
            rounding = ofValue / h;
        }
        double first = Math.max(FIRST, least);
        double ofFirst = 2 * ofValue / first;
        boolean noisy = ofFirst > 1e-10 * (1 + Math.abs(best)) && error <= 8 * ofFirst;
        return noisy ? wider(f, x, first, best, error, noise) : new Slope(best, best, error);
    }

    /**
     * The derivative of a nearly linear function: a central difference with step {@code h}, or a wider one.
     *
     * @param noise the rounding error of a value of the function, beside a few roundings of the value itself
     */
    static Slope smooth(DoubleUnaryOperator f, double x, double h, double noise) {
        double step = step(h, x);
        double above = f.applyAsDouble(x + step);
        double below = f.applyAsDouble(x - step);
        double distance = (x + step) - (x - step);
        return wider(f, x, step, (above - below) / distance, rounding(above, below, noise, distance), noise);
    }

    /** A step that is never so small that it vanishes beside the number that it moves. */
    static double step(double h, double x) {
        return Math.max(h, 1e-7 * Math.abs(x));
    }

    /**
     * A derivative, improved by wider steps if its rounding error is too large: a step of 1e-5 shows nothing of an output
     * of 1e6, nor of a slope of 1e-12 beside a bias of 1. A wider step is accepted as long as it agrees with the one before
     * to within the rounding of that one (Lepski's principle): a linear function always does, a curved one stops where
     * its curvature begins to show.
     */
    private static Slope wider(
            DoubleUnaryOperator f, double x, double h, double derivative, double rounding, double noise) {
        double best = derivative;
        double error = rounding;
        double last = rounding;
        for (int i = 1; i <= WIDER_STEPS && last > GOOD * Math.abs(best); i++) {
            double step = h * Math.pow(GROWTH, i);
            double distance = (x + step) - (x - step);
            double up = f.applyAsDouble(x + step);
            double down = f.applyAsDouble(x - step);
            double now = (up - down) / distance;
            double nowRounding = rounding(up, down, noise, distance);
            if (!(Math.abs(now - best) <= last && nowRounding < last)) {
                break;
            }
            // The smaller step is wrong by as much as its rounding error, and this one may differ from it by as much
            // again.
            error = nowRounding + 2 * last;
            best = now;
            last = nowRounding;
        }
        return new Slope(best, best, error);
    }

    /** The rounding error of a difference quotient. */
    private static double rounding(double above, double below, double noise, double distance) {
        return (ROUNDING * Math.max(Math.abs(above), Math.abs(below)) + 2 * noise) / distance;
    }

    /** The difference of the slopes on both sides. */
    private static double jump(DoubleUnaryOperator f, double x, double middle, double h) {
        return Math.abs(f.applyAsDouble(x + h) - middle - (middle - f.applyAsDouble(x - h))) / h;
    }

    private static double central(DoubleUnaryOperator f, double x, double h) {
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / ((x + h) - (x - h));
    }

    /** The value between both slopes that is nearest to this one. */
    double nearest(double derivative) {
        double clamped = Math.min(Math.max(derivative, Math.min(value, other)), Math.max(value, other));
        return Double.isNaN(derivative) ? value : clamped;
    }
}
