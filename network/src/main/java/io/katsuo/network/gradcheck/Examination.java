package io.katsuo.network.gradcheck;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.DoubleNetwork.Differences;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Progress;
import io.katsuo.network.numeric.Stencil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A check of layers that all have formulas in double: everything is computed, then judged. */
final class Examination {
    private static final int BLOCKS = 16;

    /** How exact the terms of a derivative are, each a product of derivatives of single layers. */
    private static final double TERMS = 4e-9;

    private final Subject subject;
    private final Progress progress;
    private final EntryChoice choice;
    private final Stencil stencil;

    Examination(Subject subject, GradientCheck.Settings settings) {
        this.subject = subject;
        this.stencil = settings.stencil();
        this.choice = settings.choice();
        this.progress = settings.progress();
    }

    GradientReport run() {
        double[][] targets = subject.head().targets(subject.outputs());
        FloatPass previous = FloatPass.of(subject.altered());
        Optional<String> influence = SampleInfluence.forward(subject, previous);
        FloatPass pass = FloatPass.of(subject);
        DoubleNetwork network =
                DoubleNetwork.of(subject.layers(), subject.head().formula(), subject.x(), targets);
        progress.expect(steps(network, pass));
        WayBack back = new WayBack(network, pass, subject.head().formula(), targets, subject.inputs(), progress);
        List<ParameterPass> parameters = parameters(back);
        List<Differences> differences = network.differences(stencil, choice, progress);
        LayerTrace trace = new LayerTrace(subject, back, previous, parameters);
        subject.whole().run();
        List<CheckedParameter> entries = new ArrayList<>();
        double noise = noise(back);
        for (int p = 0; p < parameters.size(); p++) {
            entries.add(parameter(p, parameters.get(p), differences.get(p), back, trace, noise));
        }
        if (subject.inputs()) {
            Differences byInput = network.inputDifferences(stencil, choice, progress);
            entries.add(input(parameters.size(), byInput, back, trace, noise));
        }
        CheckedForward forward = forward(back);
        return new GradientReport(
                subject.name(),
                entries,
                trace.layers,
                forward,
                findings(
                        entries,
                        forward,
                        trace,
                        back,
                        influence.or(() -> SampleInfluence.backward(subject, pass, previous))),
                notes(back, entries, parameters));
    }

    /** How many derivatives are taken: of layers alone, of parameters by the chain rule, and of the whole. */
    private long steps(DoubleNetwork network, FloatPass pass) {
        long steps = 0;
        int parameters = 0;
        for (int l = 0; l < subject.depth(); l++) {
            if (l > 0 || subject.inputs()) {
                boolean elementwise = network.formula(l).elementwise();
                steps += (long) pass.values[l].length * (elementwise ? 1 : pass.values[l + 1].length / subject.rows());
            }
            for (Param parameter : subject.layers().get(l).parameters()) {
                steps += 2L * choice.of(parameters++, parameter.value().size()).length;
            }
        }
        return steps + (subject.inputs() ? choice.of(parameters, pass.values[0].length).length : 0);
    }

    private List<ParameterPass> parameters(WayBack back) {
        List<ParameterPass> passes = new ArrayList<>();
        for (int l = 0; l < subject.depth(); l++) {
            List<Param> own = subject.layers().get(l).parameters();
            for (int p = 0; p < own.size(); p++) {
                int[] entries = choice.of(passes.size(), own.get(p).value().size());
                passes.add(new ParameterPass(l, p, entries));
            }
        }
        Parallel.run(BLOCKS * passes.size(), block -> {
            ParameterPass pass = passes.get(block / BLOCKS);
            int size = pass.entries.length;
            int from = Parallel.share(size, block % BLOCKS, BLOCKS);
            int to = Parallel.share(size, block % BLOCKS + 1, BLOCKS);
            if (from < to) {
                pass.run(back, from, to, progress);
            }
        });
        return passes;
    }

    /** How far a difference quotient of the loss may be off by rounding. */
    private double noise(WayBack back) {
        double scores = ErrorBound.largest(back.network.values(subject.depth()));
        return 1e-10 * (Math.abs(back.network.meanLoss()) + scores);
    }

    private CheckedParameter parameter(
            int number, ParameterPass pass, Differences differences, WayBack back, LayerTrace trace, double noise) {
        Layer layer = subject.layers().get(pass.layer);
        Param parameter = layer.parameters().get(pass.which);
        ParameterVerdict verdict = new ParameterVerdict(
                        parameter.name(),
                        layer.name(),
                        parameter.value().shape(),
                        parameter.gradient().toArray(),
                        pass.derivatives,
                        pass.bounds,
                        differences,
                        differences,
                        // A step of a weight moves its unit by as much as the input is large.
                        noise * Math.max(1, ErrorBound.largest(back.network.values(pass.layer)))
                                + TERMS * ErrorBound.largest(pass.magnitudes))
                .settled(back.network, number, stencil == GradientCheck.Settings.DEFAULT.stencil());
        String what = layer.name() + ".backward disagrees in the gradient of " + parameter.name();
        return verdict.of(finding(trace, what), behind(trace, pass.layer));
    }

    private CheckedParameter input(int number, Differences differences, WayBack back, LayerTrace trace, double noise) {
        int[] entries = differences.entries();
        String first = subject.depth() == 0
                ? subject.head().name()
                : subject.layers().getFirst().name();
        ParameterVerdict verdict = new ParameterVerdict(
                        "x",
                        first,
                        subject.x().shape(),
                        back.pass.derivatives[0],
                        Arrays.stream(entries)
                                .mapToDouble(i -> back.derivatives[0][i])
                                .toArray(),
                        Arrays.stream(entries)
                                .mapToDouble(i -> back.bounds[0][i])
                                .toArray(),
                        differences,
                        differences,
                        noise)
                .settled(back.network, number, stencil == GradientCheck.Settings.DEFAULT.stencil());
        String own = finding(trace, first + ".backward disagrees: ");
        return verdict.of(own == null ? finding(trace, first + ".backward disagrees (") : own, behind(trace, 0));
    }

    private static String finding(LayerTrace trace, String start) {
        return trace.findings.stream()
                .filter(finding -> finding.startsWith(start))
                .findFirst()
                .orElse(null);
    }

    /** The first layer on the way back that is wrong, if that is after this layer. */
    private String behind(LayerTrace trace, int layer) {
        for (int i = 0; i < subject.depth() - layer; i++) {
            if (!trace.layers.get(i).passed()) {
                return trace.layers.get(i).name();
            }
        }
        return null;
    }

    private CheckedForward forward(WayBack back) {
        int depth = subject.depth();
        double[] exact = back.network.values(depth);
        double error = 0;
        for (int i = 0; i < exact.length; i++) {
            double difference = Math.abs(back.floats[depth][i] - exact[i]);
            error = Double.isNaN(difference) || Double.isNaN(error) ? Double.NaN : Math.max(error, difference);
        }
        double steps = 0;
        for (int l = 0; l < depth; l++) {
            steps += 2 + Math.sqrt((double) back.floats[l].length / subject.rows());
        }
        double scale = depth == 0 ? 0 : back.scales[depth - 1];
        double bound = ErrorBound.THROUGH * ErrorBound.U * steps * scale + Float.MIN_NORMAL;
        double loss = back.network.meanLoss();
        double sensitivity = 0;
        for (double derivative : back.derivatives[depth]) {
            sensitivity += Math.abs(derivative);
        }
        double lossBound = 2 * sensitivity * bound + 1e-6 * (Math.abs(loss) + ErrorBound.largest(exact));
        boolean passed = error <= bound && Math.abs(back.pass.loss - loss) <= lossBound;
        return new CheckedForward(back.pass.loss, loss, error, bound, passed);
    }

    private List<String> findings(
            List<CheckedParameter> entries,
            CheckedForward forward,
            LayerTrace trace,
            WayBack back,
            Optional<String> influence) {
        List<String> findings = new ArrayList<>();
        Optional<String> notFinite = NonFinite.forward(subject, back.pass);
        if (notFinite.isPresent()) {
            return List.of(notFinite.get());
        }
        findings.addAll(back.pass.writes);
        influence.ifPresent(findings::add);
        for (int l = 0; l < subject.depth(); l++) {
            claims(back, l).untrue().ifPresent(findings::add);
        }
        findings.addAll(trace.findings);
        findings.addAll(back.pass.findings);
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
            if (!entry.passed() && findings.isEmpty()) {
                findings.add("gradient of " + entry.name() + ": " + entry.reason());
            }
        }
        return findings;
    }

    private List<String> notes(WayBack back, List<CheckedParameter> entries, List<ParameterPass> parameters) {
        List<String> notes = new ArrayList<>();
        int skipped = entries.stream().mapToInt(CheckedParameter::skipped).sum();
        if (skipped > 0) {
            notes.add(skipped + " derivatives have a kink within the step: compared with the chain rule only");
        }
        for (int l = 0; l < subject.depth(); l++) {
            int switched = switched(back, l);
            if (switched > 0) {
                notes.add(switched + " inputs of " + subject.layers().get(l).name()
                        + " lie on different sides of a kink in float32 and in double");
            }
            if (claims(back, l).hidesAKink()) {
                notes.add(subject.layers().get(l).name() + ": the formula has a kink at 0 and does not say so"
                        + " (elementwise, kink): whether > and >= are confused there was not checked");
            }
        }
        for (ParameterPass pass : parameters) {
            if (pass.entries.length > 0 && Arrays.stream(pass.derivatives).allMatch(derivative -> derivative == 0)) {
                String name = subject.layers()
                        .get(pass.layer)
                        .parameters()
                        .get(pass.which)
                        .name();
                notes.add("all derivatives by " + name + " are 0: nothing was exercised");
            }
        }
        return notes;
    }

    private Claims claims(WayBack back, int l) {
        return new Claims(
                subject.layers().get(l).name(),
                back.network.formula(l),
                back.network.parameters(l),
                back.network.values(l),
                subject.rows());
    }

    private static int switched(WayBack back, int l) {
        Formula formula = back.network.formula(l);
        int switched = 0;
        for (int i = 0; formula.elementwise() && i < back.floats[l].length; i++) {
            switched += formula.kink(back.network.values(l)[i], back.floats[l][i]) ? 1 : 0;
        }
        return switched;
    }
}
