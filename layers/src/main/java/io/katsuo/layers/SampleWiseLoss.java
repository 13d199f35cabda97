package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;

/**
 * A loss that is the mean of what each sample loses by itself: the counterpart of {@link SampleWise} among the losses.
 * Samples are numbered within the batch; a part of it begins at the sample {@code first}.
 *
 * @since 0.1
 */
public interface SampleWiseLoss extends LossLayer {
    /**
     * The memory for the output of a batch, which {@link #inferBackward} fills.
     *
     * @param x the scores
     * @param t the targets
     * @return memory owned by this layer, of the scores' shape
     * @throws IllegalArgumentException as {@link #forward}, if the targets do not fit the scores
     */
    Tensor outputFor(Tensor x, Targets t);

    /**
     * The tensor that {@link #backward} would return for these scores, its values not computed.
     *
     * @param x the scores
     * @return memory owned by this layer, of the scores' shape
     */
    Tensor gradientFor(Tensor x);

    /**
     * What each of some samples loses; the mean of all, added up in order, is {@link #lossOf}, bit for bit. Keeps no
     * state, and does not check the targets.
     *
     * @param x the scores of some samples
     * @param t the targets of the whole batch
     * @param first the number of the first of these samples
     * @param losses receives the loss of sample i at index i
     */
    void losses(Tensor x, Targets t, int first, double[] losses);

    /**
     * Output and derivative of some samples, as {@link #forward} and {@code backward(1)} compute them. Keeps no state.
     *
     * @param x the scores of some samples
     * @param t the targets of the whole batch
     * @param first the number of the first of these samples
     * @param samples how many the whole batch has
     * @param y receives the output for {@code x}, of its shape
     * @param dx receives the derivative of the mean loss by {@code x}, of its shape
     */
    void inferBackward(Tensor x, Targets t, int first, int samples, Tensor y, Tensor dx);

    /**
     * Brings this layer into the state of after {@code forward}.
     *
     * @param y what {@code outputFor} returned last, filled
     * @param t the targets
     * @param loss the mean loss
     */
    void remember(Tensor y, Targets t, double loss);
}
