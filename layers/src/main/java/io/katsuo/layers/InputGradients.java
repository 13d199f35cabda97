package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;

/**
 * The result of {@code backward} of a layer with two inputs.
 *
 * @param dx the derivative with respect to the first input, of its shape
 * @param dy the derivative with respect to the second input, of its shape
 */
public record InputGradients(Tensor dx, Tensor dy) {
    /**
     * The earlier object if it has the same tensors, as in every later training step, so training allocates nothing.
     */
    static InputGradients of(Tensor dx, Tensor dy, InputGradients earlier) {
        return earlier != null && earlier.dx == dx && earlier.dy == dy ? earlier : new InputGradients(dx, dy);
    }
}
