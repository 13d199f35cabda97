package io.katsuo.layers;

/**
 * Which samples of which batch a layer is given. A network cuts a batch by samples and sends the parts through its
 * layers on different threads, so a layer whose result depends on the number of a sample needs to know where its part
 * begins.
 *
 * @since 0.1
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
