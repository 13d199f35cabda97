package io.katsuo.network.optimizer;

/**
 * {@link Adam} with weight decay that is decoupled from the gradient: {@code w ← w - η·λ·w - η·m̂/(√v̂ + ε)}
 * (Loshchilov, Hutter: "Decoupled weight decay regularization", 2019, algorithm 2, where η includes the paper's
 * schedule multiplier).
 */
public final class AdamW extends Adam {
    /** An optimizer with λ = 0.01, β₁ = 0.9, β₂ = 0.999 and ε = 1e-8. */
    public AdamW(double rate) {
        this(Schedule.constant(rate), 0.01, 0.9, 0.999, 1e-8);
    }

    /**
     * An optimizer.
     *
     * @param decay λ, at least 0
     * @param beta1 β₁, at least 0 and below 1, like β₂
     * @throws IllegalArgumentException if a number is out of its range
     */
    public AdamW(Schedule rate, double decay, double beta1, double beta2, double epsilon) {
        super("adamw", rate, beta1, beta2, epsilon, decay);
    }
}
