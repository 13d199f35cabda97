package io.katsuo.layers;

import java.util.Map;
import java.util.Optional;

/**
 * The exponential linear unit: {@code y = x} where {@code x > 0}, else {@code α·(eˣ - 1)}; {@code dx = dout} or {@code
 * dout·α·eˣ} (Clevert, Unterthiner, Hochreiter: "Fast and accurate deep network learning by exponential linear units",
 * 2016).
 */
public final class Elu extends Activation {
    private final double alpha;

    /** A layer with α = 1. */
    public Elu(String name) {
        this(name, 1);
    }

    /**
     * A layer with an α.
     *
     * @param alpha the output tends to {@code -alpha} for negative inputs; finite and above 0
     * @throws IllegalArgumentException if α is out of its range
     */
    public Elu(String name, double alpha) {
        super(name);
        this.alpha = checked(name, "alpha", alpha, 0);
    }

    @Override
    double value(double x) {
        return x <= 0 ? alpha * StrictMath.expm1(x) : x;
    }

    @Override
    double derivative(double x) {
        return x <= 0 ? alpha * DoubleExp.of(x) : 1;
    }

    @Override
    public Map<String, String> settings() {
        return LayerDescription.settings("alpha", alpha);
    }

    /** The formula. At 0 the second derivative jumps too, so differences across it are inexact for any α. */
    @Override
    public Optional<Formula> formula() {
        return Optional.of(
                Formula.elementwise(x -> x <= 0 ? alpha * (Math.exp(x) - 1) : x).kinkAt(0));
    }
}
