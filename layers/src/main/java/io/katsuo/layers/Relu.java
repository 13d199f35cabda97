package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.lessEqual;
import static io.katsuo.core.ops.Elementwise.relu;
import static io.katsuo.core.ops.Elementwise.reluBackward;

import io.katsuo.core.tensor.Tensor;
import java.util.Optional;

/**
 * The rectifier: {@code y = x} where {@code x > 0}, else {@code +0}; {@code dx = dout} where {@code x > 0}, else {@code
 * +0}, even if {@code dout} is infinite or NaN (chapter, equations 5.7 and 5.8). A NaN input propagates in both
 * directions, so it is not hidden.
 */
public final class Relu extends Layer {
    public Relu() {
        this("relu");
    }

    public Relu(String name) {
        super(name);
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        relu(x, y);
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        reluBackward(dout, y, dx);
    }

    /** The book's mask: 1 where {@code x <= 0} in the last {@link #forward(Tensor)}, else 0; null before. */
    public Tensor mask() {
        return x() == null ? null : lessEqual(x(), 0);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.elementwise(x -> x <= 0 ? 0 : x).kinkAt(0));
    }
}
