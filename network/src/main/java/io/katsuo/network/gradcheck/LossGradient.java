package io.katsuo.network.gradcheck;

import io.katsuo.layers.LossFormula;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The derivatives of a loss by the scores, from differences of its formula, at the scores of the double network and at
 * the float scores. The differences have order 4: a loss has few scores, and all other derivatives depend on these.
 * Beside a kink they lie on the side of the score; exactly at a kink every value between both slopes is accepted.
 */
final class LossGradient {
    /** The rounding of a loss, relative to the scores and itself. */
    private static final double ROUNDING = 1e-15;

    /** Tried in turn, until no kink lies within the step of a central or a one-sided difference. */
    private static final double[] STEPS = {1e-3, 1e-4, 1e-5, 1e-6};

    /** A score that is no farther from a kink than this lies at the kink. */
    private static final double AT_KINK = 1e-7;

    private final LossFormula loss;
    private final double[][] targets;
    private final double normalizer;
    private final double[] exact;
    private final double[] floats;
    private final int width;

    LossGradient(Objective objective, double[][] targets, double[] exactScores, double[] floatScores) {
        this.loss = objective.formula();
        this.targets = targets;
        this.normalizer = objective.normalizer();
        this.exact = exactScores;
        this.floats = floatScores;
        this.width = floatScores.length / targets.length;
    }

    /** The loss of the float scores. */
    double lossOfFloats() {
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            double weight = loss.weight(targets[row]);
            sum += weight == 0 ? 0 : weight * loss.loss(floats, row * width, targets[row]) / normalizer;
        }
        return sum;
    }

    /** The step of the backward pass to the scores. */
    ChainStep step(int boundary) {
        ChainStep step = ChainStep.toInputs(boundary, floats.length);
        double scale = ErrorBound.largest(floats);
        for (int i = 0; i < floats.length; i++) {
            double[] t = targets[i / width];
            double weight = loss.weight(t);
            if (weight == 0) {
                continue;
            }
            double factor = Math.abs(weight / normalizer);
            Slope exactly = slope(exact, i, t);
            Slope rounded = slope(floats, i, t);
            step.derivatives[i] = exactly.value * weight / normalizer;
            step.expected[i] = rounded.value * weight / normalizer;
            double magnitude = Math.abs(step.expected[i]) + Math.abs(t[i % width]) * factor;
            // Exponentials of scores that are far apart have an error that grows with the distance.
            double spread = ErrorBound.U * Math.abs(step.expected[i]) * 2 * scale;
            double rounding = ErrorBound.lossStep(width, magnitude) + spread;
            double size = Math.abs(loss.loss(floats, i - i % width, t)) + scale;
            double noise = 1e-12 * magnitude + ROUNDING * size * factor / rounded.step;
            step.tolerances[i] = ErrorBound.ALONE * rounding + noise + rounded.jump * factor;
            step.bounds[i] = Math.hypot(rounding, step.expected[i] - step.derivatives[i])
                    + noise
                    + Math.max(rounded.jump, exactly.jump) * factor;
        }
        return step;
    }

    /** A derivative, the step of its difference, and the jump of the slope if the score lies exactly at a kink. */
    private record Slope(double value, double step, double jump) {}

    private Slope slope(double[] scores, int i, double[] t) {
        double[] row = Arrays.copyOfRange(scores, i - i % width, i - i % width + width);
        double[] moved = row.clone();
        double s = row[i % width];
        DoubleUnaryOperator f = value -> {
            moved[i % width] = value;
            double result = loss.loss(moved, 0, t);
            moved[i % width] = s;
            return result;
        };
        // Never so small that it vanishes beside a score of the sample.
        double least = 0x1p-40 * ErrorBound.largest(row);
        boolean right = kink(row, moved, i % width, Math.max(AT_KINK, least), t);
        if (right || kink(row, moved, i % width, -Math.max(AT_KINK, least), t)) {
            double h = Math.max(STEPS[0], least);
            double leftSlope = oneSided(f, s, -h);
            double rightSlope = oneSided(f, s, h);
            return new Slope(right ? leftSlope : rightSlope, h, 1.01 * Math.abs(rightSlope - leftSlope));
        }
        for (double step : STEPS) {
            double h = Math.max(step, least);
            boolean above = kink(row, moved, i % width, 4 * h, t);
            boolean below = kink(row, moved, i % width, -4 * h, t);
            if (!above && !below) {
                return new Slope(central(f, s, h, ErrorBound.largest(row)), h, 0);
            }
            if (!above || !below) {
                return new Slope(oneSided(f, s, above ? -h : h), h, 0);
            }
        }
        return new Slope(Double.NaN, least, 0);
    }

    private boolean kink(double[] row, double[] moved, int score, double distance, double[] t) {
        moved[score] = row[score] + distance;
        boolean kink = loss.kink(row, moved, 0, t);
        moved[score] = row[score];
        return kink;
    }

    private static double central(DoubleUnaryOperator f, double s, double h, double largest) {
        double above = f.applyAsDouble(s + h);
        double near = (above - f.applyAsDouble(s - h)) / ((s + h) - (s - h));
        double far = (f.applyAsDouble(s + 2 * h) - f.applyAsDouble(s - 2 * h)) / ((s + 2 * h) - (s - 2 * h));
        double slope = (4 * near - far) / 3;
        double rounding = ROUNDING * (Math.abs(above) + largest) / h;
        return rounding > 1e-10 * (1 + Math.abs(slope)) ? WiderStep.improve(f, s, h, slope, rounding, largest) : slope;
    }

    private static double oneSided(DoubleUnaryOperator f, double s, double h) {
        double sum = -25 * f.applyAsDouble(s) + 48 * f.applyAsDouble(s + h) - 36 * f.applyAsDouble(s + 2 * h);
        return (sum + 16 * f.applyAsDouble(s + 3 * h) - 3 * f.applyAsDouble(s + 4 * h)) / (12 * h);
    }
}
