package io.katsuo.network.optimizer;

import io.katsuo.core.tensor.Tensor;

/**
 * Nesterov's accelerated gradient, with the gradient at {@code w} instead of {@code w + μ·v}: {@code v ← μ·v - η·g},
 * {@code w ← w + μ·v - η·g} (Nesterov, 1983; in this form Bengio, Boulanger-Lewandowski, Pascanu: "Advances in optimizing
 * recurrent networks", 2013, equations 6 and 7).
 */
public final class Nesterov extends ElementwiseOptimizer {
    private final float momentum;

    /** An optimizer with μ = 0.9. */
    public Nesterov(double rate) {
        this(Schedule.constant(rate), 0.9);
    }

    /**
     * An optimizer.
     *
     * @param momentum μ, at least 0 and below 1
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Nesterov(Schedule rate, double momentum) {
        super("nesterov", rate, "v");
        this.momentum = ratio("momentum", momentum);
    }

    @Override
    void change(float[] w, float[] g, Tensor[] memory, int from, int to) {
        float[] v = memory[0].array();
        for (int i = from; i < to; i++) {
            float step = rate * g[i];
            v[i] = momentum * v[i] - step;
            w[i] += momentum * v[i] - step;
        }
    }

    /** Such as {@code Nesterov, rate 0.1, momentum 0.9}. */
    @Override
    public String toString() {
        return super.toString() + ", momentum " + momentum;
    }
}
