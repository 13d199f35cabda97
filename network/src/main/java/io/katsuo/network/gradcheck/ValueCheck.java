package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.network.numeric.CheckProgress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * A check of a function of which only the values are known: layers without a formula in double, or code of the user's
 * own. The noise of the values is measured, and {@link NoisyDerivative} chooses the steps accordingly.
 */
final class ValueCheck {
    /** The accepted error, relative to the largest derivative, if scores are computed in float32. */
    static final double FLOAT_ERROR = 5e-5;

    /** The same for functions computed in double. */
    static final double DOUBLE_ERROR = 1e-6;

    /** The least noise of a value computed in float32, relative to it. */
    static final double FLOAT_NOISE = 0x1p-26;

    /** The same for functions computed in double. */
    static final double DOUBLE_NOISE = 0x1p-52;

    private final String name;
    private final List<PerturbedValues> variables;
    private final DoubleSupplier value;
    private final double relativeError;
    private final int samples;
    private final double leastNoise;
    private double noise;
    private double known;

    ValueCheck(
            String name,
            List<PerturbedValues> variables,
            DoubleSupplier value,
            double relativeError,
            int samples,
            double leastNoise) {
        this.name = name;
        this.variables = variables;
        this.value = value;
        this.relativeError = relativeError;
        this.samples = samples;
        this.leastNoise = leastNoise;
    }

    GradientReport run(Runnable computeGradients, CheckSettings settings, List<String> remarks) {
        computeGradients.run();
        List<double[]> gradients = variables.stream()
                .map(variable -> variable.gradient().get().clone())
                .toList();
        noise = Math.max(NoiseFloor.of(variables, value), leastNoise * Math.abs(value.getAsDouble()));
        known = 0;
        for (int i = 0; i < gradients.size(); i++) {
            int wanted = variables.get(i).shape().size();
            if (gradients.get(i).length != wanted) {
                throw new IllegalArgumentException("gradientCheck: gradient of "
                        + variables.get(i).name() + ": wrong length: " + gradients.get(i).length + ", not " + wanted);
            }
        }
        List<int[]> entries = new ArrayList<>();
        long total = 0;
        for (PerturbedValues variable : variables) {
            entries.add(settings.choice().of(entries.size(), variable.shape().size()));
            total += entries.getLast().length;
        }
        settings.progress().begin(total);
        List<CheckedParameter> checked = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            checked.add(check(variables.get(i), gradients.get(i), entries.get(i), settings.progress()));
        }
        List<String> findings = checked.stream()
                .filter(entry -> entry.verdict() == Verdict.FAILED)
                .map(entry -> "gradient of " + entry.name() + of(entry.layer()) + " disagrees: " + entry.reason())
                .toList();
        List<String> notes = new ArrayList<>(remarks);
        notes.add(
                String.format(Locale.ROOT, "values have a noise of %.1e; derivatives are known to %.1e", noise, known));
        double now = value.getAsDouble();
        if (!Double.isFinite(now)) {
            findings = List.of("the value at the point is " + now + ": nothing was compared");
        }
        CheckedForward forward = new CheckedForward(now, Double.NaN, Double.NaN, Double.NaN, true);
        return new GradientReport(name, checked, List.of(), forward, findings, notes);
    }

    private static String of(String layer) {
        return layer.isEmpty() ? "" : " of " + layer;
    }

    private CheckedParameter check(PerturbedValues variable, double[] gradient, int[] entries, CheckProgress progress) {
        double middle = value.getAsDouble();
        double spread = variable.spread();
        Errors.Sum errors = new Errors.Sum();
        Errors.Sum beyond = new Errors.Sum();
        double[] differences = new double[entries.length];
        double inexact = 0;
        int shown = 0;
        for (int e = 0; e < entries.length; e++) {
            double unit = variable.unit(entries[e], spread);
            NoisyDerivative slope = NoisyDerivative.of(variable, entries[e], unit, value, middle, noise);
            double got = gradient[entries[e]];
            differences[e] = slope.kinked() ? Double.NaN : slope.value();
            // At a kink the error is the jump of the slope: every value between both slopes is right.
            beyond.add(e, slope.error() < Double.POSITIVE_INFINITY ? excess(got, slope) : 0, 0);
            if (!slope.kinked()) {
                errors.add(e, got, slope.value());
                inexact = Math.max(inexact, slope.error());
                shown += Math.abs(slope.value()) > slope.error() ? 1 : 0;
            }
            progress.advance();
        }
        known = Math.max(known, inexact);
        double relative = relativeError * errors.largestReference();
        double bound = relative + inexact;
        boolean right = !(beyond.errors().maxAbsolute() > relative
                || Double.isNaN(beyond.errors().maxAbsolute()));
        int worst = Math.max(errors.worst(), 0);
        String reason = !right
                ? failure(variable, gradient, entries, differences, errors)
                : shown > 0 ? "within the noise and " + relativeError + " of the largest" : Verdict.NOTHING_SHOWN;
        return new CheckedParameter(
                variable.name(),
                variable.layer(),
                variable.shape(),
                errors.count(),
                entries.length - errors.count(),
                errors.errors(),
                Errors.NONE,
                Errors.NONE,
                bound,
                CheckedParameter.Worst.of(
                        variable.shape(), entries[worst], gradient[entries[worst]], differences[worst]),
                shown,
                right ? Verdict.right(shown) : Verdict.FAILED,
                reason);
    }

    private static double excess(double got, NoisyDerivative slope) {
        return Math.max(0, Math.abs(got - slope.value()) - slope.error());
    }

    private String failure(
            PerturbedValues variable, double[] gradient, int[] entries, double[] differences, Errors.Sum errors) {
        if (errors.count() == 0) {
            return "it does not lie between the slopes on both sides of a kink";
        }
        int[] compared = IntStream.range(0, entries.length)
                .filter(e -> !Double.isNaN(differences[e]))
                .toArray();
        double[] got =
                Arrays.stream(compared).mapToDouble(e -> gradient[entries[e]]).toArray();
        boolean all = got.length == gradient.length;
        Shape shape = all ? variable.shape() : Shape.of(got.length);
        return ErrorPatterns.find(
                        got, ErrorBound.pick(differences, compared), ErrorPatterns.Context.of(shape, samples, 1, null))
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "off by up to %.2g, of a largest derivative of %.2g",
                        errors.errors().maxAbsolute(),
                        errors.largestReference()));
    }
}
