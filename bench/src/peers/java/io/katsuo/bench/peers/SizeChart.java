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
import java.util.regex.Pattern;

/** The speed of square products over their size, beside the machine's limit. */
final class SizeChart {
    private static final Pattern SQUARE = Pattern.compile("sq(\\d+)");
    private static final int HEIGHT = 320;

    private SizeChart() {}

    /**
     * Draws it.
     *
     * @throws IllegalStateException if no square products were timed
     */
    static LineChart of(PeersReport report) {
        List<Comparison> squares = report.comparisons().stream()
                .filter(comparison -> SQUARE.matcher(comparison.trial.name()).matches())
                .sorted(Comparator.comparingDouble(SizeChart::size))
                .toList();
        if (squares.isEmpty()) {
            throw new IllegalStateException("no square products were timed: there is nothing to draw");
        }
        double[] sizes = squares.stream().mapToDouble(SizeChart::size).toArray();
        List<Series> series = new ArrayList<>();
        for (String system : squares.getFirst().systems) {
            double[] gflops = squares.stream()
                    .mapToDouble(comparison -> comparison.gflops(system))
                    .toArray();
            series.add(new Series(system, sizes, gflops, Series.Style.MARKED));
        }
        double[] limit = squares.stream()
                .mapToDouble(comparison ->
                        100 * comparison.gflops(Trial.KATSUO) / comparison.percentOfPeak(Trial.KATSUO))
                .toArray();
        series.add(new Series("multiply-add limit", sizes, limit, Series.Style.MARKED));
        int threads = report.options().threads();
        return new LineChart(
                "Products of square matrices, " + (threads == 1 ? "one thread" : threads + " threads"),
                Backend.describe(),
                "rows and columns",
                Scale.LOG,
                List.of(new Panel("GFLOP/s", Scale.LINEAR, HEIGHT, series)));
    }

    private static double size(Comparison comparison) {
        return Double.parseDouble(comparison.trial.name().substring(2));
    }
}
