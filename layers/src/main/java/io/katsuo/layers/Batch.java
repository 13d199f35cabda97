package io.katsuo.layers;

/**
 * Describes the samples that a layer processes. A network splits a batch by samples and runs its layers on the parts on
 * different threads, so a layer whose result depends on the index of a sample must know where its part begins.
 */
public interface Batch {
    /** Whether this is a training step. False for predictions, losses and accuracies. */
    boolean training();

    /** The number of the training step, from 0; 0 for a layer that is used alone. */
    long step();

    /** The number of the first sample of this part within the batch. */
    int first();

    /** The number of samples of the whole batch. */
    int samples();
}
