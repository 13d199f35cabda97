package io.katsuo.bench.peers;

import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.ops.Backend;
import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import io.katsuo.graph.svg.Scale;
import io.katsuo.graph.svg.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The speed of square products over their size, beside the machine's limit. */
final class SizeChart {
    private SizeChart() {}

    /**
     * The chart.
     *
     * @throws IllegalStateException if no square products were timed
     */
    static LineChart of(PeersReport report) {
        List<Comparison> squares = report.comparisons().stream()
                .filter(comparison -> comparison.trial().name().matches("sq\\d+"))
                .sorted(Comparator.comparingDouble(SizeChart::size))
                .toList();
        if (squares.isEmpty()) {
            throw new IllegalStateException("no square products were timed: there is nothing to draw");
        }
        List<Series> series = new ArrayList<>();
        for (String system : squares.getFirst().systems()) {
            series.add(series(system, squares, square -> square.gflops(system)));
        }
        series.add(series(
                "multiply-add limit",
                squares,
                square -> 100 * square.gflops(Trial.KATSUO) / square.percentOfPeak(Trial.KATSUO)));
        int threads = report.options().threads();
        return new LineChart(
                "Products of square matrices, " + (threads == 1 ? "one thread" : threads + " threads"),
                Backend.describe(),
                "rows and columns",
                Scale.LOG,
                List.of(new Panel("GFLOP/s", Scale.LINEAR, 320, series)));
    }

    private static Series series(String name, List<Comparison> squares, ToDoubleFunction<Comparison> gflops) {
        return new Series(
                name,
                squares.stream().mapToDouble(SizeChart::size).toArray(),
                squares.stream().mapToDouble(gflops).toArray(),
                Series.Style.MARKED);
    }

    private static double size(Comparison comparison) {
        return Double.parseDouble(comparison.trial().name().substring(2));
    }
}
