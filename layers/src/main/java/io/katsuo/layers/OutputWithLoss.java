package io.katsuo.layers;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Tensor;

/**
 * What both pairs of an output and its loss have in common, softmax with cross-entropy and identity with the squared
 * error: the loss is a mean over the samples, and {@code dout·(y - t)/N} goes back.
 */
abstract class OutputWithLoss implements SampleWiseLoss {
    private final String name;
    private final String forwardName;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final Saved saved;
    private Targets t;
    private double loss = Double.NaN;

    OutputWithLoss(String name) {
        this.name = name;
        this.forwardName = name + ".forward";
        this.saved = new Saved(name, "the output");
    }

    /** The output y for scores x. */
    abstract void output(Tensor x, Tensor y);

    /** What a sample loses whose scores lie at x[at], x[at + stride], …. */
    abstract double sampleLoss(float[] x, int at, int stride, int columns, Targets t, int sample);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final double forward(Tensor x, Targets t) {
        Tensor y = outputFor(x, t);
        double result = meanLoss(x, t);
        output(x, y);
        remember(y, t, result);
        return result;
    }

    @Override
    public final Tensor backward(float dout) {
        Tensor y = saved.take();
        Tensor result = gradientFor(y);
        errorSignal(y, t, 0, y.size() / y.dim(-1), dout, result);
        return result;
    }

    @Override
    public final double lossOf(Tensor x, Targets t) {
        check(forwardName, x.shape(), t);
        return meanLoss(x, t);
    }

    private double meanLoss(Tensor x, Targets t) {
        int samples = x.size() / x.dim(-1);
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            sum += sampleLoss(x, i, t, i);
        }
        return sum / samples;
    }

    @Override
    public final void losses(Tensor x, Targets t, int first, double[] losses) {
        for (int i = 0; i < x.dim(0); i++) {
            losses[first + i] = sampleLoss(x, i, t, first + i);
        }
    }

    private double sampleLoss(Tensor x, int row, Targets t, int sample) {
        Layout layout = x.layout();
        int rowStride = x.rank() == 1 ? 0 : layout.stride(0);
        return sampleLoss(x.array(), layout.offset() + row * rowStride, layout.stride(-1), x.dim(-1), t, sample);
    }

    @Override
    public final Tensor outputFor(Tensor x, Targets t) {
        check(forwardName, x.shape(), t);
        return out.like(x.shape(), x);
    }

    @Override
    public final Tensor gradientFor(Tensor x) {
        return dx.like(x.shape(), null);
    }

    @Override
    public final void inferBackward(Tensor x, Targets t, int first, int samples, Tensor y, Tensor dx) {
        output(x, y);
        errorSignal(y, t, first, samples, 1, dx);
    }

    /** The signal for dense outputs y, [C] or [N, C], of which the first belongs to the sample {@code first}. */
    private static void errorSignal(Tensor y, Targets t, int first, int samples, float dout, Tensor out) {
        float[] outputs = y.array();
        float[] signal = out.array();
        int classes = y.dim(-1);
        int yo = y.layout().offset();
        int so = out.layout().offset();
        for (int i = 0; i < y.size() / classes; i++) {
            int row = i * classes;
            int label = t.areLabels() ? t.label(first + i) : -1;
            for (int k = 0; k < classes; k++) {
                float target = t.areLabels() ? (k == label ? 1 : 0) : t.value(first + i, k);
                signal[so + row + k] = (outputs[yo + row + k] - target) * dout / samples;
            }
        }
    }

    @Override
    public final void remember(Tensor y, Targets t, double loss) {
        this.loss = loss;
        this.t = t;
        saved.keep(y);
    }

    /**
     * The loss of the last {@code forward}.
     *
     * @return the loss, NaN before {@code forward}
     */
    public final double loss() {
        return loss;
    }

    /**
     * The output of the last {@code forward}.
     *
     * @return the live tensor, or null before {@code forward}
     */
    public final Tensor y() {
        return saved.peek();
    }

    /**
     * The targets of the last {@code forward}.
     *
     * @return those very targets, or null before {@code forward}
     */
    public final Targets t() {
        return t;
    }
}
