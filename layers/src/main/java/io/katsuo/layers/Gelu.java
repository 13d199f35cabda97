package io.katsuo.layers;

import java.util.Map;
import java.util.Optional;

/**
 * The Gaussian error linear unit {@code y = x·Φ(x)} with the distribution function Φ of the normal distribution; {@code
 * dx = dout·(Φ(x) + x·φ(x))} with its density φ (Hendrycks, Gimpel: "Gaussian error linear units", 2016). The paper's
 * approximation replaces Φ(x) by {@code ½(1 + tanh u) = σ(2u)} with {@code u = √(2/π)·(x + 0.044715·x³)}; its derivative
 * is {@code σ(2u) + x·σ(2u)·σ(-2u)·2u'}.
 *
 * <p>The exact form computes {@code Φ(-z√2) = ½·t·exp(-z² + p(t))} for z ≥ 0 with {@code t = 1/(1 + z/2)} and a polynomial
 * p, whose relative error is 3e-10.
 */
public final class Gelu extends Activation {
    private static final double DENSITY_AT_0 = 0.3989422804014327;
    private static final double SQRT_HALF = 0.7071067811865476;
    /** 2·√(2/π). */
    private static final double SCALE = 1.5957691216057308;

    private static final double CUBIC = 0.044715;
    /** p interpolates log(erfc(z)/t) + z² at Chebyshev nodes of 0.16 ≤ t ≤ 1, that is z ≤ 10.5; highest power first. */
    private static final double[] P = {
        0.19360194057539923,
        -1.42683886262664,
        4.56172501876837,
        -8.181632079571155,
        8.899891584552114,
        -6.053212527253192,
        2.838890910726389,
        -1.1453325026994867,
        0.15654462421862167,
        0.042671269250217865,
        0.37948669645627836,
        0.9997075380484423,
        -1.265503610178697
    };

    private final boolean approximate;

    /** The exact form. */
    public Gelu(String name) {
        this(name, false);
    }

    /** The exact form, or the one with tanh. */
    private Gelu(String name, boolean approximate) {
        super(name);
        this.approximate = approximate;
    }

    /** The paper's approximation by tanh, which models such as GPT-2 use. */
    public static Gelu byTanh(String name) {
        return new Gelu(name, true);
    }

    @Override
    double value(double x) {
        double share = approximate ? Softplus.logistic(argument(x)) : distribution(x);
        return share == 0 ? 0 : x * share;
    }

    @Override
    double derivative(double x) {
        if (approximate) {
            double share = Softplus.logistic(argument(x));
            double product = share * Softplus.logistic(-argument(x));
            return product == 0 ? share : share + x * product * SCALE * (1 + 3 * CUBIC * x * x);
        }
        double density = DENSITY_AT_0 * DoubleExp.of(-x * x / 2);
        return density == 0 ? distribution(x) : distribution(x) + x * density;
    }

    private static double argument(double x) {
        return SCALE * (x + CUBIC * x * x * x);
    }

    private static double distribution(double x) {
        double z = Math.abs(x) * SQRT_HALF;
        double t = 1 / (1 + z / 2);
        double p = P[0];
        for (int i = 1; i < P.length; i++) {
            p = p * t + P[i];
        }
        double tail = t / 2 * DoubleExp.of(p - z * z);
        return x < 0 ? tail : 1 - tail;
    }

    @Override
    public Map<String, String> settings() {
        return LayerDescription.settings("form", approximate ? "tanh" : "exact");
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(Formula.elementwise(approximate ? Gelu::approximation : Gelu::exact));
    }

    private static double approximation(double x) {
        return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * Math.pow(x, 3))));
    }

    /** Φ(x) = ½ + φ(x)·(x + x³/3 + x⁵/(3·5) + …) (Marsaglia: "Evaluating the normal distribution", 2004). */
    private static double exact(double x) {
        double term = x;
        double sum = 0;
        for (int n = 3; sum + term != sum && Math.abs(x) < 30; n += 2) {
            sum += term;
            term *= x * x / n;
        }
        double distribution =
                Math.abs(x) < 30 ? 0.5 + sum * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) : x < 0 ? 0 : 1;
        return x * distribution;
    }
}
