package io.katsuo.network.gradcheck;

/**
 * What rounding can do. A float32 result of n terms has an error of about {@code (2 + √n)·u·Σ|terms|} with u = 2⁻²⁴: the
 * errors of n operations add up like a random walk, not like their number. Two constants, measured on some thousand
 * random networks and rounded up generously, turn these estimates into bounds:
 *
 * <ul>
 *   <li>of one layer alone, each entry may err by {@value #ALONE} times the estimate of this one step, plus what the
 *       double reference itself may err;
 *   <li>through the whole network, errors go back with the derivatives: where each unit's is independent, they add up in
 *       squares, {@code B² = Σ(J·B')² + (dout·ΔJ)² + step²}, with ΔJ the change of the derivative between the
 *       activations in float32 and in double. The largest error of a parameter may be {@value #THROUGH} times the largest
 *       such B.
 * </ul>
 */
final class ErrorBound {
    /** Half an ulp of 1: the relative error of one float operation. */
    static final double U = 0x1p-24;

    static final double ALONE = 4;
    static final double THROUGH = 3;

    /** The smallest float: what underflow can take away from one term. */
    private static final double TINY = Float.MIN_VALUE;

    /** Truncation and rounding of a difference with step 1e-5, relative to the derivative. */
    static final double REFERENCE = 1e-10;

    /** Rounding of a difference with step 1e-5, relative to the values differenced: 2⁻⁵²/1e-5, and some room. */
    static final double REFERENCE_NOISE = 5e-11;

    private ErrorBound() {}

    /** The error of one step with so many terms, whose absolute values have this sum. */
    static double step(double terms, double magnitude) {
        return (2 + Math.sqrt(terms)) * U * magnitude + (2 + terms) * TINY;
    }

    /** The error of a loss's derivative: sums in a loss are of few terms, and in softmax of positive ones. */
    static double lossStep(double terms, double magnitude) {
        return step(terms, magnitude) / 2;
    }

    /** How large a layer's outputs and the terms in them are, seen roughly. */
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
}
