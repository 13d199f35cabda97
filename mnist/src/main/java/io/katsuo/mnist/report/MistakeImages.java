package io.katsuo.mnist.report;

import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.metrics.ConfusionMatrix;
import java.util.Locale;

/** The worst mistakes: each image with the probabilities that the network gives to the ten digits. */
final class MistakeImages {
    private static final int SHOWN = 24;
    private static final int BAR_HEIGHT = 32;
    private static final int BAR_STEP = 12;

    private MistakeImages() {}

    static void write(Html html, Evaluation evaluation) {
        html.leaf("h2", "The worst mistakes");
        html.leaf(
                "p",
                String.format(
                                Locale.ROOT,
                                "%,d of %,d test images were not recognized. ",
                                evaluation.mistakes().size(),
                                evaluation.images().count())
                        + (evaluation.mistakes().isEmpty()
                                ? ""
                                : "Those of greatest loss, with the probability of each digit."),
                "class",
                "note");
        html.begin("div", "class", "grid");
        for (Evaluation.Mistake mistake : evaluation.worst(SHOWN)) {
            html.begin("figure");
            html.empty(
                    "img",
                    "class",
                    "digit",
                    "alt",
                    mistake.toString(),
                    "src",
                    image(evaluation.images(), mistake.image()));
            scores(html, evaluation, mistake);
            boolean answered = mistake.answer() != ConfusionMatrix.NO_ANSWER;
            html.begin("figcaption")
                    .leaf("b", mistake.digit() + (answered ? ", taken for " + mistake.answer() : ", no answer"))
                    .text(
                            answered
                                    ? Evaluation.percent(mistake.confidence()) + ", "
                                            + Evaluation.percent(mistake.probability()) + " for " + mistake.digit()
                                            + "; image " + mistake.image()
                                    : "the scores are NaN; image " + mistake.image())
                    .end()
                    .end();
        }
        html.end();
    }

    private static String image(LabelledImages images, int which) {
        int from = which * images.rows() * images.columns();
        return DataUri.png(images.rows(), images.columns(), at -> images.pixels()[from + at] & 0xFF);
    }

    private static void scores(Html html, Evaluation evaluation, Evaluation.Mistake mistake) {
        html.begin("svg", "class", "scores", "viewBox", "0 0 120 44", "aria-hidden", "true");
        for (int k = 0; k < LabelledImages.CLASSES; k++) {
            float probability = evaluation.probabilities().get(mistake.image(), k);
            double height = Float.isNaN(probability) ? 0 : Math.max(0.5, probability * BAR_HEIGHT);
            html.begin(
                            "rect",
                            "x",
                            k * BAR_STEP + 2,
                            "width",
                            BAR_STEP - 4,
                            "y",
                            BAR_HEIGHT - height,
                            "height",
                            height,
                            "class",
                            k == mistake.digit() ? "right" : "wrong")
                    .end();
            html.leaf("text", "" + k, "x", k * BAR_STEP + BAR_STEP / 2, "y", 43, "text-anchor", "middle");
        }
        html.end();
    }
}
