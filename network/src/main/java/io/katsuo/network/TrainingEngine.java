package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import java.util.function.Supplier;

/**
 * Holds the samples of a {@link Trainer} and computes on them, in this process or in others. The trainer draws the
 * batches, updates the parameters with its optimizer, and keeps losses, reports and checkpoints.
 *
 * <p>Concurrent use: one thread.
 */
public interface TrainingEngine {
    /** The shape of all training samples: [N, …]. */
    Shape samples();

    /**
     * Called when a run begins.
     *
     * @param plan how batches are split
     * @param batches gives the numbers of the samples of one batch after another; an array is valid until the next call
     * @param remaining the largest number of steps that the run will take
     * @param epoch the number of batches in an epoch
     */
    void start(BlockPlan plan, Supplier<int[]> batches, int remaining, int epoch);

    /**
     * Computes the next batch: writes the gradients of the network's parameters, updates the state of its layers, and
     * returns the loss of the batch before the update.
     */
    double gradients(int step);

    /** The recorded loss of the batch, called after the update; by default the loss before the update, {@code loss}. */
    default double loss(double loss) {
        return loss;
    }

    /**
     * The place of the first non-finite value of the last batch, as {@link BlockGradients#nonFinite}; null if nowhere.
     */
    String nonFinite();

    /** The accuracy on all training samples; NaN if the network is no {@link Classifier}. */
    double trainAccuracy();

    /** The accuracy on test samples of the engine's own; NaN if there are none. */
    double testAccuracy();

    /** The share of the most frequent class of the training samples. */
    double mostFrequent();
}
