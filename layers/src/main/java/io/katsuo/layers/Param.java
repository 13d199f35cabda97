package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;
import java.util.Objects;

/**
 * A trainable tensor and the derivative of the loss with respect to it. The layer computes with the same tensors: an
 * optimizer changes the value in place, and there is no second copy that could become outdated.
 *
 * <p>Concurrent use: as for {@link Tensor}.
 */
public final class Param {
    private final String name;
    private final Tensor value;
    private final Tensor gradient;

    /**
     * A parameter with this value and a gradient of zeros.
     *
     * @param value the value; kept, not copied
     */
    public Param(String name, Tensor value) {
        this.name = Objects.requireNonNull(name, "name");
        this.value = Objects.requireNonNull(value, "value");
        this.gradient = Tensor.zeros(value.shape());
    }

    /** {@return the name, such as {@code W1}} */
    public String name() {
        return name;
    }

    /** {@return the live tensor of the value} */
    public Tensor value() {
        return value;
    }

    /** {@return the live derivative of the loss by the value, from the last {@code backward}; zeros before} */
    public Tensor gradient() {
        return gradient;
    }

    /** The name and the shape. */
    @Override
    public String toString() {
        return name + " " + value.shape();
    }
}
