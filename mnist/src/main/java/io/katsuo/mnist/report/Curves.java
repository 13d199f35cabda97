package io.katsuo.mnist.report;

import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import java.util.ArrayList;
import java.util.List;

/** The chart of a run, in a wide and a narrow form. */
final class Curves {
    private static final int WIDE = 900;
    private static final int NARROW = 400;

    private Curves() {}

    static void write(Html html, LineChart chart) {
        html.leaf("h2", "Curves");
        html.leaf(
                "p",
                "The loss of each batch as a band with its running mean; the accuracy on all training and all test"
                        + " images.",
                "class",
                "note");
        LineChart plain = new LineChart("", "", chart.xLabel(), chart.xScale(), withShortLabels(chart.panels()));
        html.begin("picture", "class", "curves");
        html.empty("source", "media", "(max-width: 36rem)", "srcset", DataUri.svg(plain.toSvg(NARROW)));
        html.empty("img", "src", DataUri.svg(plain.toSvg(WIDE)), "alt", chart.title());
        html.end();
    }

    /** The panels with labels that leave room for the legend on a phone. */
    private static List<Panel> withShortLabels(List<Panel> panels) {
        List<Panel> result = new ArrayList<>();
        for (Panel panel : panels) {
            String label = result.isEmpty() ? "loss" : "accuracy";
            result.add(new Panel(label, panel.scale(), panel.height(), panel.series()));
        }
        return result;
    }
}
