package io.katsuo.network.numeric;

import java.util.function.DoubleUnaryOperator;

/**
 * How a derivative is taken from values of the function: the central difference {@code D(h) = (f(x + h) - f(x - h)) / 2h},
 * whose error is of order h², or Richardson's extrapolation {@code (4·D(h/2) - D(h)) / 3}, in which the terms of order h²
 * cancel and h⁴ remains. Divided is by the distance of the two points as they are after rounding.
 *
 * @param step the step h
 * @param order of the error: 2 or 4
 */
public record Stencil(double step, int order) {
    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if the step is not positive and finite, or the order neither 2 nor 4
     */
    public Stencil {
        if (!(step > 0 && step <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("stencil: the step must be positive and finite: " + step);
        }
        if (order != 2 && order != 4) {
            throw new IllegalArgumentException("stencil: the order must be 2 or 4: " + order);
        }
    }

    /**
     * The central difference.
     *
     * @param step the step h
     * @return a stencil of order 2
     */
    public static Stencil central(double step) {
        return new Stencil(step, 2);
    }

    /**
     * Richardson's extrapolation from the steps h and h/2.
     *
     * @param step the step h
     * @return a stencil of order 4
     */
    public static Stencil richardson(double step) {
        return new Stencil(step, 4);
    }

    /**
     * The derivative of a function.
     *
     * @param f the function
     * @param x where
     * @return an approximation of f'(x); NaN if the step is too small to change x
     */
    public double derivative(DoubleUnaryOperator f, double x) {
        double coarse = central(f, x, step);
        return order == 2 ? coarse : (4 * central(f, x, step / 2) - coarse) / 3;
    }

    static double central(DoubleUnaryOperator f, double x, double h) {
        double high = x + h;
        double low = x - h;
        return (f.applyAsDouble(high) - f.applyAsDouble(low)) / (high - low);
    }
}
