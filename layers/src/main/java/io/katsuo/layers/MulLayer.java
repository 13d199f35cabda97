package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Reductions.sumTo;

import io.katsuo.core.tensor.Tensor;

/**
 * The multiplication node, {@code z = x·y} element by element, on tensors of any rank, scalars (rank 0) included.
 * Backward multiplies {@code dout} by the other input: {@code dx = dout·y}, {@code dy = dout·x}. Shapes broadcast as in
 * NumPy; the derivative with respect to a broadcast input is summed to its shape.
 *
 * <p>Memory and concurrent use as for {@link Layer}; references to both inputs are kept.
 */
public final class MulLayer {
    private final String name;
    private final Saved x;
    private final Saved y;
    private final Buffer out = new Buffer();
    private final Buffer product = new Buffer();
    private final Buffer dx = new Buffer();
    private final Buffer dy = new Buffer();
    private InputGradients gradients;

    /** A layer named {@code mul}. */
    public MulLayer() {
        this("mul");
    }

    /** A layer whose error messages start with this name. */
    public MulLayer(String name) {
        this.name = name;
        this.x = new Saved(name, "the first input");
        this.y = new Saved(name, "the second input");
    }

    /** {@return {@code x·y}, in memory owned by this layer} */
    public Tensor forward(Tensor x, Tensor y) {
        Tensor z = mul(x, y, out.broadcast(name, x, y));
        this.x.keep(x);
        this.y.keep(y);
        return z;
    }

    /**
     * The derivatives with respect to both inputs.
     *
     * @param dout the derivative with respect to the product
     * @return {@code dout·y} and {@code dout·x}, each summed to its input's shape, in memory owned by this layer
     * @throws IllegalStateException if {@code forward} was not called before
     */
    public InputGradients backward(Tensor dout) {
        Tensor first = x.take();
        Tensor second = y.take();
        Check.gradientShape(name, dout, out.peek().shape());
        gradients = InputGradients.of(gradient(dout, second, first, dx), gradient(dout, first, second, dy), gradients);
        return gradients;
    }

    private Tensor gradient(Tensor dout, Tensor factor, Tensor input, Buffer result) {
        Tensor full = mul(dout, factor, product.like(dout.shape(), dout));
        // The inputs may be gradients that this layer returned before, and the other gradient still needs them.
        return sumTo(full, result.like(input.shape(), input, factor, dout));
    }

    /** {@return the first input of the last {@code forward}, or null before it} */
    public Tensor x() {
        return x.peek();
    }

    /** {@return the second input of the last {@code forward}, or null before it} */
    public Tensor y() {
        return y.peek();
    }
}
