package io.katsuo.bench.claim;

import java.util.List;
import java.util.Locale;

/** Figures as text, and the rows of the table. */
final class Figures {
    /** The column heads of {@link #row}. */
    static final List<String> COLUMNS = List.of(
            "net",
            "images",
            "parameters",
            "backprop",
            "numerical",
            "ratio",
            "95 % interval",
            "predicted",
            "in losses",
            "losses run");

    /** Explains the columns. */
    static final String LEGEND =
            "backprop, numerical: the time of one gradient, medians over forks. ratio: numerical / backprop, median."
                    + " 95 % interval: by the bootstrap, which draws the JVMs of the two times apart; so it can be wider than"
                    + " the range of the pairs' ratios."
                    + " in losses: the number of losses that take as long as one backprop (in brackets: by"
                    + " multiply-adds).";

    private Figures() {}

    static List<String> row(Result result) {
        return List.of(
                result.net().toString(),
                Integer.toString(result.of().batch()),
                grouped(result.net().parameters()),
                duration(result.backpropSeconds()),
                duration(result.numericalSeconds()),
                grouped(result.ratio()),
                interval(result.interval()),
                grouped(result.net().predictedRatio()),
                number("%.2f", result.backpropInLosses()) + number(" (%.2f)", result.predictedInLosses()),
                grouped(result.evaluations()) + (result.sampled() ? ", sampled" : ", all"));
    }

    /** A table's heading for the rows of a way. */
    static String heading(Result result) {
        return (result.of().isClaim() ? "" : "context: ") + result.of().way().title;
    }

    static String number(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }

    private static String interval(Interval interval) {
        return Double.isNaN(interval.low()) ? "-" : grouped(interval.low()) + "–" + grouped(interval.high());
    }

    static String grouped(double value) {
        return number("%,.0f", value);
    }

    /** Three digits and a unit. */
    static String duration(double seconds) {
        if (Double.isNaN(seconds)) {
            return "-";
        }
        double scale = seconds >= 1 ? 1 : seconds >= 1e-3 ? 1e3 : 1e6;
        double value = seconds * scale;
        String format = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return number(format, value) + (scale == 1 ? " s" : scale == 1e3 ? " ms" : " µs");
    }
}
