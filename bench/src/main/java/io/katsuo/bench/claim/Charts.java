package io.katsuo.bench.claim;

import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import io.katsuo.graph.svg.Scale;
import io.katsuo.graph.svg.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The plots: times and ratios over the number of parameters, for each batch size. */
final class Charts {
    private Charts() {}

    static LineChart times(Findings findings) {
        List<Series> series = new ArrayList<>();
        for (int batch : findings.batches()) {
            series.add(series("backprop, N=" + batch, findings.law(batch), Result::backpropSeconds));
            series.add(series("numerical, N=" + batch, findings.law(batch), Result::numericalSeconds));
        }
        return chart("Time of one gradient", "float32, the same kernels on both sides; N images", "seconds", series);
    }

    static LineChart ratios(Findings findings) {
        List<Series> series = new ArrayList<>();
        List<Integer> batches = findings.batches();
        for (int batch : batches) {
            series.add(series("measured, N=" + batch, findings.law(batch), Result::ratio));
        }
        series.add(series(
                "predicted", findings.law(batches.getFirst()), r -> r.net().predictedRatio()));
        return chart(
                "Ratio of the times of numerical differentiation and backpropagation",
                "numerical / backprop; predicted from the multiply-adds of both; N images",
                "ratio (logarithmic)",
                series);
    }

    private static LineChart chart(String title, String subtitle, String unit, List<Series> series) {
        return new LineChart(
                title,
                subtitle,
                "parameters (logarithmic)",
                Scale.LOG,
                List.of(new Panel(unit, Scale.LOG, 300, series)));
    }

    private static Series series(String name, List<Result> law, ToDoubleFunction<Result> value) {
        return new Series(
                name,
                law.stream().mapToDouble(r -> r.net().parameters()).toArray(),
                law.stream().mapToDouble(value).toArray(),
                Series.Style.MARKED);
    }
}
