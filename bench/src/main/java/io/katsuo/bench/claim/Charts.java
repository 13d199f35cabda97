package io.katsuo.bench.claim;

import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import io.katsuo.graph.svg.Scale;
import io.katsuo.graph.svg.Series;
import io.katsuo.graph.svg.Series.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The plots. */
final class Charts {
    private static final String PARAMETERS = "parameters (logarithmic)";

    private Charts() {}

    static LineChart times(Findings findings) {
        List<Series> series = new ArrayList<>();
        for (int batch : findings.batches()) {
            List<Result> law = findings.law(batch);
            series.add(series("backprop, N=" + batch, law, Result::backpropSeconds));
            series.add(series("numerical, N=" + batch, law, Result::numericalSeconds));
        }
        return new LineChart(
                "Time of one gradient",
                "float32, the same kernels on both sides; N images",
                PARAMETERS,
                Scale.LOG,
                List.of(new Panel("seconds", Scale.LOG, 300, series)));
    }

    static LineChart ratios(Findings findings) {
        List<Series> series = new ArrayList<>();
        List<Integer> batches = findings.batches();
        for (int batch : batches) {
            series.add(series("measured, N=" + batch, findings.law(batch), Result::measuredRatio));
        }
        series.add(series("predicted", findings.law(batches.getFirst()), Result::predictedRatio));
        return new LineChart(
                "Ratio of the times of numerical differentiation and backpropagation",
                "numerical / backprop; predicted from the multiply-adds of both; N images",
                PARAMETERS,
                Scale.LOG,
                List.of(new Panel("ratio (logarithmic)", Scale.LOG, 300, series)));
    }

    private static Series series(String name, List<Result> law, ToDoubleFunction<Result> value) {
        return new Series(
                name,
                law.stream().mapToDouble(Result::parameters).toArray(),
                law.stream().mapToDouble(value).toArray(),
                Style.MARKED);
    }
}
