package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.Param;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The error model of float32: how far rounding may move each result of the code that is checked. The code itself runs
 * several times with all its arguments and parameters moved at random, relative to each of them, by as much as the
 * roundings of a sum of n terms: uniform variates of variance 1 times {@code (1 + √n/2)·2⁻²⁴} (Monte Carlo arithmetic: Parker, "Monte
 * Carlo arithmetic", 1997). The root of the mean square of a result's change estimates its error. It is large where large
 * terms cancel, without anybody having to say which terms these are, because each term moves by a part of its own size.
 *
 * <p>Every layer runs alone, on the floats that reached it, and the whole network in a row: there the errors of all
 * layers add up, and units switch at kinks as often as rounding switches them. Zeros stay zero.
 */
final class RoundingErrors {
    /** Enough for a bound that is four times the estimate, unless an entry is unlucky. */
    static final int RUNS = 8;

    /** For a second judgement, if an entry was unlucky. */
    static final int MORE_RUNS = 8 * RUNS;

    private static final long SEED = 11;

    private final Stack stack;
    private final FloatPass pass;
    private final int runs;
    private final Rng rng = new Rng(SEED);
    private double unit = ErrorBound.U;

    /** Of each layer alone: its output, by boundary. */
    final double[][] outputs;

    /**
     * Of each layer alone: the derivative with respect to its input, by boundary; the last is the derivative with
     * respect to the scores.
     */
    final double[][] derivatives;

    /** Of each layer alone: the gradients, by layer and parameter. */
    final double[][][] gradients;

    /** Of the whole network: the scores. */
    final double[] scores;

    /** Of the whole network: the gradients. */
    final double[][][] wholeGradients;

    /** Of the whole network: the loss. */
    final double loss;

    /**
     * By boundary, the size of terms that may cancel in the derivative although they are no arguments: the targets of a
     * loss, and of a layer with as many outputs as inputs {@code dout·y}, since derivatives such as 1 - y² are computed
     * from the output.
     */
    final double[][] hiddenTerms;

    /** Results that equal calls do not repeat: their changes say nothing of rounding, so their errors are taken for 0. */
    final List<String> unsteady = new ArrayList<>();

    RoundingErrors(Stack stack, FloatPass pass, int runs) {
        this.stack = stack;
        this.pass = pass;
        this.runs = runs;
        this.hiddenTerms = new double[stack.depth() + 1][];
        Arrays.setAll(hiddenTerms, this::hiddenTerms);
        Spread alone = new Spread(stack.depth());
        Spread whole = new Spread(stack.depth());
        for (int run = 0; run < runs; run++) {
            run(alone, true);
            run(whole, false);
        }
        Spread again = new Spread(stack.depth());
        unit = 0;
        run(again, true);
        for (int l = 0; l < stack.depth(); l++) {
            String name = stack.layers().get(l).name();
            steady(name + ".forward", alone.values[l + 1], again.values[l + 1]);
            steady(name + ".backward", alone.derivatives[l], again.derivatives[l]);
            for (int p = 0; p < alone.gradients[l].length; p++) {
                steady(name + ".gradients", alone.gradients[l][p], again.gradients[l][p]);
            }
        }
        alone.roots(runs);
        whole.roots(runs);
        this.outputs = alone.values;
        this.derivatives = alone.derivatives;
        this.gradients = alone.gradients;
        this.scores = whole.values[stack.depth()];
        this.wholeGradients = whole.gradients;
        this.loss = whole.loss[0];
    }

    private void steady(String method, double[] errors, double[] changes) {
        if (changes != null && Arrays.stream(changes).anyMatch(change -> change != 0)) {
            unsteady.add(method + ": two calls with the same input differ: it is random, or depends on calls before");
            Arrays.fill(errors, 0);
        }
    }

    /** By how much arguments of sums of this many terms move. */
    private double relative(double terms) {
        return ErrorBound.roundings(terms) * unit;
    }

    private void run(Spread spread, boolean alone) {
        int depth = stack.depth();
        List<Tensor> saved = moveParameters();
        Tensor[] x = new Tensor[depth + 1];
        x[0] = pass.input(0);
        for (int l = 0; l < depth; l++) {
            x[l] = alone ? pass.input(l) : x[l];
            x[l + 1] = pass.forward(l, moved(x[l], terms(l, l)), 0);
            spread.add(spread.values, l + 1, x[l + 1], pass.values[l + 1]);
        }
        if (pass.derivatives[depth] != null) {
            x[depth] = moved(alone ? pass.input(depth) : x[depth], 1);
            double value = stack.objective().forward(x[depth]);
            double change = value - pass.loss;
            spread.loss[0] += Double.isFinite(change) ? change * change : 0;
            Tensor dout = stack.objective().backward().copy().reshape(pass.shapes[depth].dims());
            rounded(dout, depth);
            spread.add(spread.derivatives, depth, dout, pass.derivatives[depth]);
            for (int l = depth - 1; l >= 0; l--) {
                Tensor behind = moved(alone ? pass.dout(l) : dout, terms(l, l + 1));
                dout = backward(spread, l, moved(x[l], 1), moved(alone ? pass.input(l + 1) : x[l + 1], 1), behind);
            }
        }
        restoreParameters(saved);
    }

    private Tensor backward(Spread spread, int l, Tensor x, Tensor y, Tensor dout) {
        Layer layer = stack.layers().get(l);
        Tensor dx = null;
        if (pass.derivatives[l] != null) {
            dx = pass.backward(l, x, y, dout.copy(), 0);
            rounded(dx, l);
            spread.add(spread.derivatives, l, dx, pass.derivatives[l]);
        }
        pass.gradients(l, x, moved(dout, stack.rows()));
        List<Param> own = layer.parameters();
        spread.gradients[l] = spread.gradients[l] == null ? new double[own.size()][] : spread.gradients[l];
        for (int p = 0; p < own.size(); p++) {
            spread.add(spread.gradients[l], p, own.get(p).gradient(), pass.gradients[l][p]);
        }
        return dx;
    }

    /** The number of terms in the sums of a layer over the values of a sample at this boundary. */
    private double terms(int l, int boundary) {
        boolean single =
                stack.layers().get(l).formula().filter(Formula::elementwise).isPresent();
        return single ? 1 : (double) pass.values[boundary].length / stack.rows();
    }

    /** Uniform, with mean 0 and variance 1. */
    static double variate(Rng rng) {
        return Math.sqrt(12) * (rng.nextDouble() - 0.5);
    }

    private Tensor moved(Tensor t, double terms) {
        Tensor result = t.copy();
        float[] values = result.array();
        double relative = relative(terms);
        for (int i = 0; i < values.length && unit > 0; i++) {
            if (values[i] != 0) {
                double z = variate(rng);
                values[i] = (float) (values[i] + z * relative * values[i] + 2 * z * Float.MIN_VALUE);
            }
        }
        return result;
    }

    /** Adds roundings of terms that are not arguments, such as the 1 in y·(1 - y) if y is computed from x once more. */
    private void rounded(Tensor dx, int boundary) {
        float[] values = dx.array();
        for (int i = 0; i < values.length; i++) {
            values[i] += (float) (variate(rng) * relative(1) * hiddenTerms[boundary][i]);
        }
    }

    private double[] hiddenTerms(int boundary) {
        double[] terms = new double[pass.values[boundary].length];
        if (boundary == stack.depth()) {
            double[][] targets = stack.objective().targets(pass.shapes[boundary]);
            int width = terms.length / targets.length;
            LossFormula loss = stack.objective().formula();
            Arrays.setAll(terms, i -> {
                double[] t = targets[i / width];
                return Math.abs(loss.weight(t) / stack.objective().normalizer() * t[i % width]);
            });
        } else if (pass.values[boundary + 1].length == terms.length) {
            double[] y = pass.values[boundary + 1];
            double[] dout = pass.derivatives[boundary + 1];
            Arrays.setAll(terms, i -> Math.abs(dout[i]) * Math.min(1, Math.abs(y[i])));
        }
        return terms;
    }

    private List<Tensor> moveParameters() {
        List<Tensor> saved = new ArrayList<>();
        for (Layer layer : stack.layers()) {
            for (Param parameter : layer.parameters()) {
                saved.add(parameter.value().copy());
                parameter.value().copyFrom(moved(parameter.value(), 1));
            }
        }
        return saved;
    }

    private void restoreParameters(List<Tensor> saved) {
        int next = 0;
        for (Layer layer : stack.layers()) {
            for (Param parameter : layer.parameters()) {
                parameter.value().copyFrom(saved.get(next++));
            }
        }
    }
}
