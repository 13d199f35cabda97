package io.katsuo.mnist.report;

import io.katsuo.network.metrics.ConfusionMatrix;
import java.util.Locale;

/** A confusion matrix as a table whose cells are tinted by their share of the row. */
final class ConfusionTable {
    private ConfusionTable() {}

    static void write(Html html, ConfusionMatrix matrix) {
        html.leaf("h2", "Which digit was taken for which");
        html.leaf(
                "p",
                "A row for each digit, a column for each answer; recall, precision and F1 in percent.",
                "class",
                "note");
        html.begin("div", "class", "wide").begin("table", "class", "confusion");
        html.begin("tr").leaf("th", "");
        for (int k = 0; k < matrix.classes(); k++) {
            html.leaf("th", "" + k, "scope", "col");
        }
        html.leaf("th", "recall", "scope", "col").end();
        for (int i = 0; i < matrix.classes(); i++) {
            html.begin("tr").leaf("th", "" + i, "scope", "row");
            for (int k = 0; k < matrix.classes(); k++) {
                cell(html, matrix, i, k);
            }
            html.leaf("td", percent(matrix.recall(i))).end();
        }
        html.begin("tr").leaf("th", "prec.", "scope", "row");
        for (int k = 0; k < matrix.classes(); k++) {
            html.leaf("td", percent(matrix.precision(k)));
        }
        html.leaf("td", "").end().begin("tr").leaf("th", "F1", "scope", "row");
        for (int k = 0; k < matrix.classes(); k++) {
            html.leaf("td", percent(matrix.f1(k)));
        }
        html.leaf("td", "").end().end().end();
        if (matrix.unanswered() > 0) {
            html.leaf("p", "Of " + matrix.unanswered() + " images a score is NaN; they are in no column.");
        }
    }

    private static void cell(Html html, ConfusionMatrix matrix, int actual, int predicted) {
        int count = matrix.count(actual, predicted);
        if (count == 0) {
            html.leaf("td", "·", "class", "zero");
            return;
        }
        boolean hit = actual == predicted;
        // A mistake of one image in a hundred is to be seen: the square root lifts small shares.
        double tint = Math.sqrt((double) count / Math.max(1, matrix.support(actual))) * (hit ? 0.35 : 0.55);
        html.leaf(
                "td",
                "" + count,
                "class",
                hit ? "hit" : "miss",
                "style",
                String.format(Locale.ROOT, "background:rgba(var(--%s),%.2f)", hit ? "good" : "bad", tint),
                "title",
                actual + " taken for " + predicted + ": " + count);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
