package io.katsuo.bench.peers;

import io.katsuo.bench.peers.trial.Slices;
import io.katsuo.bench.peers.trial.Slices.Times;
import io.katsuo.bench.peers.trial.Trial;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * The figures of one trial: for each JVM the median over its rounds, and over the JVMs the median of these. The systems of one
 * round ran within a fraction of a second, so ratios are taken within rounds. The rounds in which the machine had its best peak
 * count; the others show the effect of another guest on the same cores.
 *
 * @param systems the systems that took part, Katsuo first
 * @param forks one entry for each JVM
 * @param bestPeak the best peak of the whole run
 */
record Comparison(Trial trial, List<String> systems, List<Times> forks, double bestPeak) {
    /** A figure of each round of one JVM. */
    private interface Figure {
        IntToDoubleFunction of(Times times);
    }

    /** The share of the rounds that ran undisturbed; if it is 0, all rounds count. */
    double share() {
        return forks.stream()
                .flatMap(times -> times.peaks().stream())
                .mapToDouble(peak -> undisturbed(peak) ? 1 : 0)
                .average()
                .orElse(0);
    }

    private boolean undisturbed(double peak) {
        return peak >= Slices.UNDISTURBED * bestPeak;
    }

    /** Microseconds of a run. */
    double micros(String system) {
        return median(times -> times.micros().get(system)::get, true);
    }

    double gflops(String system) {
        return trial.operations() / micros(system) / 1000;
    }

    /** The share of the peak of the same round, in per cent. */
    double percentOfPeak(String system) {
        return median(
                times -> round -> trial.operations()
                        / times.micros().get(system).get(round)
                        / 10
                        / times.peaks().get(round),
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
        return round -> times.micros().get(system).get(round)
                / times.micros().get(Trial.KATSUO).get(round);
    }

    /** The median over JVMs of the medians over the undisturbed or the disturbed rounds. NaN if there are none. */
    private double median(Figure figure, boolean wanted) {
        boolean all = wanted && share() == 0;
        return StatUtils.percentile(
                forks.stream()
                        .mapToDouble(times -> StatUtils.percentile(
                                IntStream.range(0, times.peaks().size())
                                        .filter(round -> all
                                                || undisturbed(times.peaks().get(round)) == wanted)
                                        .mapToDouble(figure.of(times))
                                        .toArray(),
                                50))
                        .filter(value -> !Double.isNaN(value))
                        .toArray(),
                50);
    }

    /** The geometric mean of the ratios over the comparisons in which this system took part. */
    static double meanRatio(List<Comparison> comparisons, String system) {
        return StatUtils.geometricMean(comparisons.stream()
                .filter(comparison -> comparison.systems.contains(system))
                .mapToDouble(comparison -> comparison.ratio(system))
                .toArray());
    }
}
