package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * A check of a function of which nothing is known but its values: layers without a formula in double, or code of the
 * user's own. Its noise is measured, and the step chosen from it: {@code h = noise^(1/3)}, where truncation and noise
 * are about equal; Richardson's extrapolation takes away most of the former.
 */
final class DirectExamination {
    /** G3 of the project: float32 scores, loss in double. */
    static final double FLOAT_ERROR = 5e-5;

    /** For functions computed in double. */
    static final double DOUBLE_ERROR = 1e-6;

    private final String name;
    private final List<Variable> variables;
    private final DoubleSupplier value;
    private final double relativeError;
    private final int samples;
    private double noise;
    private double known;
    private final double leastNoise;
    private final List<String> unexercised = new ArrayList<>();

    DirectExamination(String name, List<Variable> variables, DoubleSupplier value, double relativeError, int samples) {
        this(name, variables, value, relativeError, samples, 0x1p-52);
    }

    /** The least noise, relative to the value: what is computed in float32 is no more exact than that. */
    DirectExamination(
            String name,
            List<Variable> variables,
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

    GradientReport run(Runnable computeGradients, EntryChoice choice, Progress progress, List<String> remarks) {
        computeGradients.run();
        List<double[]> gradients =
                variables.stream().map(variable -> variable.gradient().clone()).toList();
        noise = Math.max(NoiseFloor.of(variables, value), leastNoise * Math.abs(value.getAsDouble()));
        known = 0;
        unexercised.clear();
        for (int i = 0; i < gradients.size(); i++) {
            int wanted = variables.get(i).shape().size();
            if (gradients.get(i).length != wanted) {
                throw new IllegalArgumentException("gradientCheck: gradient of "
                        + variables.get(i).name() + ": wrong length: " + gradients.get(i).length + ", not " + wanted);
            }
        }
        List<int[]> entries = new ArrayList<>();
        long total = 0;
        for (Variable variable : variables) {
            entries.add(choice.of(entries.size(), variable.shape().size()));
            total += entries.getLast().length;
        }
        progress.begin(total);
        List<CheckedParameter> checked = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            checked.add(check(variables.get(i), gradients.get(i), entries.get(i), progress));
        }
        List<String> findings = checked.stream()
                .filter(entry -> !entry.passed())
                .map(entry -> "gradient of " + entry.name() + of(entry.layer()) + " disagrees: " + entry.reason())
                .toList();
        List<String> notes = new ArrayList<>(remarks);
        notes.add(
                String.format(Locale.ROOT, "values have a noise of %.1e; derivatives are known to %.1e", noise, known));
        notes.addAll(unexercised);
        double now = value.getAsDouble();
        CheckedForward forward = new CheckedForward(now, Double.NaN, Double.NaN, Double.NaN, true);
        return new GradientReport(name, checked, List.of(), forward, findings, notes);
    }

    private static String of(String layer) {
        return layer.isEmpty() ? "" : " of " + layer;
    }

    private CheckedParameter check(Variable variable, double[] gradient, int[] entries, Progress progress) {
        double middle = value.getAsDouble();
        double spread = variable.spread();
        Errors.Sum errors = new Errors.Sum();
        Errors.Sum beyond = new Errors.Sum();
        double[] differences = new double[entries.length];
        double inexact = 0;
        boolean exercised = false;
        for (int e = 0; e < entries.length; e++) {
            double unit = variable.unit(entries[e], spread);
            Slope slope = Slope.of(variable, entries[e], unit, value, middle, noise);
            differences[e] = slope.kinked() ? Double.NaN : slope.value();
            if (!slope.kinked()) {
                double got = gradient[entries[e]];
                errors.add(e, got, slope.value());
                beyond.add(e, Math.max(0, Math.abs(got - slope.value()) - slope.error()), 0);
                inexact = Math.max(inexact, slope.error());
                exercised |= Math.abs(slope.value()) > slope.error();
            }
            progress.advance();
        }
        known = Math.max(known, inexact);
        double relative = relativeError * errors.largestReference();
        double bound = relative + inexact;
        if (errors.count() > 0 && !exercised) {
            unexercised.add("no derivative of " + variable.name() + " is larger than the noise: nothing was exercised");
        }
        boolean passed = errors.count() > 0 && beyond.errors().maxAbsolute() <= relative;
        int worst = Math.max(errors.worst(), 0);
        String reason = passed
                ? "within the noise and " + relativeError + " of the largest"
                : failure(variable, gradient, entries, differences, errors);
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
                passed,
                reason);
    }

    private String failure(
            Variable variable, double[] gradient, int[] entries, double[] differences, Errors.Sum errors) {
        if (errors.count() == 0) {
            return "nothing could be compared: kinks within the step everywhere";
        }
        float[] got = new float[errors.count()];
        double[] want = new double[errors.count()];
        for (int e = 0, k = 0; e < entries.length; e++) {
            if (!Double.isNaN(differences[e])) {
                got[k] = (float) gradient[entries[e]];
                want[k++] = differences[e];
            }
        }
        boolean all = got.length == gradient.length;
        Shape shape = all ? variable.shape() : Shape.of(got.length);
        Patterns.Context context = Patterns.Context.ofFunction(shape, samples);
        return new Patterns(got, want)
                .find(context)
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "off by up to %.2g, of a largest derivative of %.2g",
                        errors.errors().maxAbsolute(),
                        errors.largestReference()));
    }
}
