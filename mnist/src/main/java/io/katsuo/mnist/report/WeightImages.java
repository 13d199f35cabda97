package io.katsuo.mnist.report;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.Network;

/** The weights of the first layer as images: what each of its units looks for. */
final class WeightImages {
    private static final int SHOWN = 60;
    private static final int POSITIVE = 0xd9480f00;
    private static final int NEGATIVE = 0x1c7ed600;

    private WeightImages() {}

    /** Writes the images if the first parameter has a weight for each pixel and unit. */
    static void write(Html html, Network network, LabelledImages images) {
        Tensor weights = network.params().firstEntry().getValue();
        int pixels = images.rows() * images.columns();
        if (weights.rank() != 2 || weights.dim(0) != pixels) {
            return;
        }
        int units = weights.dim(1);
        int shown = Math.min(units, SHOWN);
        html.leaf("h2", "The weights of the first layer");
        html.leaf(
                "p",
                (shown < units ? "The first " + shown + " of " + units : "All " + units)
                        + " units. Orange raises a unit's value, blue lowers it; the strongest weight of a unit has"
                        + " the full colour.",
                "class",
                "note");
        html.begin("div", "class", "weights");
        for (int unit = 0; unit < shown; unit++) {
            html.empty(
                    "img",
                    "alt",
                    "weights of unit " + unit,
                    "title",
                    "unit " + unit,
                    "src",
                    image(weights, unit, images));
        }
        html.end();
    }

    private static String image(Tensor weights, int unit, LabelledImages images) {
        double largest = 0;
        for (int i = 0; i < weights.dim(0); i++) {
            largest = Math.max(largest, Math.abs(weights.get(i, unit)));
        }
        double scale = largest > 0 ? 255 / largest : 0;
        return DataUri.png(images.rows(), images.columns(), at -> {
            double weight = weights.get(at, unit);
            return (weight > 0 ? POSITIVE : NEGATIVE) | (int) Math.round(Math.abs(weight) * scale);
        });
    }
}
