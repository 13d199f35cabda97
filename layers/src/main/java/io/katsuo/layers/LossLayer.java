package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * The last layer of a network: compares scores with targets. The loss is the mean over the samples, computed in double.
 * Memory and concurrent use as for {@link Layer}; the one method without state is {@link #lossOf}.
 *
 * @since 0.1
 */
public interface LossLayer {
    /**
     * The name that starts this layer's error messages.
     *
     * @return the name
     */
    String name();

    /**
     * The loss.
     *
     * @param x the scores, [C] for one sample or [N, C]
     * @param t the targets; a reference is kept until {@code backward}
     * @return the mean loss of the samples
     * @throws IllegalArgumentException if the targets do not fit the scores, or there are no samples
     */
    double forward(Tensor x, Targets t);

    /**
     * The loss for class indices.
     *
     * @param x the scores
     * @param labels one class index a sample
     * @return the mean loss of the samples
     */
    default double forward(Tensor x, int... labels) {
        return forward(x, Targets.of(labels));
    }

    /**
     * The loss for class indices as unsigned bytes.
     *
     * @param x the scores
     * @param labels one class index a sample
     * @return the mean loss of the samples
     */
    default double forward(Tensor x, byte[] labels) {
        return forward(x, Targets.of(labels));
    }

    /**
     * The loss for rows of values.
     *
     * @param x the scores
     * @param t the rows, of the scores' shape; see {@link Targets#of(Tensor)}
     * @return the mean loss of the samples
     */
    default double forward(Tensor x, Tensor t) {
        return forward(x, Targets.of(t));
    }

    /**
     * Whether targets fit scores of this shape. By default they must be classes or probabilities.
     *
     * @param op what is being computed, to start the message with
     * @param scores the shape of the scores
     * @param t the targets
     * @throws IllegalArgumentException if they do not fit
     */
    default void check(String op, Shape scores, Targets t) {
        t.check(op, scores);
    }

    /**
     * The derivative of the loss by the scores.
     *
     * @param dout what to multiply it by: the derivative of a final result by the loss
     * @return the derivative, of the scores' shape, in memory owned by this layer
     * @throws IllegalStateException if {@code forward} was not called before
     */
    Tensor backward(float dout);

    /**
     * The derivative of the loss by the scores.
     *
     * @return {@code backward(1)}
     */
    default Tensor backward() {
        return backward(1);
    }

    /**
     * The result of {@link #forward}, bit for bit, without touching any state of this layer.
     *
     * @param x the scores
     * @param t the targets
     * @return the mean loss of the samples
     */
    double lossOf(Tensor x, Targets t);

    /**
     * The loss in double arithmetic.
     *
     * @return the formula that the gradient check differentiates
     */
    LossFormula formula();
}
