package io.katsuo.network.gradcheck;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.layers.Formula;
import io.katsuo.layers.LossFormula;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.InputSlopes;
import io.katsuo.network.numeric.Progress;
import io.katsuo.network.numeric.WiderStep;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Back-propagation in double, by the chain rule from derivatives of single layers, each a central difference of the
 * layer's formula. It is done twice at once: through the double network; and for each layer alone, from the floats that
 * the float32 code gave to that layer, to be compared with what the float32 code made of them.
 */
final class WayBack {
    private static final int BLOCKS = 16;
    /** The rounding of a loss, relative to the scores and itself. */
    private static final double LOSS_ROUNDING = 1e-15;

    final DoubleNetwork network;
    final FloatPass pass;
    private final Progress progress;
    /** The float values as doubles. */
    final double[][] floats;
    /** By boundary: the derivatives of the loss through the double network. */
    final double[][] derivatives;
    /** By boundary: what errors of float32 may add up to there, as an estimate of the standard deviation. */
    final double[][] bounds;
    /** By boundary: what the layer behind it should have passed on, given the floats it got. */
    final double[][] expected;
    /** By boundary: how far it may be off. */
    final double[][] tolerances;
    /** The loss of the float scores, in double. */
    double headLoss;
    /** By layer: the size of the values in it. */
    final double[] scales;

    WayBack(
            DoubleNetwork network,
            FloatPass pass,
            LossFormula loss,
            double[][] targets,
            boolean inputs,
            Progress progress) {
        int depth = pass.values.length - 1;
        this.network = network;
        this.pass = pass;
        this.progress = progress;
        this.floats = new double[depth + 1][];
        this.derivatives = new double[depth + 1][];
        this.bounds = new double[depth + 1][];
        this.expected = new double[depth + 1][];
        this.tolerances = new double[depth + 1][];
        this.scales = new double[depth];
        for (int l = 0; l <= depth; l++) {
            floats[l] = doubles(pass.values[l]);
        }
        start(loss, targets, depth);
        for (int l = depth - 1; l >= 0; l--) {
            int inputsOfASample = floats[l].length / network.rows();
            scales[l] = ErrorBound.scale(floats[l + 1], floats[l], network.parameters(l), inputsOfASample);
            if (l > 0 || inputs) {
                step(l);
            }
        }
    }

    static double[] doubles(float[] values) {
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private void allocate(int boundary) {
        int size = floats[boundary].length;
        derivatives[boundary] = new double[size];
        bounds[boundary] = new double[size];
        expected[boundary] = new double[size];
        tolerances[boundary] = new double[size];
    }

    /** The derivatives by the scores. */
    private void start(LossFormula loss, double[][] targets, int depth) {
        allocate(depth);
        int rows = network.rows();
        int width = floats[depth].length / rows;
        double scale = ErrorBound.largest(floats[depth]);
        for (int row = 0; row < rows; row++) {
            headLoss += loss.loss(floats[depth], row * width, targets[row]) / rows;
        }
        for (int i = 0; i < floats[depth].length; i++) {
            double[] t = targets[i / width];
            derivatives[depth][i] = slope(loss, network.values(depth), i, width, t) / rows;
            expected[depth][i] = slope(loss, floats[depth], i, width, t) / rows;
            double magnitude = Math.abs(expected[depth][i]) + Math.abs(t[i % width]) / rows;
            // Exponentials of scores that are far apart are as inexact as the distance is.
            double spread = ErrorBound.U * Math.abs(expected[depth][i]) * 2 * scale;
            double step = ErrorBound.lossStep(width, magnitude) + spread;
            double size = Math.abs(loss.loss(floats[depth], i - i % width, t)) / rows;
            double noise =
                    1e-12 * magnitude + LOSS_ROUNDING * (size + scale / rows) / lossStep(floats[depth], i, width);
            tolerances[depth][i] = ErrorBound.ALONE * step + noise;
            bounds[depth][i] = Math.hypot(step, expected[depth][i] - derivatives[depth][i]) + noise;
        }
    }

    /** The step by a score, never so small that it vanishes beside a score of the sample. */
    private static double lossStep(double[] scores, int i, int width) {
        double largest = 0;
        for (int k = i - i % width; k < i - i % width + width; k++) {
            largest = Math.max(largest, Math.abs(scores[k]));
        }
        return Math.max(1e-3, 0x1p-40 * largest);
    }

    /** Of order h⁴: a loss has few scores, and all that follows depends on it. */
    private static double slope(LossFormula loss, double[] scores, int i, int width, double[] t) {
        double[] row = Arrays.copyOfRange(scores, i - i % width, i - i % width + width);
        double s = row[i % width];
        double h = lossStep(row, 0, width);
        double[] values = new double[4];
        double[] steps = {h, -h, 2 * h, -2 * h};
        for (int k = 0; k < 4; k++) {
            row[i % width] = s + steps[k];
            values[k] = loss.loss(row, 0, t);
        }
        double near = (values[0] - values[1]) / ((s + h) - (s - h));
        double far = (values[2] - values[3]) / ((s + 2 * h) - (s - 2 * h));
        double slope = (4 * near - far) / 3;
        double largest = ErrorBound.largest(row);
        double rounding = LOSS_ROUNDING * (Math.abs(values[0]) + largest) / h;
        if (!(rounding > 1e-10 * (1 + Math.abs(slope)))) {
            return slope;
        }
        DoubleUnaryOperator f = moved -> {
            row[i % width] = moved;
            return loss.loss(row, 0, t);
        };
        return WiderStep.improve(f, s, h, slope, rounding, largest);
    }

    /** From the outputs of a layer to its inputs. */
    private void step(int l) {
        allocate(l);
        int size = floats[l].length;
        Parallel.run(BLOCKS, block -> {
            int from = Parallel.share(size, block, BLOCKS);
            int to = Parallel.share(size, block + 1, BLOCKS);
            if (from < to) {
                step(l, from, to);
            }
        });
    }

    private void step(int l, int from, int to) {
        Formula formula = network.formula(l);
        int rows = network.rows();
        int inputs = floats[l].length / rows;
        int outputs = floats[l + 1].length / rows;
        InputSlopes exact = new InputSlopes(formula, network.parameters(l), network.values(l), rows);
        InputSlopes rounded = new InputSlopes(formula, network.parameters(l), floats[l], rows);
        float[] dout = pass.derivatives[l + 1];
        for (int i = from; i < to; i++) {
            int row = i / inputs;
            exact.at(row, i % inputs);
            rounded.at(row, i % inputs);
            double derivative = 0;
            double squares = 0;
            double expectation = 0;
            double magnitude = 0;
            double sent = 0;
            double globalMagnitude = 0;
            // The derivative of a function of one number is often computed from its value, as 1 - y² is.
            boolean single = nonZero(rounded) == 1;
            for (int k = exact.first(); k < exact.end(); k++) {
                int out = row * outputs + k;
                double d = derivatives[l + 1][out];
                double j = exact.slope(k);
                double jf = rounded.slope(k);
                derivative += d * j;
                squares += square(j * bounds[l + 1][out]) + square(d * (jf - j));
                expectation += dout[out] * jf;
                double extra = single && jf != 0 ? Math.min(1, Math.abs(floats[l + 1][out])) : 0;
                magnitude += Math.abs(dout[out]) * (Math.abs(jf) + extra);
                globalMagnitude += Math.abs(d) * (Math.abs(j) + extra);
                sent += Math.abs(dout[out]);
            }
            int terms = exact.end() - exact.first();
            progress.advance(terms);
            derivatives[l][i] = derivative;
            bounds[l][i] = Math.sqrt(squares + square(ErrorBound.step(terms, globalMagnitude)));
            expected[l][i] = expectation;
            tolerances[l][i] = ErrorBound.ALONE * ErrorBound.step(terms, magnitude)
                    + ErrorBound.REFERENCE * magnitude
                    + ErrorBound.REFERENCE_NOISE * scales[l] * sent;
        }
    }

    private static int nonZero(InputSlopes slopes) {
        int count = 0;
        for (int k = slopes.first(); k < slopes.end(); k++) {
            count += slopes.slope(k) != 0 ? 1 : 0;
        }
        return count;
    }

    static double square(double x) {
        return x * x;
    }
}
