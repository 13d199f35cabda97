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

    /** The rounding of a value, relative to it. */
    private static final double ROUNDING = 1e-15;

    /**
     * Differentiates.
     *
     * @param f the function
     * @param x the point
     * @param least the smallest step
     * @param terms the size of the terms that cancel in a value of the function
     */
    static Slope of(DoubleUnaryOperator f, double x, double least, double terms) {
        double middle = f.applyAsDouble(x);
        double size = Math.abs(middle) + terms;
        double small = Math.max(AT_KINK, least);
        double jump = jump(f, x, middle, small);
        if (jump > 0.25 * jump(f, x, middle, Math.max(FIRST, small)) && jump > 100 * ROUNDING * size / small) {
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
            double now = difference(f, x, h);
            // An error of the first order falls by the factor of the steps.
            double estimate = 1.5 * Math.abs(now - before) + rounding;
            if (i > 0 && estimate < error) {
                best = before;
                error = estimate;
            }
            before = now;
            rounding = ROUNDING * size / h;
        }
        double first = Math.max(FIRST, least);
        double noise = 2 * ROUNDING * size / first;
        if (noise > 1e-10 * (1 + Math.abs(best)) && error <= 8 * noise) {
            double wider = WiderStep.improve(f, x, first, best, error, terms);
            return new Slope(wider, wider, error);
        }
        return new Slope(best, best, error);
    }

    /** The difference of the slopes on both sides. */
    private static double jump(DoubleUnaryOperator f, double x, double middle, double h) {
        return Math.abs(f.applyAsDouble(x + h) - middle - (middle - f.applyAsDouble(x - h))) / h;
    }

    private static double difference(DoubleUnaryOperator f, double x, double h) {
        double near = (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / ((x + h) - (x - h));
        double far = (f.applyAsDouble(x + 2 * h) - f.applyAsDouble(x - 2 * h)) / ((x + 2 * h) - (x - 2 * h));
        return (4 * near - far) / 3;
    }

    /** The value between both slopes that is nearest to this one. */
    double nearest(double derivative) {
        double clamped = Math.min(Math.max(derivative, Math.min(value, other)), Math.max(value, other));
        return Double.isNaN(derivative) ? value : clamped;
    }
}
