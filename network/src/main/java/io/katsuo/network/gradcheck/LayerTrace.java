package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import io.katsuo.network.numeric.InputSlopes;
import io.katsuo.network.numeric.ParameterSlopes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which layer is wrong. Each is taken alone, on the floats that reached it, so that the error of one does not show as an
 * error of those that come after it on the way back.
 */
final class LayerTrace {
    private final Subject subject;
    private final WayBack back;
    private final FloatPass previous;
    private final List<ParameterPass> parameters;

    /** The loss first, then the layers from last to first. */
    final List<CheckedLayer> layers = new ArrayList<>();

    /** What is wrong, in the same order, but all ways forward before all ways back. */
    final List<String> findings = new ArrayList<>();

    private final List<String> backward = new ArrayList<>();

    LayerTrace(Subject subject, WayBack back, FloatPass previous, List<ParameterPass> parameters) {
        this.subject = subject;
        this.back = back;
        this.previous = previous;
        this.parameters = parameters;
        head();
        for (int l = subject.depth() - 1; l >= 0; l--) {
            layer(l);
        }
        findings.addAll(backward);
    }

    /** The name of the first layer on the way back whose backward is wrong. */
    Optional<String> firstWrong() {
        return layers.stream()
                .filter(layer -> !layer.passed())
                .map(CheckedLayer::name)
                .findFirst();
    }

    /** The largest error beyond its tolerance, if there is one, and the largest of all. */
    private static final class Worst {
        int at = -1;
        double error;
        double tolerance;
        private double excess;

        void add(int i, double got, double want, double allowed) {
            double difference = Math.abs(got - want);
            // Not a number is as wrong as can be.
            double over = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / allowed;
            error = Double.isNaN(difference) || Double.isNaN(error) ? Double.NaN : Math.max(error, difference);
            tolerance = Math.max(tolerance, allowed);
            if (difference != 0 && over > 1 && over > excess) {
                excess = over;
                at = i;
            }
        }
    }

    private Worst compare(float[] got, double[] want, double[] allowed) {
        Worst worst = new Worst();
        for (int i = 0; i < got.length; i++) {
            worst.add(i, got[i], want[i], allowed[i]);
        }
        return worst;
    }

    private void head() {
        int depth = subject.depth();
        String name = subject.head().name();
        Worst down = compare(back.pass.derivatives[depth], back.expected[depth], back.tolerances[depth]);
        List<String> wrong = new ArrayList<>();
        if (down.at >= 0) {
            Shape shape = subject.outputs();
            wrong.add(describe(
                    name + ".backward disagrees",
                    back.pass.derivatives[depth],
                    back.expected[depth],
                    down,
                    context(shape, depth, previous == null ? null : previous.derivatives[depth], depth, null, null)));
        }
        back.pass.scalingFault.ifPresent(fault -> wrong.add(name + ".backward disagrees: " + fault));
        double scale = Math.abs(back.headLoss) + ErrorBound.largest(back.floats[depth]);
        double width = back.floats[depth].length;
        double allowed = ErrorBound.ALONE * ErrorBound.step(width, scale);
        double error = Math.abs(back.pass.loss - back.headLoss);
        if (!(error <= allowed)) {
            findings.add(String.format(
                    Locale.ROOT,
                    "%s.forward disagrees with its formula in double: %.7g instead of %.7g",
                    name,
                    back.pass.loss,
                    back.headLoss));
        }
        backward.addAll(wrong);
        boolean passed = wrong.isEmpty() && error <= allowed;
        layers.add(new CheckedLayer(
                name,
                error,
                allowed,
                down.error,
                down.tolerance,
                passed,
                passed ? "agrees" : String.join("; ", wrong.isEmpty() ? findings : wrong)));
    }

    private void layer(int l) {
        Layer layer = subject.layers().get(l);
        List<String> wrong = new ArrayList<>();
        Worst up = forward(l, layer, wrong);
        int forwardFindings = wrong.size();
        Worst down = new Worst();
        down.error = Double.NaN;
        down.tolerance = Double.NaN;
        if (back.pass.derivatives[l] != null) {
            float[] got = back.pass.derivatives[l];
            down = compare(got, back.expected[l], back.tolerances[l]);
            boolean judged = !NonFinite.isIn(back.pass.derivatives[l + 1]);
            if (!judged) {
                down.at = -1;
            }
            if (down.at >= 0 && ignoresDout(l, layer)) {
                wrong.add(layer.name() + ".backward disagrees: it ignores dout: twice the dout gives the same");
            } else if (down.at >= 0) {
                Patterns.Context context = context(
                        Shape.of(back.network.rows(), got.length / back.network.rows()),
                        l + 1,
                        previous == null ? null : previous.derivatives[l],
                        l,
                        squareWeights(l),
                        staleInput(l, got.length));
                wrong.add(describe(layer.name() + ".backward disagrees", got, back.expected[l], down, context));
            }
        }
        if (down.at < 0) {
            KinkProbe.find(
                            layer,
                            back.network.formula(l),
                            back.network.parameters(l),
                            back.pass.values[l],
                            Tensor.zeros(back.pass.shapes[l]))
                    .ifPresent(wrong::add);
        }
        for (ParameterPass pass : parameters) {
            if (pass.layer == l) {
                parameter(layer, pass, wrong);
            }
        }
        findings.addAll(wrong.subList(0, forwardFindings));
        backward.addAll(wrong.subList(forwardFindings, wrong.size()));
        layers.add(new CheckedLayer(
                layer.name(),
                up.error,
                up.tolerance,
                down.error,
                down.tolerance,
                wrong.isEmpty(),
                wrong.isEmpty() ? "agrees" : String.join("; ", wrong)));
    }

    private Worst forward(int l, Layer layer, List<String> wrong) {
        int rows = back.network.rows();
        double[] want = back.network.formula(l).forward64(back.floats[l], rows, back.network.parameters(l));
        boolean elementwise = back.network.formula(l).elementwise();
        double terms = elementwise ? 1 : (double) back.floats[l].length / rows;
        double[] allowed = new double[want.length];
        Arrays.fill(allowed, ErrorBound.ALONE * ErrorBound.step(terms, back.scales[l]));
        Worst up = compare(back.pass.values[l + 1], want, allowed);
        if (up.at >= 0) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "%s.forward disagrees with its formula in double: %.7g instead of %.7g at output %d of sample %d",
                    layer.name(),
                    back.pass.values[l + 1][up.at],
                    want[up.at],
                    up.at % (want.length / rows),
                    up.at / (want.length / rows)));
        }
        return up;
    }

    private void parameter(Layer layer, ParameterPass pass, List<String> wrong) {
        Param parameter = layer.parameters().get(pass.which);
        float[] all = back.pass.gradients[pass.layer][pass.which];
        float[] got = new float[pass.entries.length];
        for (int e = 0; e < got.length; e++) {
            got[e] = all[pass.entries[e]];
        }
        Worst worst = compare(got, pass.expected, pass.tolerances);
        if (worst.at < 0 || NonFinite.isIn(back.pass.derivatives[pass.layer + 1])) {
            return;
        }
        boolean complete = got.length == all.length;
        float[] before = previous == null ? null : previous.gradients[pass.layer][pass.which];
        Patterns.Context context = context(
                complete ? parameter.value().shape() : Shape.of(got.length),
                pass.layer + 1,
                complete ? before : null,
                -1,
                null,
                staleEntries(pass));
        String what = layer.name() + ".backward disagrees in the gradient of " + parameter.name();
        wrong.add(describe(what, got, pass.expected, worst, context));
    }

    private Patterns.Context context(
            Shape shape, int boundary, float[] before, int input, double[] weights, double[] stale) {
        boolean ofHead = input == subject.depth();
        float[] dout = back.pass.derivatives[boundary];
        int outputs = dout.length / back.network.rows();
        double[] x = input >= 0 && !ofHead ? back.floats[input] : null;
        return new Patterns.Context(
                shape, back.network.rows(), outputs, ofHead ? new float[0] : dout, before, x, weights, stale);
    }

    private boolean ignoresDout(int l, Layer layer) {
        Tensor x = Tensor.copyOf(back.pass.values[l], back.pass.shapes[l].dims());
        return DoutProbe.ignored(layer, x, Tensor.copyOf(back.pass.derivatives[l + 1], back.pass.shapes[l + 1].dims()));
    }

    /** The derivatives by the inputs, as the inputs of the batch before would have made them. */
    private double[] staleInput(int l, int size) {
        if (previous == null) {
            return null;
        }
        int rows = back.network.rows();
        int outputs = back.floats[l + 1].length / rows;
        InputSlopes slopes = new InputSlopes(
                back.network.formula(l), back.network.parameters(l), WayBack.doubles(previous.values[l]), rows);
        double[] stale = new double[size];
        for (int i = 0; i < size; i++) {
            int row = i / (size / rows);
            slopes.at(row, i % (size / rows));
            for (int k = slopes.first(); k < slopes.end(); k++) {
                stale[i] += back.pass.derivatives[l + 1][row * outputs + k] * slopes.slope(k);
            }
        }
        return stale;
    }

    /** The gradient, as the inputs of the batch before would have made it. */
    private double[] staleEntries(ParameterPass pass) {
        if (previous == null) {
            return null;
        }
        int l = pass.layer;
        int rows = back.network.rows();
        int outputs = back.floats[l + 1].length / rows;
        ParameterSlopes slopes = new ParameterSlopes(
                back.network.formula(l),
                back.network.parameters(l),
                pass.which,
                WayBack.doubles(previous.values[l]),
                rows);
        double[] stale = new double[pass.entries.length];
        for (int e = 0; e < stale.length; e++) {
            slopes.at(pass.entries[e]);
            for (int row = 0; row < rows; row++) {
                for (int k = slopes.first(row); k < slopes.end(row); k++) {
                    stale[e] += back.pass.derivatives[l + 1][row * outputs + k] * slopes.slope(row, k);
                }
            }
        }
        return stale;
    }

    private double[] squareWeights(int l) {
        for (Param parameter : subject.layers().get(l).parameters()) {
            Shape shape = parameter.value().shape();
            if (shape.rank() == 2 && shape.dim(0) == shape.dim(1)) {
                return WayBack.doubles(parameter.value().toArray());
            }
        }
        return null;
    }

    private static String describe(String what, float[] got, double[] want, Worst worst, Patterns.Context context) {
        String pattern =
                new Patterns(got, want).find(context).map(found -> ": " + found).orElse("");
        return String.format(
                Locale.ROOT, "%s%s (farthest off: %.7g instead of %.7g)", what, pattern, got[worst.at], want[worst.at]);
    }
}
