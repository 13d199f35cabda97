package io.katsuo.bench.claim;

import io.katsuo.bench.claim.sides.Agreement;
import java.util.Arrays;

/**
 * What was measured of a case.
 *
 * @param of the case
 * @param differentiated how many entries were differentiated by
 * @param agreement how far the two gradients are apart
 * @param backpropagation for each fork the seconds of one gradient by backpropagation
 * @param differences for each fork the seconds of one numerical gradient by those entries
 */
record Result(Case of, int differentiated, Agreement agreement, double[] backpropagation, double[] differences) {
    int parameters() {
        return of.net().parameters();
    }

    /** Whether the time of the whole numerical gradient is that of some entries, multiplied. */
    boolean sampled() {
        return differentiated < parameters();
    }

    /** How often the loss was evaluated for one numerical gradient. */
    long evaluations() {
        return of.way().evaluations(differentiated);
    }

    /** The median time of one gradient by backpropagation. */
    double backpropSeconds() {
        return median(backpropagation);
    }

    /** The median time of one whole numerical gradient. */
    double numericalSeconds() {
        return median(differences) * scale();
    }

    private double scale() {
        return (double) of.way().evaluations(parameters()) / evaluations();
    }

    /** The ratio of the two times within each pair of forks. */
    double[] ratios() {
        double[] ratios = new double[backpropagation.length];
        Arrays.setAll(ratios, fork -> differences[fork] * scale() / backpropagation[fork]);
        return ratios;
    }

    /** The median of the ratios. */
    double measuredRatio() {
        return median(ratios());
    }

    double leastRatio() {
        return Arrays.stream(ratios()).min().orElseThrow();
    }

    double greatestRatio() {
        return Arrays.stream(ratios()).max().orElseThrow();
    }

    double predictedRatio() {
        return of.way().predictedRatio(of.net());
    }

    /** How many losses could be evaluated in the time of one gradient by backpropagation. */
    double backpropInLosses() {
        return of.way().evaluations(parameters()) / measuredRatio();
    }

    /** The same by the operations of each. */
    double predictedInLosses() {
        return of.way().evaluations(parameters()) / predictedRatio();
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(Double.NaN);
    }
}
