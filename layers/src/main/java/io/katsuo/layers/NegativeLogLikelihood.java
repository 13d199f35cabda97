package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;

/**
 * The cross-entropy of scores that are log-probabilities: the loss of a sample is {@code -Σ t·x}, which is {@code
 * -x[k]} for class k; backward gives {@code -t}. The output is the scores.
 */
public final class NegativeLogLikelihood extends ClassLoss {
    /** A layer with options; {@link CrossEntropyOptions#MEAN} for none. */
    public NegativeLogLikelihood(String name, CrossEntropyOptions options) {
        super(name, options);
    }

    @Override
    double sampleLoss(float[] x, int at, int stride, int classes, Targets t, int sample) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double p = target(t, sample, k, classes);
            // A class of probability 0 may have a score of minus infinity.
            sum -= p == 0 ? 0 : p * x[at + k * stride];
        }
        return sum;
    }

    @Override
    public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
        for (int i = 0; i < dx.dim(0); i++) {
            for (int k = 0; k < dx.dim(1); k++) {
                dx.set(i, k, -target(t, first + i, k, dx.dim(1)));
            }
        }
    }

    @Override
    public LossFormula formula() {
        return options.weighted((scores, at, t) -> {
            double sum = 0;
            for (int k = 0; k < t.length; k++) {
                sum += t[k] * scores[at + k];
            }
            return -sum;
        });
    }
}
