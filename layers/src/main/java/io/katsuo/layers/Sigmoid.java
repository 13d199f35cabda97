package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.neg;
import static io.katsuo.core.ops.Elementwise.sigmoid;

import io.katsuo.core.tensor.Tensor;
import java.util.Optional;

/**
 * The logistic function {@code y = σ(x) = 1/(1 + exp(-x))} (chapter, equations 5.9 to 5.12). Backward is {@code dout · y
 * · σ(-x)}, which equals the book's {@code dout · y · (1 - y)} but keeps its relative accuracy where {@code y} rounds to
 * 1, from x = 17 on. Where {@code y} or {@code σ(-x)} is 0 an infinite {@code dout} gives NaN.
 */
public final class Sigmoid extends Layer {
    /** A layer named {@code sigmoid}. */
    public Sigmoid() {
        this("sigmoid");
    }

    /** A layer with a name. */
    public Sigmoid(String name) {
        super(name);
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        sigmoid(x, y);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        sigmoid(neg(x, dx), dx);
        mul(y, dx, dx);
        mul(dout, dx, dx);
    }

    /** The book's name for {@link #y()}. */
    public Tensor out() {
        return y();
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.elementwise(x -> 1 / (1 + Math.exp(-x))));
    }
}
