package io.katsuo.layers;

/**
 * How the losses of samples become the loss of a batch. Those of the samples themselves are in {@link
 * LossLayer#sampleLosses}.
 *
 * @since 0.1
 */
public enum Reduction {
    /** Their weighted sum divided by the sum of the weights. */
    MEAN,
    /** Their weighted sum. */
    SUM
}
