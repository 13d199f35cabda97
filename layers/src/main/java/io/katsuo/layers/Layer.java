package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One step of a network: {@code forward} computes its output, {@code backward} carries the derivative of the loss from
 * the output back to the input and to the parameters. {@code backward} is called in the reverse order of
 * {@code forward}. A layer of one's own:
 *
 * {@snippet file="E06YourOwnLayer.java" region="layer"}
 *
 * <p>Memory: a layer owns the tensors it returns and writes them again at its next call, so that training allocates
 * nothing. What {@code forward} returns is valid until the next {@code forward} of that layer, what {@code backward}
 * returns until its next {@code backward}. A layer keeps a reference to its input between the two and must find it
 * unchanged; with assertions on ({@code -ea}) a change is detected. Gradients of parameters are <em>overwritten</em> by
 * {@code backward}, hence a layer may stand in a network only once. No method writes into its argument.
 *
 * <p>Concurrent use: {@code forward} and {@code backward} belong to one thread. {@link #infer} keeps no state: any
 * number of threads may call it while nobody writes the parameters.
 *
 * @since 0.1
 */
public interface Layer {
    /**
     * The name, such as {@code affine1}, that starts this layer's error messages.
     *
     * @return the name
     */
    String name();

    /**
     * The output for one sample (rank 1) or for a batch (one sample along the first axis).
     *
     * @param x the input; a reference to it is kept until {@code backward}
     * @return the output, in memory owned by this layer
     */
    Tensor forward(Tensor x);

    /**
     * The derivative of the loss by the input, and as a side effect by the parameters.
     *
     * @param dout the derivative of the loss by the output of the last {@code forward}, of that output's shape
     * @return the derivative by the input, of the input's shape, in memory owned by this layer
     * @throws IllegalStateException if {@code forward} was not called before
     */
    Tensor backward(Tensor dout);

    /**
     * As {@link #backward}, but computes only the gradients of the parameters: enough for the first layer of a network,
     * whose input is data.
     *
     * @param dout the derivative of the loss by the output of the last {@code forward}
     */
    default void backwardParameters(Tensor dout) {
        backward(dout);
    }

    /**
     * The trainable parameters, in a fixed order.
     *
     * @return the parameters, shared with this layer; empty by default
     */
    default List<Param> parameters() {
        return List.of();
    }

    /**
     * How many values a sample must have, if this layer takes only one number of them.
     *
     * @return the number; empty, the default, if any will do
     */
    default OptionalInt inputs() {
        return OptionalInt.empty();
    }

    /**
     * The shape of the output for an input of this shape. By default the input's.
     *
     * @param x the input's shape
     * @return the output's shape
     * @throws io.katsuo.core.tensor.ShapeException if this layer does not take such an input
     */
    default Shape outputShape(Shape x) {
        return x;
    }

    /**
     * The output of {@link #forward}, bit for bit, without touching any state of this layer: a pending
     * {@code backward} is not disturbed. The output of a sample must not depend on the other samples: networks cut
     * batches as they like.
     *
     * @param x the input
     * @param out receives the output; contiguous, of shape {@code outputShape(x.shape())}, not overlapping {@code x}
     * @return {@code out}
     */
    Tensor infer(Tensor x, Tensor out);

    /**
     * This layer in double arithmetic, if it has such a formula.
     *
     * @return the formula that the gradient check differentiates; empty by default
     */
    default Optional<Formula> formula() {
        return Optional.empty();
    }
}
