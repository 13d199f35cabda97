package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.sigmoid;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * Sigmoid with binary cross-entropy, for labels that are independent of each other: with {@code y = σ(x)} the loss of a
 * sample is {@code -Σ (t·log y + (1 - t)·log(1 - y))} over its scores, and backward gives {@code y - t}. The loss is
 * computed from the scores in double, as {@code max(x, 0) - x·t + log1p(e^-|x|)}, which is never negative, and never
 * infinite for finite scores. Targets are rows of values from 0 to 1.
 */
public final class BinaryCrossEntropy extends ErrorLoss {
    /** A layer that takes the mean over the samples. */
    public BinaryCrossEntropy(String name) {
        this(name, Reduction.MEAN);
    }

    /** A layer with a reduction. */
    public BinaryCrossEntropy(String name, Reduction reduction) {
        super(name, reduction);
    }

    @Override
    public void check(String op, Shape scores, Targets t) {
        if (t.areLabels()) {
            throw new IllegalArgumentException(op + ": class indices given: " + t.size() + " labels, scores " + scores
                    + "; the targets are rows of values from 0 to 1");
        }
        super.check(op, scores, t);
        for (int i = 0; i < t.size(); i++) {
            for (int k = 0; k < scores.dim(-1); k++) {
                if (!(t.value(i, k) >= 0 && t.value(i, k) <= 1)) {
                    throw new IllegalArgumentException(op + ": a target is not from 0 to 1: " + t.value(i, k) + " at ["
                            + i + ", " + k + "], scores " + scores);
                }
            }
        }
    }

    @Override
    public void output(Tensor x, Tensor y) {
        sigmoid(x, y);
    }

    @Override
    double loss(double x, double t) {
        // Not max(x, 0) - x·t: an infinite score that is right loses nothing.
        double linear = x > 0 ? (t == 1 ? 0 : x * (1 - t)) : t == 0 ? 0 : -x * t;
        return linear + StrictMath.log1p(DoubleExp.of(-Math.abs(x)));
    }

    @Override
    float derivative(float y, float t) {
        return y - t;
    }

    @Override
    public LossFormula formula() {
        return (scores, at, t) -> {
            double sum = 0;
            for (int k = 0; k < t.length; k++) {
                double x = scores[at + k];
                sum += t[k] * softplus(-x) + (1 - t[k]) * softplus(x);
            }
            return sum;
        };
    }

    private static double softplus(double x) {
        return x > 40 ? x : Math.log1p(Math.exp(x));
    }
}
