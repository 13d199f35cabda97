package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A {@link ValueCheck} of layers of which at least one has no formula in double: the outputs are computed in float32, the
 * loss of them in double.
 */
final class ValueStackCheck {
    private final Stack stack;
    private final Tensor x;
    private final double[][] targets;
    private FloatPass pass;
    private double loss;

    ValueStackCheck(Stack stack) {
        this.x = stack.x().copy();
        this.stack = stack.on(x);
        this.targets = stack.objective().targets(stack.outputs());
    }

    GradientReport run(CheckSettings settings) {
        String without = stack.layers().stream()
                .filter(layer -> layer.formula().isEmpty())
                .map(Layer::name)
                .collect(Collectors.joining(", "));
        List<String> remarks = List.of("checked in float32, for want of a formula in double: " + without);
        GradientReport report = new ValueCheck(
                        stack.name(),
                        variables(),
                        this::value,
                        ValueCheck.FLOAT_ERROR,
                        stack.rows(),
                        ValueCheck.FLOAT_NOISE)
                .run(this::computeGradients, settings, remarks);
        List<String> findings = new ArrayList<>(pass.writes);
        CutCheck cut = new CutCheck(stack, pass);
        findings.addAll(cut.findings);
        double exact = value();
        if (!(Math.abs(loss - exact) <= 1e-6 * (Math.abs(exact) + ErrorBound.largest(pass.values[stack.depth()])))) {
            findings.add(String.format(
                    Locale.ROOT,
                    "%s.forward disagrees with its formula in double: %.7g instead of %.7g",
                    stack.objective().name(),
                    loss,
                    exact));
        }
        findings.addAll(report.findings());
        if (findings.isEmpty()) {
            findings.addAll(cut.failures);
        }
        return report.withFindings(NonFinite.forward(stack, pass).map(List::of).orElse(findings));
    }

    private void computeGradients() {
        pass = new FloatPass(stack);
        loss = stack.whole().getAsDouble();
    }

    private double value() {
        Tensor outputs = FloatPass.outputs(stack);
        Stack loss = new Stack(stack.name(), List.of(), stack.objective(), outputs, false, () -> Double.NaN);
        return loss.formulas(targets).meanLoss();
    }

    private List<PerturbedValues> variables() {
        List<PerturbedValues> variables = new ArrayList<>();
        for (Layer layer : stack.layers()) {
            for (Param parameter : layer.parameters()) {
                variables.add(PerturbedValues.of(parameter, layer.name()));
            }
        }
        if (stack.inputs()) {
            variables.add(PerturbedValues.of("x", stack.first(), x, () -> pass.derivatives[0]));
        }
        return variables;
    }
}
