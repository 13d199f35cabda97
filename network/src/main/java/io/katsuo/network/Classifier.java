package io.katsuo.network;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import java.util.SequencedMap;

/**
 * What a network that classifies offers (chapter, table 5.2). Every method that compares with targets takes class
 * indices ({@code int[]}, or {@code byte[]} as MNIST has them) or a tensor of one-hot or probability rows.
 *
 * @since 0.1
 */
public interface Classifier {
    /**
     * The scores, which softmax would turn into probabilities: the largest names the class as it is.
     *
     * @param x one sample, or a batch with one sample along the first axis
     * @return the scores, in fresh memory
     */
    Tensor predict(Tensor x);

    /**
     * The mean loss of the samples.
     *
     * @param x the samples
     * @param t what the network should say of them
     * @return the loss
     */
    double loss(Tensor x, Targets t);

    /**
     * The share of samples whose largest score is that of the right class. A sample with NaN among its scores counts as
     * wrong.
     *
     * @param x the samples
     * @param t what the network should say of them
     * @return a number from 0 to 1
     * @throws IllegalArgumentException if there is only one column of scores: whatever it holds is the largest
     */
    double accuracy(Tensor x, Targets t);

    /**
     * The derivatives of the loss by all parameters, by back-propagation.
     *
     * @param x the samples
     * @param t what the network should say of them
     * @return by parameter name, in order; fresh memory
     */
    SequencedMap<String, Tensor> gradient(Tensor x, Targets t);

    /**
     * The derivatives of the loss by all parameters, by central differences.
     *
     * @param x the samples
     * @param t what the network should say of them
     * @return by parameter name, in order; fresh memory
     */
    SequencedMap<String, Tensor> numericalGradient(Tensor x, Targets t);

    /**
     * As {@link #loss(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample
     * @return see there
     */
    default double loss(Tensor x, int[] labels) {
        return loss(x, Targets.of(labels));
    }

    /**
     * As {@link #loss(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample, unsigned
     * @return see there
     */
    default double loss(Tensor x, byte[] labels) {
        return loss(x, Targets.of(labels));
    }

    /**
     * As {@link #loss(Tensor, Targets)}.
     *
     * @param x the samples
     * @param t one-hot or probability rows
     * @return see there
     */
    default double loss(Tensor x, Tensor t) {
        return loss(x, Targets.of(t));
    }

    /**
     * As {@link #accuracy(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample
     * @return see there
     */
    default double accuracy(Tensor x, int[] labels) {
        return accuracy(x, Targets.of(labels));
    }

    /**
     * As {@link #accuracy(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample, unsigned
     * @return see there
     */
    default double accuracy(Tensor x, byte[] labels) {
        return accuracy(x, Targets.of(labels));
    }

    /**
     * As {@link #accuracy(Tensor, Targets)}.
     *
     * @param x the samples
     * @param t one-hot or probability rows
     * @return see there
     */
    default double accuracy(Tensor x, Tensor t) {
        return accuracy(x, Targets.of(t));
    }

    /**
     * As {@link #gradient(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample
     * @return see there
     */
    default SequencedMap<String, Tensor> gradient(Tensor x, int[] labels) {
        return gradient(x, Targets.of(labels));
    }

    /**
     * As {@link #gradient(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample, unsigned
     * @return see there
     */
    default SequencedMap<String, Tensor> gradient(Tensor x, byte[] labels) {
        return gradient(x, Targets.of(labels));
    }

    /**
     * As {@link #gradient(Tensor, Targets)}.
     *
     * @param x the samples
     * @param t one-hot or probability rows
     * @return see there
     */
    default SequencedMap<String, Tensor> gradient(Tensor x, Tensor t) {
        return gradient(x, Targets.of(t));
    }

    /**
     * As {@link #numericalGradient(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample
     * @return see there
     */
    default SequencedMap<String, Tensor> numericalGradient(Tensor x, int[] labels) {
        return numericalGradient(x, Targets.of(labels));
    }

    /**
     * As {@link #numericalGradient(Tensor, Targets)}.
     *
     * @param x the samples
     * @param labels one class index a sample, unsigned
     * @return see there
     */
    default SequencedMap<String, Tensor> numericalGradient(Tensor x, byte[] labels) {
        return numericalGradient(x, Targets.of(labels));
    }

    /**
     * As {@link #numericalGradient(Tensor, Targets)}.
     *
     * @param x the samples
     * @param t one-hot or probability rows
     * @return see there
     */
    default SequencedMap<String, Tensor> numericalGradient(Tensor x, Tensor t) {
        return numericalGradient(x, Targets.of(t));
    }
}
