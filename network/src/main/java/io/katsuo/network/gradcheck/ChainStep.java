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

    /** Computes all entries, on all threads, from the step of the layer behind. */
    void run(DoubleBackward back, CheckProgress progress) {
        Parallel.run(entries.length * WORK_OF_A_DERIVATIVE, entries.length, (from, to) -> {
            Jacobian exact = jacobian(back, back.network.values(layer));
            // The input of the first layer is the same in float32 and in double.
            Jacobian rounded = layer == 0 ? exact : jacobian(back, back.pass.values[layer]);
            for (int e = from; e < to; e++) {
                exact.at(entries[e]);
                if (rounded != exact) {
                    rounded.at(entries[e]);
                }
                int terms = add(back, e, exact, rounded);
                progress.advance(which == INPUTS ? terms : 1);
            }
        });
    }

    /** A Jacobian at other activations of the same layer. */
    Jacobian jacobian(DoubleBackward back, double[] x) {
        Formula formula = back.network.formula(layer);
        double[][] parameters = back.network.parameters(layer);
        return which == INPUTS
                ? Jacobian.byInputs(formula, parameters, x, back.network.rows())
                : Jacobian.byParameter(formula, parameters, which, x, back.network.rows());
    }

    /** The number of derivatives of outputs that {@link #run} counts for the progress. */
    long terms(DoubleNetwork network) {
        Formula formula = network.formula(layer);
        int outputs = network.values(layer + 1).length;
        int reached = which != INPUTS || formula.elementwise()
                ? 1
                : formula.wholeBatch() ? outputs : outputs / network.rows();
        return (long) entries.length * reached;
    }

    private int add(DoubleBackward back, int e, Jacobian exact, Jacobian rounded) {
        ChainStep behind = back.steps[layer + 1];
        int outputs = behind.entries.length / back.network.rows();
        double[] dout = back.pass.derivatives[layer + 1];
        double floatMagnitude = 0;
        double sent = 0;
        int terms = 0;
        for (int row = exact.firstRow(); row < exact.endRow(); row++) {
            int end = Math.max(exact.end(row), rounded.end(row));
            for (int k = Math.min(exact.first(row), rounded.first(row)); k < end; k++) {
                int out = row * outputs + k;
                double d = behind.derivatives[out];
                double j = exact.slope(row, k);
                double jf = rounded.slope(row, k);
                derivatives[e] += d * j;
                magnitudes[e] += Math.abs(d * j);
                expected[e] += dout[out] * jf;
                floatMagnitude += Math.abs(dout[out] * jf);
                errors[e] += Math.abs(dout[out]) * rounded.error(row, k);
                sent += Math.abs(dout[out]);
                terms++;
            }
        }
        errors[e] += ErrorBound.REFERENCE * floatMagnitude + ErrorBound.REFERENCE_NOISE * back.scales[layer] * sent;
        return terms;
    }
}
