package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** Checks subjects, each right and with a mistake, and keeps a row of each verdict. */
abstract class InventedSubjects {
    private static final Tensor X = Tensor.normal(new Rng(21), 0, 1.5, Shape.of(5, 7));
    private static final Targets T = Targets.of(Tensor.uniform(new Rng(22), 0.1, 0.9, Shape.of(5, 7)));

    private final List<String> table = new ArrayList<>();

    /** Checks all subjects. */
    abstract void check();

    final List<String> table() {
        check();
        return table;
    }

    private void row(String subject, String mistake, GradientReport report) {
        table.add(String.format("%-28s %-52s %s", subject, mistake, report.verdict()));
    }

    /** A layer, right and with a mistake in its derivative. */
    final void layer(
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
    final void loss(
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
    final void function(
            String name,
            ToDoubleFunction<double[]> value,
            UnaryOperator<double[]> gradient,
            String mistake,
            UnaryOperator<double[]> wrong) {
        row(name, "", GradientCheck.of(value, gradient, 0.7, -1.3, 2.1).run());
        row(name, mistake, GradientCheck.of(value, wrong, 0.7, -1.3, 2.1).run());
    }

    static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    static double square(double x) {
        return x * x;
    }
}
