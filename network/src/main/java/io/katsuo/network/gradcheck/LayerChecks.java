package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Checks every layer alone, on the floats that reached it, so that the error of one layer does not show as an error of
 * the layers before it in the backward pass.
 */
final class LayerChecks {
    private final Stack stack;
    private final DoubleBackward back;
    private final FloatPass pass;
    private final FloatPass previous;
    private final List<ChainStep> parameters;

    /** The loss first, then the layers from last to first. */
    final List<CheckedLayer> layers = new ArrayList<>();

    /** What is wrong, in the same order, but all forward passes before all backward passes. */
    final List<String> findings = new ArrayList<>();

    private final List<String> backwardFindings = new ArrayList<>();

    LayerChecks(Stack stack, DoubleBackward back, FloatPass previous, List<ChainStep> parameters) {
        this.stack = stack;
        this.back = back;
        this.pass = back.pass;
        this.previous = previous;
        this.parameters = parameters;
        objective();
        for (int l = stack.depth() - 1; l >= 0; l--) {
            layer(l);
        }
        findings.addAll(backwardFindings);
    }

    /** The largest error, and the place of the one that exceeds its tolerance most; -1 if none does. */
    private record Worst(int at, double error, double tolerance) {
        static final Worst NOT_COMPARED = new Worst(-1, Double.NaN, Double.NaN);

        static Worst of(double[] got, double[] want, double[] allowed) {
            int at = -1;
            double error = 0;
            double tolerance = 0;
            double most = 1;
            for (int i = 0; i < got.length; i++) {
                double difference = Math.abs(got[i] - want[i]);
                // NaN exceeds every tolerance.
                double excess = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference / allowed[i];
                error = Double.isNaN(difference) || Double.isNaN(error) ? Double.NaN : Math.max(error, difference);
                tolerance = Math.max(tolerance, allowed[i]);
                if (difference != 0 && excess > most) {
                    most = excess;
                    at = i;
                }
            }
            return new Worst(at, error, tolerance);
        }

        static Worst of(double[] got, ChainStep step) {
            return of(got, step.expected, step.tolerances);
        }
    }

    private void objective() {
        int depth = stack.depth();
        String name = stack.objective().name();
        ChainStep step = back.steps[depth];
        Worst down = Worst.of(pass.derivatives[depth], step);
        List<String> wrong = new ArrayList<>();
        if (down.at >= 0) {
            int outputs = pass.derivatives[depth].length / stack.rows();
            wrong.add(describe(
                    name + ".backward disagrees",
                    pass.derivatives[depth],
                    step,
                    down,
                    ErrorPatterns.Context.of(stack.outputs(), stack.rows(), outputs, previous.derivatives[depth])));
        }
        backwardFindings.addAll(wrong);
        double scale = Math.abs(back.lossOfFloatScores) + ErrorBound.largest(pass.values[depth]);
        double allowed = ErrorBound.ALONE * ErrorBound.step(pass.values[depth].length, scale);
        double error = Math.abs(pass.loss - back.lossOfFloatScores);
        if (!(error <= allowed)) {
            findings.add(String.format(
                    Locale.ROOT,
                    "%s.forward disagrees with its formula in double: %.7g instead of %.7g",
                    name,
                    pass.loss,
                    back.lossOfFloatScores));
        }
        wrong.addAll(wrong.isEmpty() ? findings : List.of());
        layers.add(new CheckedLayer(name, error, allowed, down.error, down.tolerance, wrong.isEmpty(), reason(wrong)));
    }

    private static String reason(List<String> wrong) {
        return wrong.isEmpty() ? "agrees" : String.join("; ", wrong);
    }

    private void layer(int l) {
        Layer layer = stack.layers().get(l);
        List<String> wrong = new ArrayList<>();
        Worst up = forward(l, layer, wrong);
        findings.addAll(wrong);
        int forwardFindings = wrong.size();
        boolean judged = !NonFinite.isIn(pass.derivatives[l + 1]);
        Worst down = Worst.NOT_COMPARED;
        if (pass.derivatives[l] != null) {
            down = Worst.of(pass.derivatives[l], back.steps[l]);
        }
        if (down.at >= 0 && judged) {
            wrong.add(backward(l, layer, down));
        } else {
            Probes.atKinks(layer.name(), l, pass, back.network).ifPresent(wrong::add);
        }
        for (ChainStep step : parameters) {
            if (step.layer == l && judged) {
                parameter(layer, step, wrong);
            }
        }
        backwardFindings.addAll(wrong.subList(forwardFindings, wrong.size()));
        layers.add(new CheckedLayer(
                layer.name(), up.error, up.tolerance, down.error, down.tolerance, wrong.isEmpty(), reason(wrong)));
    }

    private Worst forward(int l, Layer layer, List<String> wrong) {
        int rows = back.network.rows();
        Formula formula = back.network.formula(l);
        double[] want = formula.forward64(pass.values[l], rows, back.network.parameters(l));
        double terms = formula.elementwise() ? 1 : (double) pass.values[l].length / (formula.wholeBatch() ? 1 : rows);
        double[] allowed = new double[want.length];
        Arrays.fill(allowed, ErrorBound.ALONE * ErrorBound.step(terms, back.scales[l]));
        Worst up = Worst.of(pass.values[l + 1], want, allowed);
        if (up.at >= 0) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "%s.forward disagrees with its formula in double: %.7g instead of %.7g at output %d of sample %d",
                    layer.name(),
                    pass.values[l + 1][up.at],
                    want[up.at],
                    up.at % (want.length / rows),
                    up.at / (want.length / rows)));
        }
        return up;
    }

    private String backward(int l, Layer layer, Worst worst) {
        if (Probes.ignoresDout(l, pass)) {
            return layer.name() + ".backward disagrees: it ignores dout: twice the dout gives the same";
        }
        int rows = stack.rows();
        ErrorPatterns.Context context = new ErrorPatterns.Context(
                Shape.of(rows, pass.values[l].length / rows),
                rows,
                pass.values[l + 1].length / rows,
                pass.derivatives[l + 1],
                previous.derivatives[l],
                pass.values[l],
                squareWeights(layer));
        return describe(layer.name() + ".backward disagrees", pass.derivatives[l], back.steps[l], worst, context);
    }

    private void parameter(Layer layer, ChainStep step, List<String> wrong) {
        Param parameter = layer.parameters().get(step.which);
        double[] all = pass.gradients[step.layer][step.which];
        double[] got = Arrays.stream(step.entries).mapToDouble(i -> all[i]).toArray();
        Worst worst = Worst.of(got, step);
        if (worst.at < 0) {
            return;
        }
        boolean complete = got.length == all.length;
        ErrorPatterns.Context context = new ErrorPatterns.Context(
                complete ? parameter.value().shape() : Shape.of(got.length),
                stack.rows(),
                pass.values[step.layer + 1].length / stack.rows(),
                pass.derivatives[step.layer + 1],
                complete ? previous.gradients[step.layer][step.which] : null,
                null,
                null);
        String what = layer.name() + ".backward disagrees in the gradient of " + parameter.name();
        wrong.add(describe(what, got, step, worst, context));
    }

    private static double[] squareWeights(Layer layer) {
        return layer.parameters().stream()
                .map(Param::value)
                .filter(w -> w.rank() == 2 && w.dim(0) == w.dim(1))
                .findFirst()
                .map(Tensor::toDoubles)
                .orElse(null);
    }

    private static String describe(
            String what, double[] got, ChainStep step, Worst worst, ErrorPatterns.Context context) {
        String pattern = ErrorPatterns.find(got, step.expected, context)
                .map(found -> ": " + found)
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s%s (farthest off: %.7g instead of %.7g)",
                what,
                pattern,
                got[worst.at],
                step.expected[worst.at]);
    }
}
