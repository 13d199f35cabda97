package io.katsuo.network;

import java.util.List;
import java.util.Locale;

/**
 * The result of a {@link Trainer}.
 *
 * @param losses the loss of each iteration, on its batch after the update; not copied
 * @param epochs the reports, the first after iteration 0; copied
 * @param finalReport the report on the final network: after the last iteration or, with early stopping, the best of the
 *     reports; its iteration is -1 if there was none
 * @param warning why the network seems to have learned nothing, or why it was not trained, and what may help; else
 *     empty
 * @param cancelled whether training was cancelled before its last iteration
 * @param trainSeconds time spent on gradients, updates and losses
 * @param evaluateSeconds time spent on reports
 */
public record TrainingResult(
        double[] losses,
        List<EpochReport> epochs,
        EpochReport finalReport,
        String warning,
        boolean cancelled,
        double trainSeconds,
        double evaluateSeconds) {
    /** A result with these parts. */
    public TrainingResult {
        epochs = List.copyOf(epochs);
    }

    /** The number of iterations done. */
    public int iterations() {
        return losses.length;
    }

    /** Such as {@code 600 iterations in 1.2 s; network after iteration 599: loss 0.2870, accuracy 0.9190}. */
    @Override
    public String toString() {
        return String.format(
                        Locale.ROOT,
                        "%,d %s in %.3g s",
                        iterations(),
                        iterations() == 1 ? "iteration" : "iterations",
                        trainSeconds)
                + (cancelled ? ", cancelled" : "")
                + "; network after " + finalReport
                + (warning.isEmpty() ? "" : "; " + warning);
    }
}
