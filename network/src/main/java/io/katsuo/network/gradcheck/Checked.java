package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.numeric.CheckProgress;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/** What a {@link GradientCheck} runs: entry by entry; a network also along directions, and on itself with mistakes. */
interface Checked {
    GradientReport run(CheckSettings settings);

    default GradientReport directions(int count, long seed, CheckProgress progress) {
        throw new IllegalStateException("gradientCheck: random directions are for networks");
    }

    default SelfTestReport selfTest(long seed, CheckProgress progress) {
        throw new IllegalStateException("gradientCheck: a self-test is for networks whose layers all have a formula");
    }

    /** A function of tensors. */
    static Checked of(Differentiable function) {
        List<PerturbedValues> variables = function.parameters().stream()
                .map(parameter -> PerturbedValues.of(parameter, ""))
                .toList();
        ValueCheck check = new ValueCheck(
                "function", variables, function::value, ValueCheck.FLOAT_ERROR, 1, ValueCheck.DOUBLE_NOISE);
        return settings -> check.run(function::computeGradients, settings, List.of());
    }

    /** A function of doubles at a point, which is changed while the check runs. */
    static Checked of(ToDoubleFunction<double[]> value, UnaryOperator<double[]> gradient, double[] x) {
        if (x.length == 0) {
            throw new IllegalArgumentException("gradientCheck: the point has no coordinates");
        }
        List<PerturbedValues> variable = List.of(PerturbedValues.of("x", x, () -> gradient.apply(x.clone())));
        ValueCheck check = new ValueCheck(
                "function",
                variable,
                () -> value.applyAsDouble(x),
                ValueCheck.DOUBLE_ERROR,
                1,
                ValueCheck.DOUBLE_NOISE);
        return settings -> check.run(() -> {}, settings, List.of());
    }

    /** Layers in a row. */
    static Checked of(Stack stack) {
        return settings -> {
            Stack wanted = stack.withInputs(stack.inputs() || settings.inputs());
            return restoring(
                    wanted,
                    () -> wanted.hasFormulas()
                            ? new FormulaCheck(wanted, settings).run()
                            : new ValueStackCheck(wanted).run(settings));
        };
    }

    /** A network on a batch. */
    static Checked of(Network network, Tensor x, Targets t) {
        Objects.requireNonNull(x, "x");
        List<Layer> layers = List.copyOf(network.layers().values());
        String name = "network of " + layers.size() + " layers";
        Objective loss = new Objective.Loss(network.lastLayer(), Objects.requireNonNull(t, "t"));
        Stack stack = new Stack(name, layers, loss, x, false, () -> network.computeGradients(x, t));
        Checked entries = of(stack);
        Function<List<Layer>, Stack> rebuilt = planted -> {
            Network other = new Network(planted, network.lastLayer());
            return new Stack(name, planted, loss, x, false, () -> other.computeGradients(x, t));
        };
        return new Checked() {
            @Override
            public GradientReport run(CheckSettings settings) {
                return entries.run(settings);
            }

            @Override
            public GradientReport directions(int count, long seed, CheckProgress progress) {
                return restoring(stack, () -> Directions.run(stack, count, seed, progress));
            }

            @Override
            public SelfTestReport selfTest(long seed, CheckProgress progress) {
                return stack.hasFormulas()
                        ? restoring(stack, () -> new SelfTest(stack, rebuilt, seed, progress).run())
                        : Checked.super.selfTest(seed, progress);
            }
        };
    }

    private static <T> T restoring(Stack stack, Supplier<T> check) {
        Runnable restore = stack.savedState();
        try {
            return check.get();
        } finally {
            restore.run();
        }
    }
}
