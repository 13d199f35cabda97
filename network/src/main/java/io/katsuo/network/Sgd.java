package io.katsuo.network;

import static io.katsuo.core.ops.Elementwise.axpy;

import io.katsuo.layers.Param;
import java.util.List;

/**
 * Stochastic gradient descent: {@code w ← w - rate·g}, against the gradient, in place, in one rounding.
 *
 * @param learningRate the rate, finite and above 0
 * @since 0.1
 */
public record Sgd(float learningRate) implements Optimizer {
    /**
     * An optimizer with this rate.
     *
     * @param learningRate the rate
     * @throws IllegalArgumentException if it is not finite and above 0
     */
    public Sgd {
        if (!(learningRate > 0 && learningRate <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("sgd: the learning rate must be finite and above 0: " + learningRate);
        }
    }

    @Override
    public void update(List<Param> parameters, long step) {
        update(parameters);
    }

    /** One step, which does not depend on the steps before. */
    public void update(List<Param> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            axpy(-learningRate, parameters.get(i).gradient(), parameters.get(i).value());
        }
    }
}
