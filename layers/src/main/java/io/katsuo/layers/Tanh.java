package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.sub;
import static io.katsuo.core.ops.Elementwise.tanh;

import io.katsuo.core.tensor.Tensor;
import java.util.Optional;

/**
 * The hyperbolic tangent {@code y = tanh(x)}; {@code dx = dout·(1 - y²)} (LeCun, Bottou, Orr, Müller: "Efficient
 * BackProp", 1998, section 4.4). The derivative has an absolute error of at most one rounding of {@code y²}; it is 0 from
 * |x| = 9.1 on, where {@code y} rounds to 1.
 */
public final class Tanh extends Layer {
    /** A layer named {@code tanh}. */
    public Tanh() {
        this("tanh");
    }

    /** A layer with a name. */
    public Tanh(String name) {
        super(name);
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        tanh(x, y);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        mul(y, y, dx);
        sub(1, dx, dx);
        mul(dout, dx, dx);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.elementwise(Math::tanh));
    }
}
