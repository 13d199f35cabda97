package io.katsuo.network.gradcheck;

import io.katsuo.layers.LossFormula;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The derivatives of a loss by the scores, from differences of its formula, at the scores of the double network and at
 * the float scores. The differences have order 4: a loss has few scores, and all other derivatives depend on these.
 */
final class LossGradient {
    /** The rounding of a loss, relative to the scores and itself. */
    private static final double ROUNDING = 1e-15;

    private final LossFormula loss;
    private final double[][] targets;
    private final double[] exact;
    private final double[] floats;
    private final int rows;
    private final int width;

    LossGradient(LossFormula loss, double[][] targets, double[] exactScores, double[] floatScores) {
        this.loss = loss;
        this.targets = targets;
        this.exact = exactScores;
        this.floats = floatScores;
        this.rows = targets.length;
        this.width = floatScores.length / rows;
    }

    double meanLossOfFloats() {
        double mean = 0;
        for (int row = 0; row < rows; row++) {
            mean += loss.loss(floats, row * width, targets[row]) / rows;
        }
        return mean;
    }

    /** The step of the backward pass to the scores. */
    ChainStep step(int boundary) {
        ChainStep step = ChainStep.toInputs(boundary, floats.length);
        double scale = ErrorBound.largest(floats);
        for (int i = 0; i < floats.length; i++) {
            double[] t = targets[i / width];
            step.derivatives[i] = slope(exact, i, t) / rows;
            step.expected[i] = slope(floats, i, t) / rows;
            double magnitude = Math.abs(step.expected[i]) + Math.abs(t[i % width]) / rows;
            // Exponentials of scores that are far apart have an error that grows with the distance.
            double spread = ErrorBound.U * Math.abs(step.expected[i]) * 2 * scale;
            double rounding = ErrorBound.lossStep(width, magnitude) + spread;
            double size = Math.abs(loss.loss(floats, i - i % width, t)) / rows;
            double noise = 1e-12 * magnitude + ROUNDING * (size + scale / rows) / stepSize(floats, i);
            step.tolerances[i] = ErrorBound.ALONE * rounding + noise;
            step.bounds[i] = Math.hypot(rounding, step.expected[i] - step.derivatives[i]) + noise;
        }
        return step;
    }

    /** The step by a score, never so small that it vanishes beside a score of the sample. */
    private double stepSize(double[] scores, int i) {
        double largest = 0;
        for (int k = i - i % width; k < i - i % width + width; k++) {
            largest = Math.max(largest, Math.abs(scores[k]));
        }
        return Math.max(1e-3, 0x1p-40 * largest);
    }

    private double slope(double[] scores, int i, double[] t) {
        double[] row = Arrays.copyOfRange(scores, i - i % width, i - i % width + width);
        double s = row[i % width];
        double h = stepSize(row, 0);
        DoubleUnaryOperator f = moved -> {
            row[i % width] = moved;
            double value = loss.loss(row, 0, t);
            row[i % width] = s;
            return value;
        };
        double above = f.applyAsDouble(s + h);
        double near = (above - f.applyAsDouble(s - h)) / ((s + h) - (s - h));
        double far = (f.applyAsDouble(s + 2 * h) - f.applyAsDouble(s - 2 * h)) / ((s + 2 * h) - (s - 2 * h));
        double slope = (4 * near - far) / 3;
        double largest = ErrorBound.largest(row);
        double rounding = ROUNDING * (Math.abs(above) + largest) / h;
        return rounding > 1e-10 * (1 + Math.abs(slope)) ? WiderStep.improve(f, s, h, slope, rounding, largest) : slope;
    }
}
