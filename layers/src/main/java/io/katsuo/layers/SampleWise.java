package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;

/**
 * A layer that treats every sample by itself on the way back too, so that a network may send parts of a batch through
 * all of its layers on different threads. For a batch, {@link #forward} and {@link #backward} are then the same, bit for
 * bit, as
 *
 * <ol>
 *   <li>{@link #outputFor} and {@link #gradientFor} on the whole batch, which make the memory of the results,
 *   <li>{@link #infer} on parts of it, in any order,
 *   <li>{@link #inferBackward} on parts of it, in any order,
 *   <li>{@link #remember} and {@link #backwardParameters} on the whole batch.
 * </ol>
 *
 * <p>Concurrent use: {@code infer} and {@code inferBackward} keep no state; the other methods belong to one thread. A
 * part is a view of some rows of a batch of rank 2.
 *
 * @since 0.1
 */
public interface SampleWise extends Layer {
    /**
     * The tensor that {@link #forward} would return for this input, its values not computed.
     *
     * @param x the input
     * @return memory owned by this layer, valid until its next {@code forward} or {@code outputFor}
     * @throws io.katsuo.core.tensor.ShapeException if this layer does not take such an input
     */
    Tensor outputFor(Tensor x);

    /**
     * The tensor that {@link #backward} would return, its values not computed.
     *
     * @param x the input
     * @param dout the derivative by the output, which must not lie in the result
     * @return memory owned by this layer, valid until its next {@code backward} or {@code gradientFor}
     */
    Tensor gradientFor(Tensor x, Tensor dout);

    /**
     * The derivative of the loss by the input, as {@link #backward} computes it, bit for bit, without touching any state
     * of this layer.
     *
     * @param x some samples of the input
     * @param y the output for them
     * @param dout the derivative by that output
     * @param dx receives the derivative by {@code x}; of its shape, not overlapping the others
     */
    void inferBackward(Tensor x, Tensor y, Tensor dout, Tensor dx);

    /**
     * Brings this layer into the state of after {@code forward(x)}.
     *
     * @param x the whole input
     * @param y what {@code outputFor(x)} returned last, filled with the output
     */
    void remember(Tensor x, Tensor y);
}
