package io.katsuo.bench.claim;

import io.katsuo.core.random.Rng;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * What was measured of a case. Times and ratios are NaN if a JVM was not steady.
 *
 * @param of the case
 * @param agreement the difference of the two gradients
 * @param backpropagation a timing of one gradient for each fork
 * @param differences a timing of one derivative for each fork
 */
record Result(Case of, Agreement agreement, List<Timing> backpropagation, List<Timing> differences) {
    /** A pair of JVMs: the seconds of one gradient on either side, and their ratio. */
    record Fork(double backpropSeconds, double numericalSeconds, double ratio, List<Double> warmUpSeconds) {}

    NetSize net() {
        return of.net();
    }

    /** Whether only some of the derivatives were computed. */
    boolean sampled() {
        return of.differentiated() < net().parameters();
    }

    /** The losses of one pass over the entries of the case. */
    long evaluations() {
        return 2L * of.differentiated();
    }

    /** What shows that a side was still being compiled, null if all JVMs were steady. */
    String unsteady() {
        return IntStream.range(0, differences.size())
                .mapToObj(this::unsteady)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The same of one pair of JVMs. */
    String unsteady(int fork) {
        String backprop = unsteady(Side.BACKPROPAGATION, backpropagation.get(fork));
        return backprop != null ? backprop : unsteady(Side.DIFFERENCES, differences.get(fork));
    }

    private static String unsteady(Side side, Timing timing) {
        return timing.unsteady() == null
                ? null
                : "the " + side.title + " was still being compiled: " + timing.unsteady();
    }

    List<Fork> forks() {
        return IntStream.range(0, differences.size()).mapToObj(this::fork).toList();
    }

    private Fork fork(int index) {
        Timing backprop = backpropagation.get(index);
        Timing derivative = differences.get(index);
        double seconds = backprop.steadySeconds();
        double numerical = derivative.steadySeconds() * net().parameters();
        return new Fork(seconds, numerical, numerical / seconds, List.of(backprop.warmUp(), derivative.warmUp()));
    }

    double backpropSeconds() {
        return median(Fork::backpropSeconds);
    }

    double numericalSeconds() {
        return median(Fork::numericalSeconds);
    }

    double ratio() {
        return median(Fork::ratio);
    }

    double leastRatio() {
        return ratios().min().orElseThrow();
    }

    double greatestRatio() {
        return ratios().max().orElseThrow();
    }

    /** The 95 % interval of the ratio. */
    Interval interval() {
        return Interval.of(this::resampledRatio);
    }

    /** The ratio of as many JVMs of each side, drawn with replacement. */
    double resampledRatio(Rng rng) {
        return resampled(differences, rng) * net().parameters() / resampled(backpropagation, rng);
    }

    private static double resampled(List<Timing> timings, Rng rng) {
        double[] drawn = timings.stream()
                .mapToDouble(any -> timings.get(rng.nextInt(timings.size())).steadySeconds())
                .toArray();
        return StatUtils.percentile(drawn, 50);
    }

    private DoubleStream ratios() {
        return forks().stream().mapToDouble(Fork::ratio);
    }

    /** The number of losses that take as long as one backpropagation. */
    double backpropInLosses() {
        return 2.0 * net().parameters() / ratio();
    }

    /** The same by multiply-adds. */
    double predictedInLosses() {
        return 2.0 * net().parameters() / net().predictedRatio();
    }

    /** The median over forks; NaN if one is NaN. */
    private double median(ToDoubleFunction<Fork> value) {
        double[] values = forks().stream().mapToDouble(value).toArray();
        return Double.isNaN(StatUtils.sum(values)) ? Double.NaN : StatUtils.percentile(values, 50);
    }
}
