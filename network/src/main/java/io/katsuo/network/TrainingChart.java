package io.katsuo.network;

import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import io.katsuo.graph.svg.Scale;
import io.katsuo.graph.svg.Series;
import io.katsuo.graph.svg.Series.Style;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * A chart of a training run: the loss of every batch, and below it, if accuracies were measured, the accuracy on the
 * training and the test samples at each epoch.
 */
public final class TrainingChart {
    private static final int LAST_LOSSES = 100;

    private TrainingChart() {}

    /**
     * Draws a training.
     *
     * @param title what was trained
     */
    public static LineChart of(TrainingResult result, String title, String subtitle) {
        return of(result, Double.NaN, Double.NaN, title, subtitle);
    }

    /**
     * Draws a training and the accuracies after it.
     *
     * @param trainAccuracy on the training samples after the last step; NaN if it was not measured
     * @param testAccuracy on the test samples after the last step; NaN if it was not measured
     */
    public static LineChart of(
            TrainingResult result, double trainAccuracy, double testAccuracy, String title, String subtitle) {
        List<Panel> panels = new ArrayList<>();
        panels.add(losses(result.losses()));
        List<Series> accuracies = new ArrayList<>();
        accuracy("train", EpochReport::trainAccuracy, trainAccuracy, result, accuracies);
        accuracy("test", EpochReport::testAccuracy, testAccuracy, result, accuracies);
        if (!accuracies.isEmpty()) {
            panels.add(new Panel("accuracy over all samples", Scale.ACCURACY, 200, accuracies));
        }
        return new LineChart(title, subtitle, "iteration", panels);
    }

    private static Panel losses(double[] losses) {
        double[] iterations = new double[losses.length];
        Arrays.setAll(iterations, i -> i);
        double last = Arrays.stream(losses, Math.max(0, losses.length - LAST_LOSSES), losses.length)
                .average()
                .orElse(Double.NaN);
        String name = String.format(Locale.ROOT, "loss, at last %.4f", last);
        return new Panel(
                "training loss of each batch (band), and its mean over 1 % of the iterations",
                Scale.LOG, 220, List.of(new Series(name, iterations, losses, Style.NOISY)));
    }

    /** Adds a line through the accuracies that were measured, if there are any. */
    private static void accuracy(
            String name,
            ToDoubleFunction<EpochReport> accuracy,
            double atEnd,
            TrainingResult result,
            List<Series> lines) {
        List<double[]> points = new ArrayList<>();
        for (EpochReport epoch : result.epochs()) {
            points.add(new double[] {epoch.iteration(), accuracy.applyAsDouble(epoch)});
        }
        points.add(new double[] {result.iterations(), atEnd});
        points.removeIf(point -> Double.isNaN(point[1]));
        if (!points.isEmpty()) {
            lines.add(new Series(
                    String.format(Locale.ROOT, "%s %.2f %%", name, 100 * points.getLast()[1]),
                    points.stream().mapToDouble(point -> point[0]).toArray(),
                    points.stream().mapToDouble(point -> point[1]).toArray(),
                    Style.MARKED));
        }
    }
}
