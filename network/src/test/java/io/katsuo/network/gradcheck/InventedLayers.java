package io.katsuo.network.gradcheck;

/** Elementwise layers. */
final class InventedLayers extends InventedSubjects {
    @Override
    void check() {
        layers();
        layersWithExponentials();
        moreLayers();
        roughSlopes();
    }

    private void layers() {
        layer(
                "swish",
                x -> x * sigmoid(x),
                x -> sigmoid(x) * (1 + x * (1 - sigmoid(x))),
                "sigmoid alone",
                x -> sigmoid(x));
        layer("sine", Math::sin, Math::cos, "cosine of degrees", x -> Math.cos(Math.toRadians(x)));
        layer("cosine", Math::cos, x -> -Math.sin(x), "sign lost", Math::sin);
        layer("cube", x -> x * x * x, x -> 3 * x * x, "x² without the 3", x -> x * x);
        layer("square", x -> x * x, x -> 2 * x, "2 times |x|", x -> 2 * Math.abs(x));
        layer("exp", Math::exp, Math::exp, "one step of Taylor", x -> 1 + x);
        layer("arctangent", Math::atan, x -> 1 / (1 + x * x), "square forgotten", x -> 1 / (1 + Math.abs(x)));
        layer(
                "softsign",
                x -> x / (1 + Math.abs(x)),
                x -> 1 / square(1 + Math.abs(x)),
                "not squared",
                x -> 1 / (1 + Math.abs(x)));
        layer("hyperbolic sine", Math::sinh, Math::cosh, "sinh again", Math::sinh);
        layer("hyperbolic cosine", Math::cosh, Math::sinh, "sign", x -> -Math.sinh(x));
        layer(
                "bent identity",
                x -> (Math.sqrt(x * x + 1) - 1) / 2 + x,
                x -> x / (2 * Math.sqrt(x * x + 1)) + 1,
                "2 missing",
                x -> x / Math.sqrt(x * x + 1) + 1);
    }

    private void layersWithExponentials() {
        layer(
                "gaussian",
                x -> Math.exp(-x * x),
                x -> -2 * x * Math.exp(-x * x),
                "inner derivative missing",
                x -> Math.exp(-x * x));
        layer("log of 1 + x²", x -> Math.log1p(x * x), x -> 2 * x / (1 + x * x), "of log x²", x -> 2 / x);
        layer(
                "mish",
                x -> x * Math.tanh(Math.log1p(Math.exp(x))),
                InventedLayers::mishSlope,
                "tanh part only",
                x -> Math.tanh(Math.log1p(Math.exp(x))));
        layer("sech", InventedLayers::secant, x -> -secant(x) * Math.tanh(x), "sech² instead", x -> -square(secant(x)));
        layer(
                "inverse of 2 + x²",
                x -> 1 / (2 + x * x),
                x -> -2 * x / square(2 + x * x),
                "quotient rule upside down",
                x -> 2 * x / square(2 + x * x));
        layer("affine 3x - 1", x -> 3 * x - 1, x -> 3, "bias counted", x -> 2);
        layer(
                "tanh of 2x",
                x -> Math.tanh(2 * x),
                x -> 2 * square(secant(2 * x)),
                "slope of tanh x times 2",
                x -> 2 * square(secant(x)));
        layer(
                "x exp(-x²)",
                x -> x * Math.exp(-x * x),
                x -> (1 - 2 * x * x) * Math.exp(-x * x),
                "product rule half done",
                x -> -2 * x * x * Math.exp(-x * x));
        layer(
                "asinh",
                x -> Math.log(x + Math.sqrt(x * x + 1)),
                x -> 1 / Math.sqrt(x * x + 1),
                "acosh's",
                x -> 1 / Math.sqrt(Math.abs(x * x - 1) + 1e-3));
    }

    private void moreLayers() {
        layer(
                "swish again",
                x -> x * sigmoid(x),
                x -> sigmoid(x) * (1 + x * (1 - sigmoid(x))),
                "too large by 1e-4",
                x -> 1.0001 * sigmoid(x) * (1 + x * (1 - sigmoid(x))));
        layer("sine again", Math::sin, Math::cos, "too large by 1e-5", x -> 1.00001 * Math.cos(x));
        layer("exp again", Math::exp, Math::exp, "too large by 1e-8", x -> 1.00000001 * Math.exp(x));
        layer("cube again", x -> x * x * x, x -> 3 * x * x, "0 beyond 1", x -> Math.abs(x) > 1 ? 0 : 3 * x * x);
        layer("square again", x -> x * x, x -> 2 * x, "0 beyond 50", x -> Math.abs(x) > 50 ? 0 : 2 * x);
        layer(
                "arctangent again",
                Math::atan,
                x -> 1 / (1 + x * x),
                "clipped at 0.9",
                x -> Math.min(0.9, 1 / (1 + x * x)));
        layer(
                "sigmoid of 3x",
                x -> sigmoid(3 * x),
                x -> 3 * sigmoid(3 * x) * (1 - sigmoid(3 * x)),
                "of rounded x",
                x -> 3 * sigmoid(3 * Math.rint(x)) * (1 - sigmoid(3 * Math.rint(x))));
        layer("softplus", x -> Math.log1p(Math.exp(x)), InventedSubjects::sigmoid, "step function", x -> x > 0 ? 1 : 0);
    }

    private void roughSlopes() {
        layer(
                "softplus again",
                x -> Math.log1p(Math.exp(x)),
                InventedSubjects::sigmoid,
                "of half precision",
                x -> Float.float16ToFloat(Float.floatToFloat16((float) sigmoid(x))));
        layer(
                "tanh",
                Math::tanh,
                x -> square(secant(x)),
                "of eight bits",
                x -> Math.rint(256 * square(secant(x))) / 256);
        layer(
                "x³ - 3x",
                x -> x * x * x - 3 * x,
                x -> 3 * x * x - 3,
                "wrong where it is negative",
                x -> Math.abs(3 * x * x - 3));
        layer("root of 1 + x²", x -> Math.sqrt(1 + x * x), x -> x / Math.sqrt(1 + x * x), "sign of x", Math::signum);
        layer("sine of x²", x -> Math.sin(x * x), x -> 2 * x * Math.cos(x * x), "cosine alone", x -> Math.cos(x * x));
        layer(
                "2 to the x",
                x -> Math.pow(2, x),
                x -> Math.log(2) * Math.pow(2, x),
                "natural log forgotten",
                x -> Math.pow(2, x));
        layer(
                "x / (1 + x²)",
                x -> x / (1 + x * x),
                x -> (1 - x * x) / square(1 + x * x),
                "plus for minus",
                x -> (1 + x * x) / square(1 + x * x));
    }

    private static double mishSlope(double x) {
        double t = Math.tanh(Math.log1p(Math.exp(x)));
        return t + x * (1 - t * t) * sigmoid(x);
    }

    private static double secant(double x) {
        return 1 / Math.cosh(x);
    }
}
