package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
import io.katsuo.network.numeric.ParameterSlopes;
import io.katsuo.network.numeric.Progress;

/**
 * The last step back, from a layer's outputs to chosen entries of one of its parameters; see {@link WayBack}, which has
 * the steps before.
 */
final class ParameterPass {
    final int layer;
    final int which;
    final int[] entries;
    /** By entry: the derivative through the double network. */
    final double[] derivatives;
    /** By entry: what errors of float32 may add up to, as an estimate of the standard deviation. */
    final double[] bounds;
    /** By entry: how large the terms are of which the derivative is the sum, and which may cancel. */
    final double[] magnitudes;
    /** By entry: what the layer should have found, given the floats it got. */
    final double[] expected;
    /** By entry: how far it may be off. */
    final double[] tolerances;

    ParameterPass(int layer, int which, int[] entries) {
        this.layer = layer;
        this.which = which;
        this.entries = entries;
        this.derivatives = new double[entries.length];
        this.bounds = new double[entries.length];
        this.magnitudes = new double[entries.length];
        this.expected = new double[entries.length];
        this.tolerances = new double[entries.length];
    }

    /** Computes some of the entries. */
    void run(WayBack back, int from, int to, Progress progress) {
        Formula formula = back.network.formula(layer);
        double[][] parameters = back.network.parameters(layer);
        int rows = back.network.rows();
        int outputs = back.floats[layer + 1].length / rows;
        ParameterSlopes exact = new ParameterSlopes(formula, parameters, which, back.network.values(layer), rows);
        // The first layer's input is the same in float32 and in double.
        ParameterSlopes rounded =
                layer == 0 ? exact : new ParameterSlopes(formula, parameters, which, back.floats[layer], rows);
        for (int e = from; e < to; e++) {
            exact.at(entries[e]);
            if (rounded != exact) {
                rounded.at(entries[e]);
            }
            add(back, e, exact, rounded, rows, outputs);
            progress.advance();
        }
    }

    private void add(WayBack back, int e, ParameterSlopes exact, ParameterSlopes rounded, int rows, int outputs) {
        float[] dout = back.pass.derivatives[layer + 1];
        double squares = 0;
        double magnitude = 0;
        double globalMagnitude = 0;
        double sent = 0;
        int terms = 0;
        for (int row = 0; row < rows; row++) {
            for (int k = Math.min(exact.first(row), rounded.first(row));
                    k < Math.max(exact.end(row), rounded.end(row));
                    k++) {
                int out = row * outputs + k;
                double d = back.derivatives[layer + 1][out];
                double j = exact.slope(row, k);
                double jf = rounded.slope(row, k);
                derivatives[e] += d * j;
                squares += WayBack.square(j * back.bounds[layer + 1][out]) + WayBack.square(d * (jf - j));
                expected[e] += dout[out] * jf;
                magnitude += Math.abs(dout[out] * jf);
                globalMagnitude += Math.abs(d * j);
                sent += Math.abs(dout[out]);
                terms++;
            }
        }
        magnitudes[e] = globalMagnitude;
        bounds[e] = Math.sqrt(squares + WayBack.square(ErrorBound.step(terms, globalMagnitude)));
        tolerances[e] = ErrorBound.ALONE * ErrorBound.step(terms, magnitude)
                + ErrorBound.REFERENCE * magnitude
                + ErrorBound.REFERENCE_NOISE * back.scales[layer] * sent;
    }
}
