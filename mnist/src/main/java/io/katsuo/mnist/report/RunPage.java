package io.katsuo.mnist.report;

import io.katsuo.graph.svg.LineChart;
import io.katsuo.network.Network;
import java.util.Locale;
import java.util.SequencedMap;

/**
 * The page of a training run, {@code report.html}: one file that needs nothing else, for screens and phones, light and dark.
 *
 * @param title what was trained on what
 * @param warning what is wrong with the run; empty if nothing is
 * @param chart loss and accuracy over the iterations
 * @param trainAccuracy on all training images, at the end
 * @param evaluation on the test images, at the end
 * @param times how long the parts of the run took, by name
 * @param facts the options, the machine and the data, by name
 * @param command the command that repeats the run
 */
public record RunPage(
        String title,
        String warning,
        LineChart chart,
        double trainAccuracy,
        Evaluation evaluation,
        Network network,
        SequencedMap<String, String> times,
        SequencedMap<String, String> facts,
        String command) {
    /** The text of the page. */
    public String html() {
        Html html = new Html().begin("html", "lang", "en").begin("head");
        html.empty("meta", "charset", "utf-8");
        html.empty("meta", "name", "viewport", "content", "width=device-width");
        html.empty("meta", "name", "color-scheme", "content", "light dark");
        html.leaf("title", "Katsuo: " + title).style(Style.CSS).end();
        html.begin("body").leaf("h1", title);
        if (!warning.isEmpty()) {
            html.leaf("p", "Warning: " + warning, "class", "warning");
        }
        figures(html);
        Curves.write(html, chart);
        ConfusionTable.write(html, evaluation.confusion());
        MistakeImages.write(html, evaluation);
        WeightImages.write(html, network, evaluation.images());
        LayerTable.write(html, network, evaluation.images());
        html.leaf("h2", "Time");
        table(html, times);
        html.leaf("h2", "The run");
        table(html, facts);
        html.leaf("h2", "How to repeat it");
        html.leaf("pre", command);
        html.leaf(
                "p",
                "The same command on the same data ends with the same parameters, bit for bit, on any number of"
                        + " threads.");
        return html.end().end().toString();
    }

    private void figures(Html html) {
        html.begin("dl", "class", "figures");
        figure(html, "accuracy on test images", percent(evaluation.confusion().accuracy()));
        figure(html, "on training images", percent(trainAccuracy));
        figure(html, "digit among the top three", percent(evaluation.topThree()));
        figure(html, "loss on test images", number(evaluation.loss()));
        figure(html, "calibration error", number(evaluation.calibration().error()));
        html.end();
    }

    private static void figure(Html html, String name, String value) {
        html.begin("div").leaf("dt", name).leaf("dd", value).end();
    }

    private static void table(Html html, SequencedMap<String, String> rows) {
        html.begin("table", "class", "facts");
        rows.forEach((name, value) -> html.begin("tr")
                .leaf("th", name, "scope", "row")
                .leaf("td", value)
                .end());
        html.end();
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "NaN" : String.format(Locale.ROOT, "%.4f", value);
    }
}
