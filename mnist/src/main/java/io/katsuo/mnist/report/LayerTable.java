package io.katsuo.mnist.report;

import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.LayerStatistics;
import io.katsuo.network.Network;
import java.util.List;
import java.util.Locale;

/** The outputs and gradients of the layers, and the values and gradients of the parameters, in numbers. */
final class LayerTable {
    /** More images would change the figures little. */
    private static final int IMAGES = 500;

    private LayerTable() {}

    static void write(Html html, Network network, LabelledImages images) {
        LabelledImages few = images.first(Math.min(IMAGES, images.count()));
        LayerStatistics statistics = LayerStatistics.of(network, few.images(), few.targets());
        html.leaf("h2", "What goes through the layers");
        html.leaf(
                "p",
                "In one pass forward and backward of " + few.count()
                        + " test images, with the layers as they train: mean,"
                        + " standard deviation, share of zeros and norm.",
                "class",
                "note");
        table(html, "layer", "output", statistics.layers());
        table(html, "parameter", "value", statistics.parameters());
    }

    private static void table(Html html, String first, String what, List<LayerStatistics.Entry> entries) {
        html.begin("div", "class", "wide").begin("table", "class", "layers").begin("tr");
        for (String head : List.of(first, what, "std", "zeros", "norm", "gradient", "std", "zeros", "norm")) {
            html.leaf("th", head, "scope", "col");
        }
        html.end();
        for (LayerStatistics.Entry entry : entries) {
            html.begin("tr").leaf("th", entry.name(), "scope", "row");
            for (LayerStatistics.Moments m : List.of(entry.value(), entry.gradient())) {
                html.leaf("td", number(m.mean())).leaf("td", number(m.std()));
                html.leaf("td", Math.round(100 * m.zeros()) + " %").leaf("td", number(m.norm()));
            }
            html.end();
        }
        html.end().end();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
