package io.katsuo.network.gradcheck;

import java.util.Arrays;

/**
 * Bounds of the rounding error. A float32 result of n terms has an error of about {@code (2 + √n)·u·Σ|terms|} with
 * u = 2⁻²⁴: the errors of n operations add up like a random walk, not like their number. Two constants, measured on some
 * thousand random networks and rounded up generously, turn these estimates into bounds:
 *
 * <ul>
 *   <li>of one layer alone, each entry may have {@value #ALONE} times the estimate of this one step, plus the error of
 *       the double reference itself;
 *   <li>through the whole network, errors are propagated backward with the derivatives. The errors of different units are
 *       independent, so their squares add up: {@code B² = Σ(J·B')² + (dout·ΔJ)² + step²}, with ΔJ the change of the
 *       derivative between the activations in float32 and in double. The largest error of a parameter may be
 *       {@value #THROUGH} times the largest such B.
 * </ul>
 */
final class ErrorBound {
    /** Half an ulp of 1: the relative error of one float operation. */
    static final double U = 0x1p-24;

    static final double ALONE = 4;
    static final double THROUGH = 3;

    /** The smallest float: the largest error of one term by underflow. */
    private static final double TINY = Float.MIN_VALUE;

    /** Truncation and rounding of a difference with step 1e-5, relative to the derivative. */
    static final double REFERENCE = 1e-10;

    /** Rounding of a difference with step 1e-5, relative to the values that are subtracted: 2⁻⁵²/1e-5, with a margin. */
    static final double REFERENCE_NOISE = 5e-11;

    private ErrorBound() {}

    /** The error of a sum of this many terms, whose absolute values have this sum. */
    static double step(double terms, double magnitude) {
        return (2 + Math.sqrt(terms)) * U * magnitude + (2 + terms) * TINY;
    }

    /** The error of a loss's derivative: the sums in a loss have few terms, those in softmax positive ones. */
    static double lossStep(double terms, double magnitude) {
        return step(terms, magnitude) / 2;
    }

    /** A rough size of a layer's outputs and of the terms in them. */
    static double scale(double[] outputs, double[] inputs, double[][] parameters, int inputsOfASample) {
        double largest = 0;
        for (double[] parameter : parameters) {
            largest = Math.max(largest, largest(parameter));
        }
        return largest(outputs) + largest * largest(inputs) * Math.sqrt(inputsOfASample);
    }

    static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    static double[] pick(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }
}
