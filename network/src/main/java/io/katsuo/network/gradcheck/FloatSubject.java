package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Layers of which at least one has no formula in double, as a function: outputs in float32, the loss of them in double. */
final class FloatSubject {
    private final Subject subject;
    private final Tensor x;
    private final double[][] targets;
    private FloatPass pass;

    FloatSubject(Subject subject) {
        this.subject = subject;
        this.x = subject.x().copy();
        this.targets = subject.head().targets(subject.outputs());
    }

    GradientReport run(GradientCheck.Settings settings) {
        List<String> without = subject.layers().stream()
                .filter(layer -> layer.formula().isEmpty())
                .map(Layer::name)
                .toList();
        List<String> remarks =
                List.of("checked in float32, for want of a formula in double: " + String.join(", ", without));
        FloatPass previous = FloatPass.of(subject.on(x).altered());
        Optional<String> influence = SampleInfluence.forward(subject.on(x), previous);
        DirectExamination examination = new DirectExamination(
                subject.name(), variables(), this::value, DirectExamination.FLOAT_ERROR, subject.rows(), 0x1p-26);
        GradientReport report =
                examination.run(this::computeGradients, settings.choice(), settings.progress(), remarks);
        List<String> findings = new ArrayList<>(report.findings());
        pass.scalingFault.ifPresent(fault -> findings.add(subject.head().name() + ".backward disagrees: " + fault));
        influence.or(() -> SampleInfluence.backward(subject, pass, previous)).ifPresent(findings::addFirst);
        findings.addAll(0, pass.writes);
        findings.addAll(pass.findings);
        NonFinite.forward(subject, pass).ifPresent(culprit -> {
            findings.clear();
            findings.add(culprit);
        });
        return new GradientReport(
                report.subject(), report.entries(), report.layers(), report.forward(), findings, report.notes());
    }

    private void computeGradients() {
        pass = FloatPass.of(subject.on(x));
        subject.whole().run();
    }

    private double value() {
        Tensor value = x;
        for (Layer layer : subject.layers()) {
            Shape shape = layer.outputShape(value.shape());
            value = layer.infer(value, Tensor.zeros(shape));
        }
        double[] outputs = WayBack.doubles(value.toArray());
        LossFormula formula = subject.head().formula();
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            sum += formula.loss(outputs, row * targets[row].length, targets[row]);
        }
        return sum / targets.length;
    }

    private List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (Layer layer : subject.layers()) {
            for (Param parameter : layer.parameters()) {
                variables.add(
                        new Variable.OfTensor(parameter.name(), layer.name(), parameter.value(), parameter::gradient));
            }
        }
        if (subject.inputs()) {
            String first = subject.layers().getFirst().name();
            variables.add(new Variable.OfTensor(
                    "x",
                    first,
                    x,
                    () -> Tensor.wrap(pass.derivatives[0], x.shape().dims())));
        }
        return variables;
    }
}
