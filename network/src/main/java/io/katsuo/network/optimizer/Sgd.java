package io.katsuo.network.optimizer;

import static io.katsuo.core.ops.Elementwise.axpy;

import io.katsuo.layers.Param;
import java.util.List;

/**
 * Stochastic gradient descent: {@code w ← w - η·g}, in place, with one rounding (Robbins, Monro: "A stochastic
 * approximation method", 1951).
 */
public final class Sgd implements Optimizer {
    private final Schedule rate;

    /**
     * An optimizer with one rate.
     *
     * @param rate η, finite and above 0
     * @throws IllegalArgumentException if η is out of its range
     */
    public Sgd(double rate) {
        this(Schedule.constant(rate));
    }

    /** An optimizer with a rate that depends on the step. */
    public Sgd(Schedule rate) {
        this.rate = rate;
    }

    @Override
    public void update(List<Param> parameters, long step) {
        double factor = -rate.rate(step);
        for (int i = 0; i < parameters.size(); i++) {
            axpy(factor, parameters.get(i).gradient(), parameters.get(i).value());
        }
    }

    /** Such as {@code Sgd, rate 0.1}. */
    @Override
    public String toString() {
        return "Sgd, rate " + rate;
    }
}
