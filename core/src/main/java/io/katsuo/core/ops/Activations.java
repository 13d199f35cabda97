package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.tensor.Tensor;

/**
 * Elementwise functions of neural networks, with special values as IEEE 754 and the C standard have them.
 *
 * <p>Shapes: operands are broadcast as NumPy does (aligned at their last axes; an extent of 1 is repeated), and
 * {@code out}, where given, must have exactly the common shape. Aliasing: {@code out} may be the very same view as an
 * operand; any other overlap with one, and an {@code out} that repeats elements, is refused. Errors: a
 * {@link io.katsuo.core.tensor.ShapeException} for shapes, an {@link IllegalArgumentException} otherwise, before
 * anything is written.
 *
 * <p>The bits of a result depend on the operands' values alone: not on layouts, threads, vector width or JIT. Safe for
 * concurrent use as long as no tensor written by one thread is used by another.
 *
 * @since 0.1
 */
public final class Activations {
    private Activations() {}

    /**
     * {@code e^x} per element. At most 1 ulp off; {@code exp(0) = 1}, denormal results are kept.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor exp(Tensor x) {
        return exp(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = e^x} per element, as {@link #exp(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor exp(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.EXP, x, out);
    }

    /**
     * {@code ln x} per element. At most 1 ulp off; {@code log(1) = +0}, NaN below 0, -Infinity of 0.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor log(Tensor x) {
        return log(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = ln x} per element, as {@link #log(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor log(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.LOG, x, out);
    }

    /**
     * {@code tanh x} per element. At most 1 ulp off; {@code tanh(±0) = ±0}.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor tanh(Tensor x) {
        return tanh(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = tanh x} per element, as {@link #tanh(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor tanh(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.TANH, x, out);
    }

    /**
     * {@code σ(x) = 1 / (1 + e^-x)} per element. At most 1.5 ulp off, also where the result is tiny:
     * {@code σ(-90) = 8.194e-40}.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor sigmoid(Tensor x) {
        return sigmoid(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = σ(x) = 1 / (1 + e^-x)} per element, as {@link #sigmoid(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor sigmoid(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.SIGMOID, x, out);
    }

    /**
     * {@code x <= 0 ? 0 : x} per element. NaN stays NaN, -0 becomes +0.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor relu(Tensor x) {
        return relu(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = x <= 0 ? 0 : x} per element, as {@link #relu(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor relu(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.RELU, x, out);
    }

    /**
     * The backward of relu: {@code out = x <= 0 ? 0 : dout} per element. An assignment, not a product with 0 or 1: where
     * x is not positive the result is +0 even if dout is infinite or NaN. Shapes are equal, nothing is broadcast.
     *
     * @param dout the gradient with respect to the output
     * @param x the input of the forward pass, or its output
     * @param out receives the gradient with respect to x; may be dout or x
     * @return {@code out}
     */
    public static Tensor reluBackward(Tensor dout, Tensor x, Tensor out) {
        return Elementwise.unbroadcast(ElementOp.RELU_BACKWARD, dout, x, out);
    }
}
