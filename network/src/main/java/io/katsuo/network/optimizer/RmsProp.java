package io.katsuo.network.optimizer;

import io.katsuo.core.tensor.Tensor;

/**
 * RMSProp: {@code h ← ρ·h + (1 - ρ)·g²}, {@code w ← w - η·g/(√h + ε)} (Tieleman, Hinton: "Neural networks for machine
 * learning", 2012, lecture 6.5).
 */
public final class RmsProp extends ElementwiseOptimizer {
    private final float decay;
    private final float epsilon;

    /** An optimizer with ρ = 0.9 and ε = 1e-8. */
    public RmsProp(double rate) {
        this(Schedule.constant(rate), 0.9, 1e-8);
    }

    /**
     * An optimizer.
     *
     * @param decay ρ, at least 0 and below 1
     * @param epsilon ε, above 0
     * @throws IllegalArgumentException if a number is out of its range
     */
    public RmsProp(Schedule rate, double decay, double epsilon) {
        super("rmsprop", rate, "h");
        Schedule.check("rmsprop: epsilon", epsilon, false);
        this.decay = ratio("decay", decay);
        this.epsilon = (float) epsilon;
    }

    @Override
    void change(float[] w, float[] g, Tensor[] memory, int from, int to) {
        float[] h = memory[0].array();
        for (int i = from; i < to; i++) {
            h[i] = decay * h[i] + (1 - decay) * (g[i] * g[i]);
            w[i] -= rate * g[i] / ((float) Math.sqrt(h[i]) + epsilon);
        }
    }

    /** Such as {@code RmsProp, rate 0.001, decay 0.9, epsilon 1.0E-8}. */
    @Override
    public String toString() {
        return super.toString() + ", decay " + decay + ", epsilon " + epsilon;
    }
}
