package io.katsuo.bench.claim;

import java.util.List;
import java.util.Locale;

/** Figures as readers see them. */
final class Figures {
    /** The heads of the columns that {@link #row} fills. */
    static final List<String> COLUMNS = List.of(
            "net",
            "images",
            "parameters",
            "backprop",
            "numerical",
            "ratio",
            "over forks",
            "predicted",
            "in losses",
            "losses run");

    private Figures() {}

    /** A result, by columns. */
    static List<String> row(Result result) {
        double predicted = result.predictedRatio();
        return List.of(
                result.of().net().toString(),
                Integer.toString(result.of().batch()),
                grouped(result.parameters()),
                duration(result.backpropSeconds()),
                duration(result.numericalSeconds()),
                grouped(result.measuredRatio()),
                grouped(result.leastRatio()) + "–" + grouped(result.greatestRatio()),
                Double.isNaN(predicted) ? "-" : grouped(predicted),
                Double.isNaN(predicted)
                        ? "-"
                        : String.format(
                                Locale.ROOT, "%.2f (%.2f)", result.backpropInLosses(), result.predictedInLosses()),
                result.sampled()
                        ? grouped(result.evaluations()) + ", sampled"
                        : grouped(result.evaluations()) + ", all");
    }

    static String grouped(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** Three digits and a unit. */
    static String duration(double seconds) {
        if (seconds >= 1) {
            return significant(seconds) + " s";
        }
        return seconds >= 1e-3 ? significant(seconds * 1e3) + " ms" : significant(seconds * 1e6) + " µs";
    }

    private static String significant(double value) {
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
