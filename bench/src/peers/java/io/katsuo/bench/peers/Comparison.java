package io.katsuo.bench.peers;

import io.katsuo.bench.peers.trial.Slices;
import io.katsuo.bench.peers.trial.Times;
import io.katsuo.bench.peers.trial.Trial;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The figures of one trial: for each JVM the median over its rounds, of these the median over the JVMs. Systems of one
 * round ran within a fraction of a second, so ratios are taken within rounds. What counts are the rounds in which the
 * machine had its best peak; the others show what a neighbour on the same cores costs.
 */
final class Comparison {
    final Trial trial;
    final List<String> systems;
    private final List<Times> forks;
    final double bestPeak;

    /**
     * The figures of a trial.
     *
     * @param systems who took part, Katsuo first
     * @param forks one entry a JVM
     * @param bestPeak the best peak of the whole run
     */
    Comparison(Trial trial, List<String> systems, List<Times> forks, double bestPeak) {
        this.trial = trial;
        this.systems = systems;
        this.forks = forks;
        this.bestPeak = bestPeak;
    }

    /** Whether there was a round on the undisturbed machine; if not, all rounds count. */
    boolean hasUndisturbed() {
        return share() > 0;
    }

    /** The share of the rounds that ran undisturbed. */
    double share() {
        return forks.stream()
                .flatMapToDouble(times -> Arrays.stream(times.peaks()))
                .map(peak -> undisturbed(peak) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private boolean undisturbed(double peak) {
        return peak >= Slices.UNDISTURBED * bestPeak;
    }

    /** Microseconds of a run. */
    double micros(String system) {
        return median(times -> round -> times.micros().get(system)[round], true);
    }

    double gflops(String system) {
        return trial.operations() / micros(system) / 1000;
    }

    /** The share of the peak of the same round, in per cent. */
    double percentOfPeak(String system) {
        return median(
                times -> round ->
                        trial.operations() / times.micros().get(system)[round] / 10 / times.peaks()[round],
                true);
    }

    /** How many times as fast as the other system Katsuo is. */
    double ratio(String system) {
        return median(times -> ratios(times, system), true);
    }

    /** The same over the disturbed rounds; NaN if there were none. */
    double disturbedRatio(String system) {
        return median(times -> ratios(times, system), false);
    }

    private static IntToDoubleFunction ratios(Times times, String system) {
        return round -> times.micros().get(system)[round] / times.micros().get(Trial.KATSUO)[round];
    }

    /** Within one JVM. */
    private interface Figure {
        IntToDoubleFunction of(Times times);
    }

    private double median(Figure figure, boolean wanted) {
        boolean all = wanted && !hasUndisturbed();
        return median(forks.stream()
                .mapToDouble(times -> {
                    IntPredicate chosen = round -> all || undisturbed(times.peaks()[round]) == wanted;
                    return median(IntStream.range(0, times.peaks().length)
                            .filter(chosen)
                            .mapToDouble(figure.of(times))
                            .toArray());
                })
                .filter(value -> !Double.isNaN(value))
                .toArray());
    }

    /** The geometric mean of the ratios over the comparisons in which this system took part. */
    static double meanRatio(List<Comparison> comparisons, String system) {
        return Math.exp(comparisons.stream()
                .filter(comparison -> comparison.systems.contains(system))
                .mapToDouble(comparison -> Math.log(comparison.ratio(system)))
                .average()
                .orElse(Double.NaN));
    }

    /** NaN of nothing. */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
