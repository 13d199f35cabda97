package io.katsuo.network.optimizer;

import io.katsuo.core.tensor.Tensor;

/**
 * Gradient descent with momentum: {@code v ← μ·v - η·g}, {@code w ← w + v} (Polyak: "Some methods of speeding up the
 * convergence of iteration methods", 1964; in this form Sutskever, Martens, Dahl, Hinton: "On the importance of
 * initialization and momentum in deep learning", 2013, equations 1 and 2).
 */
public final class Momentum extends ElementwiseOptimizer {
    private final float momentum;

    /** An optimizer with μ = 0.9. */
    public Momentum(double rate) {
        this(Schedule.constant(rate), 0.9);
    }

    /**
     * An optimizer.
     *
     * @param momentum μ, at least 0 and below 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Momentum(Schedule rate, double momentum) {
        super("momentum", rate, "v");
        this.momentum = ratio("momentum", momentum);
    }

    @Override
    void change(float[] w, float[] g, Tensor[] memory, int from, int to) {
        float[] v = memory[0].array();
        for (int i = from; i < to; i++) {
            v[i] = momentum * v[i] - rate * g[i];
            w[i] += v[i];
        }
    }

    /** Such as {@code Momentum, rate 0.1, momentum 0.9}. */
    @Override
    public String toString() {
        return super.toString() + ", momentum " + momentum;
    }
}
