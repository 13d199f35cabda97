package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.Differences;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A check of layers that all have formulas in double: everything is computed, then judged. */
final class FormulaCheck {
    /** The relative error of the terms of a derivative, each a product of derivatives of single layers. */
    private static final double TERMS = 4e-9;

    /** The accepted error of a derivative by the chain rule, in multiples of the estimated one. */
    private static final double DRIFT = 8;

    /** A larger error, in multiples of its bound, is no accident of few random roundings. */
    private static final double MARGINAL = 10;

    private final Stack stack;
    private final CheckProgress progress;
    private final EntryChoice choice;
    private final Stencil stencil;
    private final boolean defaultStencil;
    private DoubleNetwork network;
    private FloatPass pass;
    private DoubleBackward back;
    private FloatPass previous;
    private RoundingErrors rounding;
    private LayerChecks checks;
    private double loss;

    FormulaCheck(Stack stack, CheckSettings settings) {
        this.stack = stack;
        this.defaultStencil = settings.stencil() == null;
        this.stencil = defaultStencil ? Stencil.central(CheckSettings.STEP) : settings.stencil();
        this.choice = settings.choice();
        this.progress = settings.progress();
    }

    GradientReport run() {
        double[][] targets = stack.objective().targets(stack.outputs());
        previous = new FloatPass(stack.altered());
        pass = new FloatPass(stack);
        network = stack.formulas(targets);
        List<ChainStep> parameters = parameters();
        progress.expect(steps(parameters));
        back = new DoubleBackward(network, pass, stack.objective(), targets, stack.inputs(), progress);
        parameters.forEach(step -> step.run(back, progress));
        List<Differences> differences = network.differences(stencil, choice, progress);
        if (stack.inputs()) {
            differences.add(network.inputDifferences(stencil, choice, progress));
        }
        GradientReport report = report(parameters, differences, RoundingErrors.RUNS);
        boolean marginal = report.verdict() == Verdict.FAILED && checks.excess < MARGINAL;
        return marginal ? report(parameters, differences, RoundingErrors.MORE_RUNS) : report;
    }

    private GradientReport report(List<ChainStep> parameters, List<Differences> differences, int runs) {
        rounding = new RoundingErrors(stack, pass, runs);
        loss = stack.whole().getAsDouble();
        checks = new LayerChecks(stack, back, rounding, previous, parameters);
        List<CheckedParameter> entries = new ArrayList<>();
        double scores = ErrorBound.largest(network.values(stack.depth()));
        double noise = 1e-10 * (Math.abs(network.meanLoss()) + scores) + back.lossNoise() / CheckSettings.STEP;
        for (int p = 0; p < parameters.size(); p++) {
            entries.add(parameter(p, parameters.get(p), differences.get(p), noise));
        }
        if (stack.inputs()) {
            entries.add(input(parameters.size(), differences.getLast(), noise));
        }
        CheckedForward forward = forward();
        return new GradientReport(
                stack.name(), entries, checks.layers, forward, findings(entries, forward), notes(entries));
    }

    private List<ChainStep> parameters() {
        List<ChainStep> steps = new ArrayList<>();
        for (int l = 0; l < stack.depth(); l++) {
            List<Param> own = stack.layers().get(l).parameters();
            for (int p = 0; p < own.size(); p++) {
                int[] entries = choice.of(steps.size(), own.get(p).value().size());
                steps.add(ChainStep.toParameter(l, p, entries));
            }
        }
        return steps;
    }

    /** The number of derivatives to be taken: of single layers, by the chain rule, and of the whole loss. */
    private long steps(List<ChainStep> parameters) {
        long steps = 0;
        for (int l = stack.inputs() ? 0 : 1; l < stack.depth(); l++) {
            steps += ChainStep.toInputs(l, pass.values[l].length).terms(network);
        }
        for (ChainStep parameter : parameters) {
            steps += 2L * parameter.entries.length;
        }
        return steps + (stack.inputs() ? choice.of(parameters.size(), pass.values[0].length).length : 0);
    }

    private CheckedParameter parameter(int number, ChainStep step, Differences differences, double noise) {
        Layer layer = stack.layers().get(step.layer);
        Param parameter = layer.parameters().get(step.which);
        // A step of a weight moves its unit in proportion to the input.
        double moved = noise * Math.max(1, ErrorBound.largest(network.values(step.layer)));
        ParameterVerdict verdict = new ParameterVerdict(
                parameter.name(),
                layer.name(),
                parameter.value().shape(),
                parameter.gradient().toDoubles(),
                step,
                differences,
                moved + TERMS * ErrorBound.largest(step.magnitudes) + DRIFT * ErrorBound.largest(step.drift),
                checks.shown.get(step));
        String own = finding(layer.name() + ".backward disagrees in the gradient of " + parameter.name());
        return verdict.of(network, number, defaultStencil, own, failureBehind(step.layer));
    }

    private CheckedParameter input(int number, Differences differences, double noise) {
        ParameterVerdict verdict = new ParameterVerdict(
                "x",
                stack.first(),
                stack.x().shape(),
                pass.derivatives[0],
                back.steps[0].at(differences.entries()),
                differences,
                noise + DRIFT * ErrorBound.largest(back.steps[0].drift),
                checks.inputsShown);
        String own = finding(stack.first() + ".backward disagrees: ");
        own = own == null ? finding(stack.first() + ".backward disagrees (") : own;
        return verdict.of(network, number, defaultStencil, own, failureBehind(0));
    }

    private String finding(String start) {
        return checks.findings.stream()
                .filter(finding -> finding.startsWith(start))
                .findFirst()
                .orElse(null);
    }

    /** The first layer in the backward pass that is wrong, if it comes before this layer there; otherwise null. */
    private String failureBehind(int layer) {
        return checks.layers.stream()
                .limit((long) stack.depth() - layer)
                .filter(checked -> checked.verdict() == Verdict.FAILED)
                .map(CheckedLayer::name)
                .findFirst()
                .orElse(null);
    }

    private CheckedForward forward() {
        int depth = stack.depth();
        double[] exact = network.values(depth);
        double error = 0;
        for (int i = 0; i < exact.length; i++) {
            double difference = Math.abs(pass.values[depth][i] - exact[i]);
            error = Double.isNaN(difference) || Double.isNaN(error) ? Double.NaN : Math.max(error, difference);
        }
        double own = ErrorBound.step(1, ErrorBound.largest(exact));
        double bound = ErrorBound.ALONE * (own + (depth == 0 ? 0 : ErrorBound.largest(rounding.scores)));
        double exactLoss = network.meanLoss();
        double sensitivity = 0;
        for (double derivative : back.steps[depth].derivatives) {
            sensitivity += Math.abs(derivative);
        }
        double lossBound = 2 * sensitivity * bound + 1e-6 * (Math.abs(exactLoss) + ErrorBound.largest(exact));
        boolean passed = error <= bound && Math.abs(loss - exactLoss) <= lossBound;
        return new CheckedForward(loss, exactLoss, error, bound, passed);
    }

    private List<String> findings(List<CheckedParameter> entries, CheckedForward forward) {
        Optional<String> notFinite = NonFinite.forward(stack, pass);
        if (notFinite.isPresent()) {
            return List.of(notFinite.get());
        }
        List<String> findings = new ArrayList<>(pass.writes);
        CutCheck cut = new CutCheck(stack, pass);
        findings.addAll(cut.findings);
        for (int l = 0; l < stack.depth(); l++) {
            String name = stack.layers().get(l).name();
            new FormulaClaims(name, network.formula(l), network.parameters(l), network.values(l), stack.rows())
                    .untrue()
                    .ifPresent(findings::add);
        }
        findings.addAll(checks.findings);
        if (findings.isEmpty()) {
            findings.addAll(cut.failures);
            findings.addAll(rounding.unsteady);
        }
        if (findings.isEmpty() && !forward.passed()) {
            findings.add(String.format(
                    Locale.ROOT,
                    "forward in float32 and in double differ: loss %.7g and %.7g, scores by up to %.2g (bound %.2g)",
                    forward.loss(),
                    forward.doubleLoss(),
                    forward.scoreError(),
                    forward.scoreBound()));
        }
        for (CheckedParameter entry : entries) {
            if (entry.verdict() == Verdict.FAILED && findings.isEmpty()) {
                findings.add("gradient of " + entry.name() + ": " + entry.reason());
            }
        }
        return findings;
    }

    private List<String> notes(List<CheckedParameter> entries) {
        List<String> notes = new ArrayList<>();
        int skipped = entries.stream().mapToInt(CheckedParameter::skipped).sum();
        if (skipped > 0) {
            notes.add(skipped + " derivatives have a kink within the step: compared with the chain rule only");
        }
        for (int l = 0; l < stack.depth(); l++) {
            String name = stack.layers().get(l).name();
            int switched = switched(l);
            if (switched > 0) {
                notes.add(
                        switched + " inputs of " + name + " lie on different sides of a kink in float32 and in double");
            }
            int inputs = network.values(l).length / stack.rows();
            double kink = KinkScan.find(network.formula(l), network.parameters(l), network.values(l), inputs);
            if (!Double.isNaN(kink)) {
                String where = network.formula(l).elementwise() ? "a kink at " + (float) kink : "kinks";
                notes.add(name + ": the formula has " + where.replaceAll("\\.0$", "")
                        + " and does not say so (kinkAt): the derivative there was not checked, and beside it"
                        + " differences may be wrong");
            }
        }
        return notes;
    }

    private int switched(int l) {
        Formula formula = network.formula(l);
        int switched = 0;
        for (int i = 0; formula.elementwise() && i < pass.values[l].length; i++) {
            switched += formula.kink(network.values(l)[i], pass.values[l][i]) ? 1 : 0;
        }
        return switched;
    }
}
