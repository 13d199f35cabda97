package io.katsuo.mnist.report;

import static io.katsuo.core.ops.Reductions.softmax;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.mnist.LabelledImages;
import io.katsuo.network.Network;
import io.katsuo.network.metrics.Calibration;
import io.katsuo.network.metrics.ConfusionMatrix;
import io.katsuo.network.metrics.TopK;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a network names the digits of images.
 *
 * @param probabilities the probability of each digit, [N, 10]
 * @param confusion which digit was taken for which
 * @param topThree the share of images whose digit is among the three largest scores
 * @param loss the mean cross-entropy of the images
 * @param calibration whether the network is right as often as it says, in ten bins
 * @param mistakes the images that were not recognized, the one of greatest loss first
 */
public record Evaluation(
        LabelledImages images,
        Tensor probabilities,
        ConfusionMatrix confusion,
        double topThree,
        double loss,
        Calibration calibration,
        List<Mistake> mistakes) {
    private static final int BINS = 10;
    private static final int TOP = 3;
    /** Images that are evaluated at once, so that memory stays small. */
    private static final int BLOCK = 1000;

    /**
     * An image that was not recognized.
     *
     * @param digit what it shows
     * @param answer what the network says; {@link ConfusionMatrix#NO_ANSWER} if a score is NaN
     * @param confidence the probability that the network gives its answer; NaN if a score is
     * @param probability the probability that it gives the right digit
     * @param loss the cross-entropy of the image
     */
    public record Mistake(int image, int digit, int answer, double confidence, double probability, double loss) {
        /** In one line. */
        @Override
        public String toString() {
            return "image " + image + ": " + digit + ", "
                    + (answer == ConfusionMatrix.NO_ANSWER
                            ? "scores are NaN"
                            : "taken for " + answer + " (" + percent(confidence) + "; " + digit + ": "
                                    + percent(probability) + ")");
        }
    }

    /** A share in percent, such as {@code 98.1 %}, {@code < 0.1 %} or {@code > 99.9 %}. */
    static String percent(double share) {
        if (share < 0.001 || share > 0.999) {
            return share < 0.5 ? "< 0.1 %" : "> 99.9 %";
        }
        return Math.round(1000 * share) / 10.0 + " %";
    }

    /** Evaluates a network whose scores, one for each digit, are logarithms of probabilities up to a constant. */
    public static Evaluation of(Network network, LabelledImages images) {
        int classes = LabelledImages.CLASSES;
        Tensor scores = Tensor.zeros(images.count(), classes);
        Tensor block = null;
        for (int from = 0; from < images.count(); from += BLOCK) {
            block = images.block(from, Math.min(images.count(), from + BLOCK), block);
            float[] part = network.predict(block).toArray();
            System.arraycopy(part, 0, scores.array(), from * classes, part.length);
        }
        Targets digits = images.targets();
        Tensor probabilities = softmax(scores);
        double losses = 0;
        List<Mistake> mistakes = new ArrayList<>();
        for (int i = 0; i < images.count(); i++) {
            int digit = images.labels()[i];
            double loss = loss(scores, i, digit);
            losses += loss;
            int answer = ConfusionMatrix.answer(scores, i);
            if (answer != digit) {
                float confidence = answer == ConfusionMatrix.NO_ANSWER ? Float.NaN : probabilities.get(i, answer);
                mistakes.add(new Mistake(i, digit, answer, confidence, probabilities.get(i, digit), loss));
            }
        }
        mistakes.sort(Comparator.comparingDouble(Mistake::loss).reversed());
        return new Evaluation(
                images,
                probabilities,
                ConfusionMatrix.of(scores, digits),
                TopK.accuracy(scores, digits, TOP),
                losses / images.count(),
                Calibration.of(probabilities, digits, BINS),
                List.copyOf(mistakes));
    }

    /** The cross-entropy of a row, in double: log Σ exp(score) - score of the digit. */
    private static double loss(Tensor scores, int row, int digit) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < scores.dim(1); k++) {
            largest = Math.max(largest, scores.get(row, k));
        }
        double sum = 0;
        for (int k = 0; k < scores.dim(1); k++) {
            sum += Math.exp(scores.get(row, k) - largest);
        }
        return largest - scores.get(row, digit) + Math.log(sum);
    }

    /** The first mistakes. */
    public List<Mistake> worst(int count) {
        return mistakes.subList(0, Math.min(count, mistakes.size()));
    }

    /** The share of the most frequent digit: the accuracy of an answer that is always the same. */
    public double mostFrequent() {
        return IntStream.range(0, confusion.classes())
                        .map(confusion::support)
                        .max()
                        .orElseThrow()
                / (double) confusion.samples();
    }
}
