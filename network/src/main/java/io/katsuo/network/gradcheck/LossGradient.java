package io.katsuo.network.gradcheck;

import io.katsuo.layers.LossFormula;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The derivatives of a loss with respect to the scores, from differences of its formula, at the scores of the double
 * network and at the float scores. Exactly at a kink every value between both slopes is right: the one that the code
 * chose.
 */
final class LossGradient {
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
    ChainStep step(int boundary, double[] computed) {
        ChainStep step = ChainStep.toInputs(boundary, floats.length);
        for (int i = 0; i < floats.length; i++) {
            double[] t = targets[i / width];
            double weight = loss.weight(t);
            if (weight == 0) {
                continue;
            }
            double factor = weight / normalizer;
            Slope rounded = slope(floats, i, t);
            Slope slope = slope(exact, i, t);
            step.derivatives[i] = factor * slope.nearest(computed[i] / factor);
            step.drift[i] = Math.abs(factor) * (slope.error() + 1e-12 * Math.abs(slope.value()));
            step.expected[i] = factor * rounded.nearest(computed[i] / factor);
            step.errors[i] = Math.abs(factor) * (rounded.error() + 1e-12 * Math.abs(rounded.value()));
        }
        return step;
    }

    private Slope slope(double[] scores, int i, double[] t) {
        double[] moved = Arrays.copyOfRange(scores, i - i % width, i - i % width + width);
        double s = moved[i % width];
        double largest = ErrorBound.largest(moved);
        DoubleUnaryOperator f = value -> {
            moved[i % width] = value;
            return loss.loss(moved, 0, t);
        };
        // Never so small a step that it vanishes beside a score of the sample.
        return Slope.of(f, s, 0x1p-40 * largest, Slope.ROUNDING * largest);
    }
}
