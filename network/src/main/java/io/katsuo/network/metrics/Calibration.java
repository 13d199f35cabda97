package io.katsuo.network.metrics;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The calibration of a classifier: whether its accuracy equals its confidence. Samples are grouped into M bins of equal
 * width by their confidence, the largest probability: bin m holds those from (m - 1)/M, exclusive, to m/M (Guo et al.,
 * On Calibration of Modern Neural Networks, ICML 2017, section 2). For a well calibrated classifier the accuracy of
 * each bin equals its mean confidence.
 *
 * @param bins the bins in ascending order of confidence
 * @param unanswered the number of samples with NaN among their probabilities; they are in no bin
 */
public record Calibration(List<Bin> bins, int samples, int unanswered) {
    /**
     * The samples of similar confidence.
     *
     * @param confidence their mean confidence; NaN if there are none
     * @param accuracy the share of correct predictions; NaN if there are none
     */
    public record Bin(int count, double confidence, double accuracy) {}

    /** Copies the list. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Measures the calibration.
     *
     * @param probabilities [N, C]: the softmax of scores, not the scores themselves
     * @param bins M, at least 1; 10 and 15 are usual
     * @throws IllegalArgumentException if a probability is not from 0 to 1, or the targets do not fit
     */
    public static Calibration of(Tensor probabilities, Targets t, int bins) {
        ConfusionMatrix.checkMatrix("calibration", probabilities);
        t.check("calibration", probabilities.shape());
        if (bins < 1) {
            throw new IllegalArgumentException("calibration: at least 1 bin needed: " + bins);
        }
        int[] counts = new int[bins];
        int[] hits = new int[bins];
        double[] sums = new double[bins];
        int unanswered = 0;
        for (int i = 0; i < probabilities.dim(0); i++) {
            int answer = ConfusionMatrix.answer(probabilities, i);
            if (answer == ConfusionMatrix.NO_ANSWER) {
                unanswered++;
                continue;
            }
            double confidence = probabilities.get(i, answer);
            // Rounding may lift a softmax a little above 1.
            if (confidence < 0 || confidence > 1 + 1e-6) {
                throw new IllegalArgumentException("calibration: not a probability: " + confidence + " at [" + i + ", "
                        + answer + "] of " + probabilities.shape() + "; take the softmax of scores");
            }
            int bin = Math.clamp((long) Math.ceil(confidence * bins) - 1, 0, bins - 1);
            counts[bin]++;
            sums[bin] += confidence;
            hits[bin] += answer == t.label(i) ? 1 : 0;
        }
        Bin[] all = new Bin[bins];
        Arrays.setAll(all, m -> new Bin(counts[m], sums[m] / counts[m], (double) hits[m] / counts[m]));
        return new Calibration(List.of(all), probabilities.dim(0), unanswered);
    }

    /**
     * {@return the expected calibration error, 0 … 1: the mean of |accuracy - confidence| of the samples' bins; NaN
     * without prediction}
     */
    public double error() {
        double sum = 0;
        for (Bin bin : bins) {
            sum += bin.count() == 0 ? 0 : bin.count() * Math.abs(bin.accuracy() - bin.confidence());
        }
        return unanswered > 0 ? Double.NaN : sum / samples;
    }

    /** The bins that contain samples, one per line, and the error. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("confidence   samples      mean  accuracy\n");
        for (int m = 0; m < bins.size(); m++) {
            Bin bin = bins.get(m);
            if (bin.count() > 0) {
                text.append(String.format(
                        Locale.ROOT,
                        "%.2f - %.2f %,9d %7.2f %% %7.2f %%\n",
                        (double) m / bins.size(),
                        (m + 1.0) / bins.size(),
                        bin.count(),
                        100 * bin.confidence(),
                        100 * bin.accuracy()));
            }
        }
        return text + String.format(Locale.ROOT, "expected calibration error %.4f", error());
    }
}
