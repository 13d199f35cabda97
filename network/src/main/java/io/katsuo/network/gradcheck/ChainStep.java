package io.katsuo.network.gradcheck;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.layers.Formula;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.DoubleNetwork;
import java.util.stream.IntStream;

/**
 * One step of the backward pass in double: from the outputs of a layer to chosen numbers that they depend on, its inputs
 * or the entries of one of its parameters. The step is done twice at once: with the activations of the double network,
 * and with the floats that the float32 code gave to the layer and its backward pass.
 */
final class ChainStep {
    /** One derivative costs many evaluations of a formula, so that even a few are worth several threads. */
    private static final long WORK_OF_A_DERIVATIVE = 1 << 16;

    private static final int INPUTS = -1;

    /** The layer, counted from the first. */
    final int layer;

    /** The parameter of that layer, or negative for its inputs. */
    final int which;

    /** The row-major places of the numbers. */
    final int[] entries;

    /** By entry: the derivative through the double network. */
    final double[] derivatives;

    /** By entry: the size of the terms whose sum is the derivative, and which may cancel. */
    final double[] magnitudes;

    /** By entry: the error of the derivative through the double network, which adds up through the layers. */
    final double[] drift;

    /** By entry: the derivative that follows from the floats that the layer got. */
    final double[] expected;

    /** By entry: the error of the expected derivative. */
    final double[] errors;

    /** By entry: the accepted difference of the float32 derivative from the expected one; set by the layer's check. */
    final double[] allowed;

    private ChainStep(int layer, int which, int[] entries) {
        this.layer = layer;
        this.which = which;
        this.entries = entries;
        this.derivatives = new double[entries.length];
        this.magnitudes = new double[entries.length];
        this.drift = new double[entries.length];
        this.expected = new double[entries.length];
        this.errors = new double[entries.length];
        this.allowed = new double[entries.length];
    }

    /** To chosen entries of a parameter. */
    static ChainStep toParameter(int layer, int which, int[] entries) {
        return new ChainStep(layer, which, entries);
    }

    /** To all inputs of a layer; of the layer after the last, these are the scores. */
    static ChainStep toInputs(int layer, int size) {
        return new ChainStep(layer, INPUTS, IntStream.range(0, size).toArray());
    }

    /** The same of some of the inputs. */
    ChainStep at(int[] places) {
        ChainStep some = new ChainStep(layer, which, places);
        for (int i = 0; i < places.length; i++) {
            some.derivatives[i] = derivatives[places[i]];
            some.drift[i] = drift[places[i]];
            some.expected[i] = expected[places[i]];
            some.allowed[i] = allowed[places[i]];
        }
        return some;
    }

    /** Computes all entries, on all threads, from the step of the layer behind. */
    void run(DoubleBackward back, CheckProgress progress) {
        Parallel.run(entries.length * WORK_OF_A_DERIVATIVE, entries.length, (from, to) -> {
            Jacobian exact = jacobian(back, back.network.values(layer));
            Jacobian rounded = jacobian(back, back.pass.values[layer]);
            for (int e = from; e < to; e++) {
                add(back, e, exact, rounded);
                progress.advance(which == INPUTS ? reached(back.network) : 1);
            }
        });
    }

    private Jacobian jacobian(DoubleBackward back, double[] x) {
        DoubleNetwork network = back.network;
        return new Jacobian(
                network.formula(layer), network.parameters(layer), which, x, network.rows(), back.noise[layer]);
    }

    /**
     * Sets and returns {@link #allowed}, from the measured effect of roundings and a few roundings of the result.
     *
     * @param hiddenTerms by place: the size of terms that cancel and are in no derivative; null for none
     */
    double[] allow(double[] roundings, double terms, double[] hiddenTerms) {
        for (int e = 0; e < entries.length; e++) {
            int i = entries[e];
            double size = Math.abs(expected[e]) + (hiddenTerms == null ? 0 : hiddenTerms[i]);
            allowed[e] = ErrorBound.ALONE * (roundings[i] + ErrorBound.step(terms, size)) + errors[e];
        }
        return allowed;
    }

    /** The number of derivatives of outputs that {@link #run} counts for the progress. */
    long terms(DoubleNetwork network) {
        return (long) entries.length * reached(network);
    }

    private int reached(DoubleNetwork network) {
        Formula formula = network.formula(layer);
        int outputs = network.values(layer + 1).length;
        return which != INPUTS || formula.elementwise() ? 1 : formula.wholeBatch() ? outputs : outputs / network.rows();
    }

    private void add(DoubleBackward back, int e, Jacobian exact, Jacobian rounded) {
        double[] behind = back.steps[layer + 1].derivatives;
        double[] driftBehind = back.steps[layer + 1].drift;
        double[] dout = back.pass.derivatives[layer + 1];
        exact.at(entries[e], (output, slope, error) -> {
            double term = behind[output] * slope;
            derivatives[e] += term;
            magnitudes[e] += Math.abs(term);
            double own = ErrorBound.REFERENCE * Math.abs(term) + Math.abs(behind[output]) * error;
            drift[e] = Math.hypot(drift[e], Math.abs(slope) * driftBehind[output] + own);
            if (layer == 0) {
                // The input is the same in float32 and in double.
                addRounded(e, dout[output], slope, error);
            }
        });
        if (layer > 0) {
            rounded.at(entries[e], (output, slope, error) -> addRounded(e, dout[output], slope, error));
        }
    }

    private void addRounded(int e, double dout, double slope, double error) {
        expected[e] += dout * slope;
        errors[e] += Math.abs(dout) * (ErrorBound.REFERENCE * Math.abs(slope) + error);
    }
}
