package io.katsuo.layers;

import static io.katsuo.core.ops.Rows.softmax;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/**
 * Softmax and cross-entropy in one: loss = mean over the samples of {@code -Σ t·log(softmax(x))}, backward
 * {@code dout·(y - t)/N} with {@code y = softmax(x)} (chapter, section on the softmax-with-loss layer). The loss comes
 * from the scores by log-sum-exp in double: it is never negative, exact for perfect predictions, and infinite if the
 * true class has a score of minus infinity. One sample of rank 1 is a batch of size 1.
 */
public final class SoftmaxWithLoss implements LossLayer {
    private final String name;
    private final String forwardName;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final Saved saved;
    private Targets t;
    private double loss = Double.NaN;

    /** A layer named {@code softmaxWithLoss}. */
    public SoftmaxWithLoss() {
        this("softmaxWithLoss");
    }

    /**
     * A layer with a name.
     *
     * @param name starts its error messages
     */
    public SoftmaxWithLoss(String name) {
        this.name = name;
        this.forwardName = name + ".forward";
        this.saved = new Saved(name, "the output");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double forward(Tensor x, Targets t) {
        loss = lossOf(x, t);
        this.t = t;
        saved.keep(softmax(x, out.like(x.shape(), x)));
        return loss;
    }

    @Override
    public Tensor backward(float dout) {
        Tensor y = saved.take();
        return ErrorSignal.of(y, t, dout, dx.like(y.shape(), null));
    }

    @Override
    public double lossOf(Tensor x, Targets t) {
        check(forwardName, x.shape(), t);
        int classes = x.dim(-1);
        int samples = x.size() / classes;
        Layout layout = x.layout();
        int rowStride = x.rank() == 1 ? 0 : layout.stride(0);
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            sum += sampleLoss(x.array(), layout.offset() + i * rowStride, layout.stride(-1), classes, t, i);
        }
        return sum / samples;
    }

    private static double sampleLoss(float[] x, int at, int stride, int classes, Targets t, int sample) {
        int best = CrossEntropy.argMax(x, at, stride, classes);
        double logSum = CrossEntropy.logSum(x, at, stride, classes, best);
        double max = x[best];
        if (t.areLabels()) {
            return logSum + (max - x[at + t.label(sample) * stride]);
        }
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            float p = t.value(sample, k);
            // A class of probability 0 may have a score of minus infinity.
            sum += p == 0 ? 0 * logSum : p * (logSum + (max - x[at + k * stride]));
        }
        return sum;
    }

    /**
     * The loss of the last {@code forward}.
     *
     * @return the loss, NaN before {@code forward}
     */
    public double loss() {
        return loss;
    }

    /**
     * The softmax of the scores of the last {@code forward}.
     *
     * @return the live tensor, or null before {@code forward}
     */
    public Tensor y() {
        return saved.peek();
    }

    /**
     * The targets of the last {@code forward}.
     *
     * @return those very targets, or null before {@code forward}
     */
    public Targets t() {
        return t;
    }

    @Override
    public LossFormula formula() {
        return SoftmaxWithLoss::crossEntropy;
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
            loss += t[k] * (logSum - scores[at + k]);
        }
        return loss;
    }
}
