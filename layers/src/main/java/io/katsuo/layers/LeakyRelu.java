package io.katsuo.layers;

import java.util.Map;
import java.util.Optional;

/**
 * The leaky rectifier: {@code y = x} where {@code x > 0}, else {@code slope·x}; {@code dx = dout} or {@code slope·dout}
 * (Maas, Hannun, Ng: "Rectifier nonlinearities improve neural network acoustic models", 2013). At 0 the derivative is
 * the slope.
 */
public final class LeakyRelu extends Activation {
    private final double slope;

    /** A layer with the paper's slope of 0.01. */
    public LeakyRelu(String name) {
        this(name, 0.01);
    }

    /**
     * A layer with a slope.
     *
     * @param slope the derivative where x is not positive; finite and above 0, rounded to float
     * @throws IllegalArgumentException if the slope is out of its range
     */
    public LeakyRelu(String name, double slope) {
        super(name);
        this.slope = (float) checked(name, "the slope", slope, 0);
    }

    @Override
    double value(double x) {
        return x <= 0 ? slope * x : x;
    }

    @Override
    double derivative(double x) {
        return x <= 0 ? slope : 1;
    }

    @Override
    public Map<String, String> settings() {
        return LayerDescription.settings("slope", (float) slope);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.elementwise(x -> Math.max(0, x) + slope * Math.min(0, x))
                .kinkAt(0));
    }
}
