package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import java.util.function.Supplier;

/**
 * Where the samples of a {@link Trainer} are and who computes on them: this process, or others. The trainer draws the
 * batches, steps with its optimizer, and keeps losses, reports and checkpoints.
 *
 * <p>Concurrent use: one thread.
 *
 * @since 0.1
 */
public interface TrainingEngine {
    /** The shape of all training samples: [N, …]. */
    Shape samples();

    /**
     * A run begins.
     *
     * @param plan how batches are cut
     * @param batches gives the numbers of the samples of one batch after another; an array is valid until the next call
     * @param remaining how many steps the run will take at most
     * @param epoch how many batches make an epoch
     */
    void start(BlockPlan plan, Supplier<int[]> batches, int remaining, int epoch);

    /**
     * Computes on the next batch; leaves the derivatives in the gradients of the network's parameters, and updates the
     * state of its layers.
     *
     * @param step the number of the step
     * @return the loss of the batch before the update
     */
    double gradients(int step);

    /** The loss of the batch that a run keeps, asked for after the update; by default the one before it, {@code loss}. */
    default double loss(double loss) {
        return loss;
    }

    /** Where the first non-finite value of the last batch arises, as {@link BlockGradients#nonFinite}; null if nowhere. */
    String nonFinite();

    /** The accuracy on all training samples; NaN if the network is no {@link Classifier}. */
    double trainAccuracy();

    /** The accuracy on test samples of the engine's own; NaN if there are none. */
    double testAccuracy();

    /** The share of the most frequent class of the training samples. */
    double mostFrequent();
}
