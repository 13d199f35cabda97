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

    /** How many standard deviations of noise a difference may be off. */
    private static final double DEVIATIONS = 8;

    private static final int LEAST_EXPONENT = -17;
    private static final int LARGEST_EXPONENT = -5;

    private final String name;
    private final List<Variable> variables;
    private final DoubleSupplier value;
    private final double relativeError;
    private final int samples;
    private double noise;
    private double step;

    DirectExamination(String name, List<Variable> variables, DoubleSupplier value, double relativeError, int samples) {
        this.name = name;
        this.variables = variables;
        this.value = value;
        this.relativeError = relativeError;
        this.samples = samples;
    }

    GradientReport run(Runnable computeGradients, EntryChoice choice, Progress progress, List<String> remarks) {
        computeGradients.run();
        List<double[]> gradients =
                variables.stream().map(variable -> variable.gradient().clone()).toList();
        noise = NoiseFloor.of(variables, value);
        int exponent = (int) Math.rint(Math.log(noise) / Math.log(2) / 3);
        step = Math.scalb(1.0, Math.clamp(exponent, LEAST_EXPONENT, LARGEST_EXPONENT));
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
        notes.add(String.format(
                Locale.ROOT,
                "values have a noise of %.1e; with a step of %.1e derivatives are known to %.1e",
                noise,
                step,
                noiseFloor()));
        double now = value.getAsDouble();
        CheckedForward forward = new CheckedForward(now, Double.NaN, Double.NaN, Double.NaN, true);
        return new GradientReport(name, checked, List.of(), forward, findings, notes);
    }

    private static String of(String layer) {
        return layer.isEmpty() ? "" : " of " + layer;
    }

    private double noiseFloor() {
        return DEVIATIONS * noise / step;
    }

    /** A derivative, or NaN if a kink lies within the step. */
    private double difference(Variable variable, int place, double middle) {
        double original = variable.get(place);
        double h = step * Math.max(1, Math.scalb(1.0, Math.getExponent(original)));
        double[] points = new double[4];
        double[] values = new double[4];
        try {
            double[] moves = {h, -h, 2 * h, -2 * h};
            for (int i = 0; i < moves.length; i++) {
                points[i] = variable.set(place, original + moves[i]);
                values[i] = value.getAsDouble();
            }
        } finally {
            variable.set(place, original);
        }
        double near = (values[0] - values[1]) / (points[0] - points[1]);
        double far = (values[2] - values[3]) / (points[2] - points[3]);
        // How much the slope changes over the step grows with the step, unless it jumps.
        double change = (values[0] + values[1] - 2 * middle) / h;
        double widerChange = (values[2] + values[3] - 2 * middle) / (2 * h);
        double jump = Math.abs(widerChange - 2 * change) + Math.abs(far - near);
        double smooth = 0.1 * Math.max(Math.abs(change), Math.abs(widerChange))
                + 2 * noiseFloor()
                + 0.01 * relativeError * Math.abs(near);
        return jump > smooth ? Double.NaN : (4 * near - far) / 3;
    }

    private CheckedParameter check(Variable variable, double[] gradient, int[] entries, Progress progress) {
        double middle = value.getAsDouble();
        Errors.Sum errors = new Errors.Sum();
        double[] differences = new double[entries.length];
        for (int e = 0; e < entries.length; e++) {
            differences[e] = difference(variable, entries[e], middle);
            if (!Double.isNaN(differences[e])) {
                errors.add(e, gradient[entries[e]], differences[e]);
            }
            progress.advance();
        }
        double bound = relativeError * errors.largestReference() + noiseFloor();
        boolean passed = errors.count() > 0 && errors.errors().maxAbsolute() <= bound;
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
