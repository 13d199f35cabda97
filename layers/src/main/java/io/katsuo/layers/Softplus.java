package io.katsuo.layers;

import java.util.Optional;

/**
 * The smooth rectifier {@code y = log(1 + eˣ)}; {@code dx = dout·σ(x)} (Dugas, Bengio, Bélisle, Nadeau, Garcia:
 * "Incorporating second-order functional knowledge for better option pricing", 2001). Computed as {@code max(x, 0) +
 * log1p(e^-|x|)}, which neither overflows nor loses the tail.
 */
public final class Softplus extends Activation {
    /** A layer with a name. */
    public Softplus(String name) {
        super(name);
    }

    @Override
    double value(double x) {
        return Math.max(x, 0) + StrictMath.log1p(DoubleExp.of(-Math.abs(x)));
    }

    @Override
    double derivative(double x) {
        return logistic(x);
    }

    /** {@code 1 / (1 + e^-x)} in double, within 4 ulp. */
    static double logistic(double x) {
        double e = DoubleExp.of(-Math.abs(x));
        return (x < 0 ? e : 1) / (1 + e);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.elementwise(x -> x > 40 ? x : Math.log1p(Math.exp(x))));
    }
}
