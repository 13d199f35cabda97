package io.katsuo.network.optimizer;

import io.katsuo.core.tensor.Tensor;

/**
 * AdaGrad: {@code h ← h + g²}, {@code w ← w - η·g/(√h + ε)} (Duchi, Hazan, Singer: "Adaptive subgradient methods for online
 * learning and stochastic optimization", 2011).
 */
public final class AdaGrad extends ElementwiseOptimizer {
    private final float epsilon;

    /** An optimizer with ε = 1e-8. */
    public AdaGrad(double rate) {
        this(Schedule.constant(rate), 1e-8);
    }

    /**
     * An optimizer.
     *
     * @param epsilon ε, above 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public AdaGrad(Schedule rate, double epsilon) {
        super("adagrad", rate, "h");
        Schedule.check("adagrad: epsilon", epsilon, false);
        this.epsilon = (float) epsilon;
    }

    @Override
    void change(float[] w, float[] g, Tensor[] memory, int from, int to) {
        float[] h = memory[0].array();
        for (int i = from; i < to; i++) {
            h[i] += g[i] * g[i];
            w[i] -= rate * g[i] / ((float) Math.sqrt(h[i]) + epsilon);
        }
    }

    /** Such as {@code AdaGrad, rate 0.01, epsilon 1.0E-8}. */
    @Override
    public String toString() {
        return super.toString() + ", epsilon " + epsilon;
    }
}
