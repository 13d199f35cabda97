package io.katsuo.network.gradcheck;

import java.util.function.UnaryOperator;

/** Functions of three numbers. */
final class InventedFunctions extends InventedSubjects {
    @Override
    void check() {
        functions();
        functionsWithQuotients();
        moreFunctions();
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
                InventedFunctions::unit,
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
                InventedFunctions::variance,
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

    private static double[] of(double... gradient) {
        return gradient;
    }
}
