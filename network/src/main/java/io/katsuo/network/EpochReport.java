package io.katsuo.network;

import java.util.Locale;

/**
 * The state of training, once per epoch by default. Accuracies are NaN for a network that is no classifier, and figures
 * about missing samples are NaN.
 *
 * @param epoch the number of the report, from 0
 * @param iteration the iteration before the report, from 0
 * @param loss the loss on that iteration's batch after the update
 */
public record EpochReport(
        int epoch,
        int iteration,
        double loss,
        double trainAccuracy,
        double testAccuracy,
        double validationLoss,
        double validationAccuracy) {

    /**
     * Such as {@code iteration 1,800: loss 0.1234, accuracy 0.9712, on test samples 0.9650}; without figures that are
     * NaN.
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(
                iteration < 0
                        ? "no iteration"
                        : String.format(Locale.ROOT, "iteration %,d: loss %.4g", iteration, loss));
        append(text, "accuracy", trainAccuracy);
        append(text, "on test samples", testAccuracy);
        append(text, "validation loss", validationLoss);
        append(text, "validation accuracy", validationAccuracy);
        return text.toString();
    }

    private static void append(StringBuilder text, String what, double value) {
        if (!Double.isNaN(value)) {
            text.append(String.format(Locale.ROOT, ", %s %.4f", what, value));
        }
    }
}
