package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Checks every layer alone, on the floats that reached it, so that the error of one layer does not show as an error of
 * the layers before it in the backward pass.
 */
final class LayerChecks {
    private final Stack stack;
    private final DoubleBackward back;
    private final FloatPass pass;
    private final RoundingErrors rounding;
    private final FloatPass previous;
    private final List<ChainStep> parameters;

    /** The loss first, then the layers from last to first. */
    final List<CheckedLayer> layers = new ArrayList<>();

    /** What is wrong, in the same order, but all forward passes before all backward passes. */
    final List<String> findings = new ArrayList<>();

    private final List<String> backwardFindings = new ArrayList<>();

    /** By parameter: the number of entries that are large enough to tell. */
    final Map<ChainStep, Integer> shown = new HashMap<>();

    /** The same for the input of the first layer. */
    int inputsShown;

    /** The largest disagreement, in multiples of its bound. */
    double excess = 1;

    LayerChecks(
            Stack stack, DoubleBackward back, RoundingErrors rounding, FloatPass previous, List<ChainStep> parameters) {
        this.stack = stack;
        this.back = back;
        this.pass = back.pass;
        this.rounding = rounding;
        this.previous = previous;
        this.parameters = parameters;
        objective();
        for (int l = stack.depth() - 1; l >= 0; l--) {
            layer(l);
        }
        findings.addAll(backwardFindings);
    }

    /** Compares the derivative with respect to the values at a boundary. */
    private Comparison down(int boundary) {
        ChainStep step = back.steps[boundary];
        if (step == null) {
            return Comparison.NONE;
        }
        // The derivative of a loss may contain a sum over the scores, as that of softmax does.
        int summed = Math.min(boundary + 1, stack.depth());
        double terms = (double) back.steps[summed].entries.length / stack.rows();
        double[] roundings = rounding.derivatives[boundary];
        double[] allowed = step.allow(roundings, terms, rounding.hiddenTerms[boundary]);
        return compared(pass.derivatives[boundary], step.expected, allowed);
    }

    private Comparison compared(double[] got, double[] want, double[] allowed) {
        Comparison comparison = Comparison.of(got, want, allowed);
        excess = Math.max(excess, comparison.excess());
        return comparison;
    }

    private void objective() {
        int depth = stack.depth();
        String name = stack.objective().name();
        Comparison down = down(depth);
        List<String> wrong = new ArrayList<>();
        if (!down.agrees()) {
            int outputs = pass.derivatives[depth].length / stack.rows();
            wrong.add(describe(
                    name + ".backward disagrees",
                    pass.derivatives[depth],
                    back.steps[depth],
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
        inputsShown = down.shown();
        add(name, new Comparison(-1, error, allowed, 1, 0), down, wrong, down.shown());
    }

    private void add(String name, Comparison up, Comparison down, List<String> wrong, int shown) {
        Verdict verdict = wrong.isEmpty() ? Verdict.right(shown) : Verdict.FAILED;
        String reason = !wrong.isEmpty() ? String.join("; ", wrong) : shown > 0 ? "agrees" : Verdict.NOTHING_SHOWN;
        layers.add(new CheckedLayer(name, up.error(), up.tolerance(), down.error(), down.tolerance(), verdict, reason));
    }

    private void layer(int l) {
        Layer layer = stack.layers().get(l);
        List<String> wrong = new ArrayList<>();
        Comparison up = forward(l, layer, wrong);
        findings.addAll(wrong);
        int forwardFindings = wrong.size();
        boolean judged = !NonFinite.isIn(pass.derivatives[l + 1]);
        Comparison down = down(l);
        int shown = down.shown();
        inputsShown = down.shown();
        if (!down.agrees() && judged) {
            wrong.add(backward(l, layer, down));
        } else {
            Probes.atKinks(layer.name(), l, pass, back.network).ifPresent(wrong::add);
        }
        for (ChainStep step : parameters) {
            if (step.layer == l) {
                shown += parameter(layer, step, judged ? wrong : new ArrayList<>());
            }
        }
        backwardFindings.addAll(wrong.subList(forwardFindings, wrong.size()));
        // A first layer without parameters computes nothing that is asked for.
        add(
                layer.name(),
                up,
                down,
                wrong,
                down == Comparison.NONE && layer.parameters().isEmpty() ? 1 : shown);
    }

    private Comparison forward(int l, Layer layer, List<String> wrong) {
        int rows = back.network.rows();
        Formula formula = back.network.formula(l);
        double[] want = formula.forward64(pass.values[l], rows, back.network.parameters(l));
        double terms = ErrorBound.terms(formula, pass.values[l].length, rows);
        double own = ErrorBound.step(terms, ErrorBound.largest(want));
        double[] allowed = new double[want.length];
        // A function of one number may have cancelled terms of the size of that number, as x·Φ(x) has.
        Arrays.setAll(allowed, i -> {
            double cancelled = formula.elementwise() ? ErrorBound.U * Math.min(1, Math.abs(pass.values[l][i])) : 0;
            return ErrorBound.ALONE * (own + cancelled + rounding.outputs[l + 1][i]);
        });
        Comparison up = compared(pass.values[l + 1], want, allowed);
        if (!up.agrees()) {
            wrong.add(String.format(
                    Locale.ROOT,
                    "%s.forward disagrees with its formula in double: %.7g instead of %.7g at output %d of sample %d",
                    layer.name(),
                    pass.values[l + 1][up.at()],
                    want[up.at()],
                    up.at() % (want.length / rows),
                    up.at() / (want.length / rows)));
        }
        return up;
    }

    private String backward(int l, Layer layer, Comparison worst) {
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

    /** The number of entries of a parameter that are large enough to tell. */
    private int parameter(Layer layer, ChainStep step, List<String> wrong) {
        Param parameter = layer.parameters().get(step.which);
        double[] all = pass.gradients[step.layer][step.which];
        double[] got = ErrorBound.pick(all, step.entries);
        double[] roundings = rounding.gradients[step.layer][step.which];
        double[] allowed = step.allow(roundings, stack.rows(), null);
        Comparison worst = compared(got, step.expected, allowed);
        shown.put(step, worst.shown());
        if (worst.agrees()) {
            double[] trained = ErrorBound.pick(parameter.gradient().toDoubles(), step.entries);
            if (!compared(trained, step.expected, allowed).agrees()) {
                wrong.add(layer.name() + ".backward disagrees in the gradient of " + parameter.name()
                        + ": right for the layer alone, wrong in the network's own step");
            }
            return worst.shown();
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
        return worst.shown();
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
            String what, double[] got, ChainStep step, Comparison worst, ErrorPatterns.Context context) {
        String pattern = ErrorPatterns.find(got, step.expected, context)
                .map(found -> ": " + found)
                .orElse("");
        return String.format(
                Locale.ROOT,
                "%s%s (farthest off: %.7g instead of %.7g)",
                what,
                pattern,
                got[worst.at()],
                step.expected[worst.at()]);
    }
}
