package io.katsuo.network.numeric;

import java.util.function.DoubleUnaryOperator;

/** A formula for a derivative from values of the function. The divisor is the distance of two points after rounding. */
@FunctionalInterface
public interface Stencil {
    /** The derivative of a function. */
    double derivative(DoubleUnaryOperator f, double x);

    /**
     * The central difference {@code D(h) = (f(x + h) - f(x - h)) / 2h}, whose error is of order h².
     *
     * @throws IllegalArgumentException if the step is not positive and finite
     */
    static Stencil central(double step) {
        check(step);
        return (f, x) -> difference(f, x, step);
    }

    /**
     * Richardson's extrapolation {@code (4·D(h/2) - D(h)) / 3}, in which the terms of order h² cancel and h⁴ remains.
     *
     * @throws IllegalArgumentException if the step is not positive and finite
     */
    static Stencil richardson(double step) {
        check(step);
        return (f, x) -> (4 * difference(f, x, step / 2) - difference(f, x, step)) / 3;
    }

    /**
     * Ridders' method, nearly as accurate as a function in double allows: central differences of falling steps are
     * extrapolated to step 0 in a triangle, and the result is the number that agrees best with its neighbours. It is the
     * reference for errors of other derivatives, and needs sixty values of the function.
     *
     * @param step the first and largest step
     * @throws IllegalArgumentException if the step is not positive and finite
     */
    static Stencil ridders(double step) {
        check(step);
        return new Ridders(step);
    }

    private static void check(double step) {
        if (!(step > 0 && step <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("stencil: the step must be positive and finite: " + step);
        }
    }

    /** The central difference itself. */
    private static double difference(DoubleUnaryOperator f, double x, double h) {
        double high = x + h;
        double low = x - h;
        return (f.applyAsDouble(high) - f.applyAsDouble(low)) / (high - low);
    }
}
