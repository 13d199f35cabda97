package io.katsuo.layers;

import static io.katsuo.core.ops.Reductions.softmax;

import io.katsuo.core.tensor.Tensor;

/**
 * Softmax with cross-entropy: loss = mean over the samples of {@code -Σ t·log(softmax(x))}, backward {@code dout·(y -
 * t)/N} with {@code y = softmax(x)} (chapter, section on the softmax-with-loss layer). The loss is computed from the
 * scores by log-sum-exp in double. It is never negative, exact for perfect predictions, and infinite if the true class
 * has a score of minus infinity. One sample of rank 1 is a batch of size 1.
 */
public final class SoftmaxWithLoss extends ClassLoss {
    /** A layer named {@code softmaxWithLoss}. */
    public SoftmaxWithLoss() {
        this("softmaxWithLoss");
    }

    /** A layer with a name. */
    public SoftmaxWithLoss(String name) {
        this(name, CrossEntropyOptions.MEAN);
    }

    /** A layer with class weights, smoothed labels, an ignored label or another reduction. */
    public SoftmaxWithLoss(String name, CrossEntropyOptions options) {
        super(name, options);
    }

    @Override
    public void output(Tensor x, Tensor y) {
        softmax(x, y);
    }

    @Override
    double sampleLoss(float[] x, int at, int stride, int classes, Targets t, int sample) {
        int best = CrossEntropy.argMax(x, at, stride, classes);
        double logSum = CrossEntropy.logSum(x, at, stride, classes, best);
        double max = x[best];
        if (t.areLabels() && options.smoothing() == 0) {
            return logSum + (max - x[at + t.label(sample) * stride]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double p = target(t, sample, k, classes);
            // A class of probability 0 may have a score of minus infinity.
            sum += p == 0 ? 0 * logSum : p * (logSum + (max - x[at + k * stride]));
        }
        return sum;
    }

    @Override
    public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
        if (t.areLabels() && options.smoothing() == 0) {
            t.subtractFrom(y, first, dx);
            return;
        }
        int classes = y.dim(1);
        for (int i = 0; i < y.dim(0); i++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                sum += target(t, first + i, k, classes);
            }
            for (int k = 0; k < classes; k++) {
                dx.set(i, k, sum * y.get(i, k) - target(t, first + i, k, classes));
            }
        }
    }

    @Override
    public LossFormula formula() {
        return options.weighted(SoftmaxWithLoss::crossEntropy);
    }

    private static double crossEntropy(double[] scores, int at, double[] t) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < t.length; k++) {
            max = Math.max(max, scores[at + k]);
        }
        double sum = 0;
        for (int k = 0; k < t.length; k++) {
            sum += Math.exp(scores[at + k] - max);
        }
        double logSum = max + Math.log(sum);
        double loss = 0;
        for (int k = 0; k < t.length; k++) {
            // A class of probability 0 may have a score of minus infinity.
            loss += t[k] == 0 ? 0 * logSum : t[k] * (logSum - scores[at + k]);
        }
        return loss;
    }
}
