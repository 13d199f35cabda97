package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Targets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * 60 right and 60 wrong layers, losses and functions that were invented apart from the catalogue of seeded mistakes. The table
 * of verdicts is the file {@code invented-subjects.txt}, with the reason of each miss.
 */
class InventedSubjectsTest {
    private static final Tensor X = Tensor.normal(new Rng(21), 0, 1.5, Shape.of(5, 7));
    private static final Targets T = Targets.of(Tensor.uniform(new Rng(22), 0.1, 0.9, Shape.of(5, 7)));

    private final List<String> table = new ArrayList<>();

    private void row(String subject, String mistake, GradientReport report) {
        table.add(String.format("%-28s %-52s %s", subject, mistake, report.verdict()));
    }

    /** A layer, right and with a mistake in its derivative. */
    private void layer(
            String name, DoubleUnaryOperator f, DoubleUnaryOperator slope, String mistake, DoubleUnaryOperator wrong) {
        Formula formula = Formula.elementwise(f);
        row(
                name,
                "",
                GradientCheck.of(MadeLayer.elementwise(f, slope, formula)).on(X).run());
        row(
                name,
                mistake,
                GradientCheck.of(MadeLayer.elementwise(f, wrong, formula)).on(X).run());
    }

    /** A loss, a sum over scores s with targets t, right and with a mistake in its derivative. */
    private void loss(
            String name,
            DoubleBinaryOperator value,
            DoubleBinaryOperator slope,
            String mistake,
            DoubleBinaryOperator wrong) {
        row(
                name,
                "",
                GradientCheck.of(new SumLoss("loss", value, slope)).on(X, T).run());
        row(
                name,
                mistake,
                GradientCheck.of(new SumLoss("loss", value, wrong)).on(X, T).run());
    }

    /** A function of three numbers, right and with a mistake in its gradient. */
    private void function(
            String name,
            ToDoubleFunction<double[]> value,
            UnaryOperator<double[]> gradient,
            String mistake,
            UnaryOperator<double[]> wrong) {
        row(name, "", GradientCheck.of(value, gradient, 0.7, -1.3, 2.1).run());
        row(name, mistake, GradientCheck.of(value, wrong, 0.7, -1.3, 2.1).run());
    }

    private static double[] of(double... gradient) {
        return gradient;
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    private static double square(double x) {
        return x * x;
    }

    private static double secant(double x) {
        return 1 / Math.cosh(x);
    }

    @Test
    void verdictsAreThoseOfTheTable() throws IOException {
        layers();
        layersWithExponentials();
        moreLayers();
        roughSlopes();
        losses();
        moreLosses();
        functions();
        functionsWithQuotients();
        moreFunctions();
        assertEquals(120, table.size());
        String all = String.join("\n", table) + "\n";
        String expected;
        try (InputStream in = getClass().getResourceAsStream("invented-subjects.txt")) {
            expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals(expected.substring(expected.indexOf("\n\n") + 2), all);
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
                InventedSubjectsTest::mishSlope,
                "tanh part only",
                x -> Math.tanh(Math.log1p(Math.exp(x))));
        layer(
                "sech",
                InventedSubjectsTest::secant,
                x -> -secant(x) * Math.tanh(x),
                "sech² instead",
                x -> -square(secant(x)));
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

    private static double mishSlope(double x) {
        double t = Math.tanh(Math.log1p(Math.exp(x)));
        return t + x * (1 - t * t) * sigmoid(x);
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
        layer(
                "softplus",
                x -> Math.log1p(Math.exp(x)),
                InventedSubjectsTest::sigmoid,
                "step function",
                x -> x > 0 ? 1 : 0);
    }

    private void roughSlopes() {
        layer(
                "softplus again",
                x -> Math.log1p(Math.exp(x)),
                InventedSubjectsTest::sigmoid,
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

    private void losses() {
        loss(
                "fourth power",
                (s, t) -> Math.pow(s - t, 4),
                (s, t) -> 4 * Math.pow(s - t, 3),
                "3 for 4",
                (s, t) -> 3 * Math.pow(s - t, 3));
        loss(
                "log-cosh",
                (s, t) -> Math.log(Math.cosh(s - t)),
                (s, t) -> Math.tanh(s - t),
                "t - s",
                (s, t) -> Math.tanh(t - s));
        loss("squared", (s, t) -> square(s - t), (s, t) -> 2 * (s - t), "target ignored", (s, t) -> 2 * s);
        loss(
                "relative square",
                (s, t) -> square((s - t) / t),
                (s, t) -> 2 * (s - t) / t / t,
                "divided once",
                (s, t) -> 2 * (s - t) / t);
        loss(
                "Cauchy",
                (s, t) -> Math.log1p(square(s - t)),
                (s, t) -> 2 * (s - t) / (1 + square(s - t)),
                "unbounded",
                (s, t) -> 2 * (s - t));
        loss(
                "Poisson",
                (s, t) -> Math.exp(s) - t * s,
                (s, t) -> Math.exp(s) - t,
                "t times s",
                (s, t) -> Math.exp(s) - t * s);
        loss(
                "exponential",
                (s, t) -> Math.exp(-s * t),
                (s, t) -> -t * Math.exp(-s * t),
                "t forgotten",
                (s, t) -> -Math.exp(-s * t));
    }

    private void moreLosses() {
        loss(
                "pseudo-Huber",
                (s, t) -> Math.sqrt(1 + square(s - t)),
                (s, t) -> (s - t) / Math.sqrt(1 + square(s - t)),
                "detached",
                (s, t) -> 0);
        loss("sine loss", (s, t) -> Math.sin(s) * t, (s, t) -> Math.cos(s) * t, "by the target", (s, t) -> Math.sin(s));
        loss(
                "logistic",
                (s, t) -> Math.log1p(Math.exp(-s)) + (1 - t) * s,
                (s, t) -> sigmoid(s) - t,
                "t of 1 for all above half",
                (s, t) -> sigmoid(s) - (t > 0.5 ? 1 : t));
        loss(
                "Gaussian loss",
                (s, t) -> -Math.exp(-square(s - t)),
                (s, t) -> 2 * (s - t) * Math.exp(-square(s - t)),
                "wider",
                (s, t) -> 2 * (s - t) * Math.exp(-square(s - t) / 2));
        loss(
                "quadratic with cubic",
                (s, t) -> square(s - t) + 0.1 * s * s * s,
                (s, t) -> 2 * (s - t) + 0.3 * s * s,
                "penalty forgotten",
                (s, t) -> 2 * (s - t));
        loss(
                "squared again",
                (s, t) -> square(s - t),
                (s, t) -> 2 * (s - t),
                "targets rounded to two digits",
                (s, t) -> 2 * (s - Math.rint(100 * t) / 100));
    }

    private void functions() {
        function(
                "product",
                p -> p[0] * p[1] * p[2],
                p -> of(p[1] * p[2], p[0] * p[2], p[0] * p[1]),
                "swapped",
                p -> of(p[0] * p[2], p[1] * p[2], p[0] * p[1]));
        function(
                "norm",
                p -> Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]),
                InventedSubjectsTest::unit,
                "not divided",
                p -> p);
        function(
                "sum of sines",
                p -> Math.sin(p[0]) + Math.sin(2 * p[1]) + Math.sin(3 * p[2]),
                p -> of(Math.cos(p[0]), 2 * Math.cos(2 * p[1]), 3 * Math.cos(3 * p[2])),
                "last frequency lost",
                p -> of(Math.cos(p[0]), 2 * Math.cos(2 * p[1]), Math.cos(3 * p[2])));
        function(
                "Rosenbrock",
                p -> 100 * square(p[1] - p[0] * p[0]) + square(1 - p[0]),
                p -> of(-400 * p[0] * (p[1] - p[0] * p[0]) - 2 * (1 - p[0]), 200 * (p[1] - p[0] * p[0]), 0),
                "second term lost",
                p -> of(-400 * p[0] * (p[1] - p[0] * p[0]), 200 * (p[1] - p[0] * p[0]), 0));
        function(
                "log of squares",
                p -> Math.log(1 + p[0] * p[0] + p[1] * p[1] + p[2] * p[2]),
                p -> scaled(p, 2 / (1 + p[0] * p[0] + p[1] * p[1] + p[2] * p[2])),
                "off by 1e-5",
                p -> scaled(p, 2.00002 / (1 + p[0] * p[0] + p[1] * p[1] + p[2] * p[2])));
    }

    private void functionsWithQuotients() {
        function(
                "quotient",
                p -> p[0] / p[2] + p[1],
                p -> of(1 / p[2], 1, -p[0] / (p[2] * p[2])),
                "sign",
                p -> of(1 / p[2], 1, p[0] / (p[2] * p[2])));
        function(
                "power",
                p -> Math.pow(p[2], p[0]) + p[1],
                p -> of(Math.log(p[2]) * Math.pow(p[2], p[0]), 1, p[0] * Math.pow(p[2], p[0] - 1)),
                "logarithm forgotten",
                p -> of(Math.pow(p[2], p[0]), 1, p[0] * Math.pow(p[2], p[0] - 1)));
        function(
                "log of sum of exponentials",
                p -> Math.log(Math.exp(p[0]) + Math.exp(p[1]) + Math.exp(p[2])),
                p -> scaled(
                        of(Math.exp(p[0]), Math.exp(p[1]), Math.exp(p[2])),
                        1 / (Math.exp(p[0]) + Math.exp(p[1]) + Math.exp(p[2]))),
                "one hot",
                p -> of(0, 0, 1));
        function(
                "weighted squares",
                p -> p[0] * p[0] + 1e-3 * p[1] * p[1] + p[2] * p[2],
                p -> of(2 * p[0], 2e-3 * p[1], 2 * p[2]),
                "small term dropped",
                p -> of(2 * p[0], 0, 2 * p[2]));
    }

    private void moreFunctions() {
        function(
                "coupled",
                p -> p[0] * Math.sin(p[1]) * Math.exp(-p[2]),
                p -> of(
                        Math.sin(p[1]) * Math.exp(-p[2]),
                        p[0] * Math.cos(p[1]) * Math.exp(-p[2]),
                        -p[0] * Math.sin(p[1]) * Math.exp(-p[2])),
                "state of the call before",
                new UnaryOperator<>() {
                    private int calls;

                    @Override
                    public double[] apply(double[] p) {
                        return of(
                                Math.sin(p[1]) * Math.exp(-p[2]),
                                p[0] * Math.cos(p[1]) * Math.exp(-p[2]),
                                calls++ * 0.1);
                    }
                });
        function(
                "mean and variance",
                InventedSubjectsTest::variance,
                p -> of(2 * (p[0] - mean(p)) / 3, 2 * (p[1] - mean(p)) / 3, 2 * (p[2] - mean(p)) / 3),
                "N - 1",
                p -> of(p[0] - mean(p), p[1] - mean(p), p[2] - mean(p)));
        function(
                "absolute",
                p -> Math.abs(p[0]) + Math.abs(p[1]) + p[2],
                p -> of(Math.signum(p[0]), Math.signum(p[1]), 1),
                "always 1",
                p -> of(1, 1, 1));
    }

    private static double mean(double[] p) {
        return (p[0] + p[1] + p[2]) / 3;
    }

    private static double variance(double[] p) {
        return (square(p[0] - mean(p)) + square(p[1] - mean(p)) + square(p[2] - mean(p))) / 3;
    }

    private static double[] unit(double[] p) {
        return scaled(p, 1 / Math.sqrt(p[0] * p[0] + p[1] * p[1] + p[2] * p[2]));
    }

    private static double[] scaled(double[] p, double factor) {
        return of(p[0] * factor, p[1] * factor, p[2] * factor);
    }
}
