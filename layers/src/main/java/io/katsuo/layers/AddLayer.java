package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.add;
import static io.katsuo.core.ops.Reductions.sumTo;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * The addition node, {@code z = x + y}, on tensors of any rank, scalars (rank 0) included. Backward passes {@code dout}
 * unchanged to both inputs. Shapes broadcast as in NumPy; the derivative with respect to a broadcast input is summed to
 * its shape.
 *
 * <p>Memory and concurrent use as for {@link Layer}.
 */
public final class AddLayer {
    private final String name;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final Buffer dy = new Buffer();
    private Shape xShape;
    private Shape yShape;
    private InputGradients gradients;

    /** A layer named {@code add}. */
    public AddLayer() {
        this("add");
    }

    /** A layer whose error messages start with this name. */
    public AddLayer(String name) {
        this.name = name;
    }

    /** {@return {@code x + y}, in memory owned by this layer} */
    public Tensor forward(Tensor x, Tensor y) {
        Tensor z = out.broadcast(name, x, y);
        xShape = x.shape();
        yShape = y.shape();
        return add(x, y, z);
    }

    /**
     * The derivatives with respect to both inputs.
     *
     * @param dout the derivative with respect to the sum
     * @return {@code dout}, summed to each input's shape, in memory owned by this layer
     * @throws IllegalStateException if {@code forward} was not called before
     */
    public InputGradients backward(Tensor dout) {
        Check.afterForward(name, xShape);
        Check.gradientShape(name, dout, out.peek().shape());
        gradients =
                InputGradients.of(sumTo(dout, dx.like(xShape, dout)), sumTo(dout, dy.like(yShape, dout)), gradients);
        return gradients;
    }
}
