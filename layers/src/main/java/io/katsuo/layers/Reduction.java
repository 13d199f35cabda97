package io.katsuo.layers;

/**
 * How the losses of the samples are combined into the loss of a batch. {@link LossLayer#sampleLosses} returns the
 * losses of the samples.
 */
public enum Reduction {
    /** Their weighted sum divided by the sum of the weights. */
    MEAN,
    /** Their weighted sum. */
    SUM
}
