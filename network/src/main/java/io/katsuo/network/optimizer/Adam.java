package io.katsuo.network.optimizer;

import io.katsuo.core.tensor.Tensor;

/**
 * Adam: {@code m ← β₁·m + (1 - β₁)·g}, {@code v ← β₂·v + (1 - β₂)·g²}, {@code w ← w - η·m̂/(√v̂ + ε)} with {@code m̂ =
 * m/(1 - β₁ᵗ)}, {@code v̂ = v/(1 - β₂ᵗ)} in step t, from 1 (Kingma, Ba: "Adam: a method for stochastic optimization",
 * 2015, algorithm 1). Both corrections are included in η and ε, as at the end of the paper's section 2.
 */
public sealed class Adam extends ElementwiseOptimizer permits AdamW {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double decay;
    private float rateOfStep;
    private float epsilonOfStep;
    private float decayOfStep;

    /** An optimizer with the paper's β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
    public Adam(double rate) {
        this(Schedule.constant(rate), 0.9, 0.999, 1e-8);
    }

    /**
     * An optimizer.
     *
     * @param beta1 β₁, at least 0 and below 1, like β₂
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Adam(Schedule rate, double beta1, double beta2, double epsilon) {
        this("adam", rate, beta1, beta2, epsilon, 0);
    }

    Adam(String name, Schedule rate, double beta1, double beta2, double epsilon, double decay) {
        super(name, rate, "m", "v");
        Schedule.check(name + ": epsilon", epsilon, false);
        Schedule.check(name + ": the decay", decay, decay == 0);
        ratio("beta1", beta1);
        ratio("beta2", beta2);
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decay = decay;
    }

    @Override
    void begin(long step) {
        double root = Math.sqrt(1 - Schedule.power(beta2, step + 1));
        rateOfStep = (float) (rate * root / (1 - Schedule.power(beta1, step + 1)));
        epsilonOfStep = (float) (epsilon * root);
        decayOfStep = (float) (rate * decay);
    }

    @Override
    void change(float[] w, float[] g, Tensor[] memory, int from, int to) {
        float[] m = memory[0].array();
        float[] v = memory[1].array();
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float c1 = (float) (1 - beta1);
        float c2 = (float) (1 - beta2);
        float r = rateOfStep;
        float e = epsilonOfStep;
        float d = decayOfStep;
        for (int i = from; i < to; i++) {
            m[i] = b1 * m[i] + c1 * g[i];
            v[i] = b2 * v[i] + c2 * (g[i] * g[i]);
            w[i] -= d * w[i] + r * m[i] / ((float) Math.sqrt(v[i]) + e);
        }
    }

    /** Such as {@code Adam, rate 0.001, beta1 0.9, beta2 0.999, epsilon 1.0E-8}. */
    @Override
    public String toString() {
        return super.toString() + ", beta1 " + beta1 + ", beta2 " + beta2 + ", epsilon " + epsilon
                + (decay == 0 ? "" : ", decay " + decay);
    }
}
