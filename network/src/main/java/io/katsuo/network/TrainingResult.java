package io.katsuo.network;

import java.util.List;

/**
 * What a {@link Trainer} did.
 *
 * @param losses the loss of each iteration, on its batch after the update
 * @param epochs the reports, the first after iteration 0
 * @param cancelled whether training ended early because it was told to
 * @param trainSeconds time spent on gradients, updates and losses
 * @param evaluateSeconds time spent on accuracies
 * @since 0.1
 */
public record TrainingResult(
        double[] losses, List<EpochReport> epochs, boolean cancelled, double trainSeconds, double evaluateSeconds) {
    /**
     * A result with these parts.
     *
     * @param losses the losses; not copied
     * @param epochs the reports; copied
     * @param cancelled whether training ended early
     * @param trainSeconds time spent training
     * @param evaluateSeconds time spent on accuracies
     */
    public TrainingResult {
        epochs = List.copyOf(epochs);
    }

    /**
     * The number of iterations done.
     *
     * @return the number of losses
     */
    public int iterations() {
        return losses.length;
    }
}
