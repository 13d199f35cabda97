package io.katsuo.bench.claim;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What was measured of a case. Times and ratios are NaN if a JVM was not steady.
 *
 * @param of the case
 * @param agreement the difference of the two gradients
 * @param backpropagation a timing of one gradient for each fork
 * @param differences a timing of one derivative for each fork
 */
record Result(Case of, Agreement agreement, List<Timing> backpropagation, List<Timing> differences) {
    int parameters() {
        return of.net().parameters();
    }

    /** Whether only some of the derivatives were computed. */
    boolean sampled() {
        return of.differentiated() < parameters();
    }

    /** The losses of one pass over the entries of the case. */
    long evaluations() {
        return 2L * of.differentiated();
    }

    /** What shows that a side was still being compiled, null if all JVMs were steady. */
    String unsteady() {
        return IntStream.range(0, differences.size())
                .boxed()
                .flatMap(fork -> Arrays.stream(Side.values()).map(side ->
                        new String[] {side.title, timing(side, fork).unsteady()}))
                .filter(found -> found[1] != null)
                .map(found -> "the " + found[0] + " was still being compiled: " + found[1])
                .findFirst()
                .orElse(null);
    }

    private Timing timing(Side side, int fork) {
        return (side == Side.BACKPROPAGATION ? backpropagation : differences).get(fork);
    }

    private double seconds(Side side, int fork) {
        Timing timing = timing(side, fork);
        double gradient = side == Side.BACKPROPAGATION ? timing.seconds() : timing.seconds() * parameters();
        return timing.unsteady() == null ? gradient : Double.NaN;
    }

    /** The ratio of the two times of a pair of forks. */
    double ratio(int fork) {
        return seconds(Side.DIFFERENCES, fork) / seconds(Side.BACKPROPAGATION, fork);
    }

    private double[] forks(IntToDoubleFunction value) {
        return IntStream.range(0, differences.size()).mapToDouble(value).toArray();
    }

    /** The seconds of one gradient by backpropagation for each fork. */
    double[] backprop() {
        return forks(fork -> seconds(Side.BACKPROPAGATION, fork));
    }

    /** The seconds of one whole numerical gradient for each fork. */
    double[] numerical() {
        return forks(fork -> seconds(Side.DIFFERENCES, fork));
    }

    double[] ratios() {
        return forks(this::ratio);
    }

    double backpropSeconds() {
        return median(backprop());
    }

    double numericalSeconds() {
        return median(numerical());
    }

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
        return of.net().predictedRatio();
    }

    /** The number of losses that take as long as one backpropagation. */
    double backpropInLosses() {
        return 2.0 * parameters() / measuredRatio();
    }

    /** The same by multiply-adds. */
    double predictedInLosses() {
        return 2.0 * parameters() / predictedRatio();
    }

    /** NaN if a value is NaN, unlike the middle of a sorted array. */
    private static double median(double[] values) {
        if (Arrays.stream(values).anyMatch(Double::isNaN)) {
            return Double.NaN;
        }
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
