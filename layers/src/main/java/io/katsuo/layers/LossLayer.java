package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/**
 * The last layer of a network, which compares scores with targets. The loss of a batch is {@code Σ wᵢ·lossᵢ /
 * normalizer} over its samples, by default their mean, computed in double in the order of the samples.
 *
 * <p>A subclass implements the loss of single samples, {@link #losses}, and its derivative, {@link #derivatives}; both
 * receive some samples of a batch as a matrix [n, C], keep no state and may be called by many threads at once. This
 * class applies the weights and the normalizer for all losses. To use a loss alone, as the book does, call {@link
 * #forward(Tensor, Targets)} and {@link #backward()}; memory and references are as for a {@link Layer}.
 */
public abstract class LossLayer {
    private final String name;
    private final String op;
    private final Reduction reduction;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final MatrixView xRows = new MatrixView();
    private final MatrixView yRows = new MatrixView();
    private final MatrixView dxRows = new MatrixView();
    private final Saved x;
    private final Saved y;
    private Targets t;
    private double[] losses = {};
    private double loss = Double.NaN;

    /** A loss with a name, which starts its error messages; the loss of a batch is a mean. */
    protected LossLayer(String name) {
        this(name, Reduction.MEAN);
    }

    /** A loss with a name and a reduction. */
    protected LossLayer(String name, Reduction reduction) {
        this.name = Objects.requireNonNull(name, "name");
        this.reduction = Objects.requireNonNull(reduction, "reduction");
        this.op = name + ".forward";
        this.x = new Saved(name, "the input");
        this.y = new Saved(name, "the output");
    }

    /** The name, such as {@code softmaxWithLoss}. */
    public final String name() {
        return name;
    }

    /**
     * The constructor arguments of this loss, for {@link #toString} and for parameter files.
     *
     * @return by name, in a fixed order; by default the reduction; a new map
     */
    public Map<String, String> settings() {
        return LayerDescription.settings("reduction", reduction);
    }

    /** This loss as plain data. */
    public final LayerDescription description() {
        return LayerDescription.of(getClass(), name, settings());
    }

    /**
     * Whether targets fit scores of this shape. By default they must be classes or probabilities.
     *
     * @param op what is being computed, to start the message with
     * @throws IllegalArgumentException if they do not fit
     */
    public void check(String op, Shape scores, Targets t) {
        t.check(op, scores);
    }

    /**
     * The output, such as softmax of the scores; by default the scores themselves.
     *
     * @param x the scores of some samples
     * @param y receives the output, of the same shape; dense
     */
    public void output(Tensor x, Tensor y) {
        y.copyFrom(x);
    }

    /**
     * The loss of each of some samples, without its weight. The targets have been checked.
     *
     * @param x the scores [n, C]
     * @param t the targets of the whole batch
     * @param first the number of the first of these samples within the batch
     * @param losses receives the loss of sample i at index i
     */
    public abstract void losses(Tensor x, Targets t, int first, double[] losses);

    /**
     * The derivative of each sample's own loss with respect to its scores, without weight and normalizer.
     *
     * @param dx receives the derivatives [n, C]; dense
     */
    public abstract void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx);

    /** The target value of a score of a sample, as {@link #formula} receives it; by default {@link Targets#value}. */
    public double target(Targets t, int sample, int k, int scores) {
        return t.value(sample, k);
    }

    /** The weight of a sample; by default 1. A sample of weight 0 is ignored, whatever its loss. */
    public double weight(Targets t, int sample) {
        return 1;
    }

    /** The divisor of the weighted sum of the losses: the sum of the weights for a mean, 1 for a sum. */
    public double normalizer(Targets t) {
        if (reduction == Reduction.SUM) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < t.size(); i++) {
            sum += weight(t, i);
        }
        return sum;
    }

    /** The loss in double arithmetic, which the gradient check differentiates. */
    public abstract LossFormula formula();

    /**
     * The loss of a batch from the losses of its samples, added in order.
     *
     * @param losses the results of {@link #losses} for all samples
     * @param normalizer the {@link #normalizer} of the targets
     * @return the weighted sum divided by the normalizer
     */
    public final double reduce(double[] losses, Targets t, double normalizer) {
        double sum = 0;
        for (int i = 0; i < losses.length; i++) {
            double weight = weight(t, i);
            sum += weight == 0 ? 0 : weight * losses[i];
        }
        return sum / normalizer;
    }

    /**
     * The derivative of the loss of a batch with respect to the scores of some samples: {@link #derivatives} times
     * {@code dout}, times the samples' weights, divided by the normalizer.
     *
     * @param first the number of the first of these samples within the batch
     * @param dout the factor
     * @param normalizer the {@link #normalizer} of the targets
     * @param dx receives the derivative; dense
     */
    public final void backward(Tensor x, Tensor y, Targets t, int first, float dout, double normalizer, Tensor dx) {
        derivatives(x, y, t, first, dx);
        float divisor = (float) normalizer;
        float[] values = dx.array();
        int columns = dx.dim(1);
        for (int row = 0; row < dx.dim(0); row++) {
            double weight = weight(t, first + row);
            float factor = (float) weight * dout;
            int at = dx.layout().offset() + row * columns;
            for (int i = at; i < at + columns; i++) {
                values[i] = weight == 0 ? 0 : values[i] * factor / divisor;
            }
        }
    }

    /**
     * The loss.
     *
     * @param x the scores, [C] for one sample or [N, C]; a reference is kept until {@code backward}
     * @param t the targets; copied for {@code backward}
     * @return the loss of the batch
     * @throws IllegalArgumentException if the targets do not fit the scores, or there are no samples
     */
    public final double forward(Tensor x, Targets t) {
        check(op, x.shape(), t);
        Tensor result = out.like(x.shape(), x);
        if (losses.length != t.size()) {
            losses = new double[t.size()];
        }
        losses(xRows.of(x), t, 0, losses);
        output(xRows.of(x), yRows.of(result));
        this.t = t.copy(this.t);
        this.x.keep(x);
        this.y.keep(result);
        loss = reduce(losses, t, normalizer(t));
        return loss;
    }

    /** The loss for class indices, one per sample. */
    public final double forward(Tensor x, int... labels) {
        return forward(x, Targets.of(labels));
    }

    /** The loss for class indices as unsigned bytes, one per sample. */
    public final double forward(Tensor x, byte[] labels) {
        return forward(x, Targets.of(labels));
    }

    /** The loss for rows of values, of the scores' shape; see {@link Targets#of(Tensor)}. */
    public final double forward(Tensor x, Tensor t) {
        return forward(x, Targets.of(t));
    }

    /**
     * The derivative of the loss of the last {@link #forward(Tensor, Targets)} by the scores.
     *
     * @param dout the factor: the derivative of a final result with respect to the loss
     * @return the derivative, of the scores' shape, valid until the next {@code backward}
     * @throws IllegalStateException if {@code forward} was not called before
     */
    public final Tensor backward(float dout) {
        Tensor scores = x.take();
        Tensor output = y.take();
        Tensor result = dx.like(scores.shape(), scores);
        backward(xRows.of(scores), yRows.of(output), t, 0, dout, normalizer(t), dxRows.of(result));
        return result;
    }

    /** The derivative of the loss with respect to the scores: {@code backward(1)}. */
    public final Tensor backward() {
        return backward(1);
    }

    /** The loss of the last {@code forward}; NaN before. */
    public final double loss() {
        return loss;
    }

    /** The weighted loss of each sample of the last {@code forward}, not reduced, in a fresh array; empty before. */
    public final double[] sampleLosses() {
        double[] result = losses.clone();
        for (int i = 0; i < result.length; i++) {
            double weight = weight(t, i);
            result[i] = weight == 0 ? 0 : weight * result[i];
        }
        return result;
    }

    /** The output of the last {@code forward}, the live tensor; null before. */
    public final Tensor y() {
        return y.peek();
    }

    /** A copy of the targets of the last {@code forward}, valid until the next; null before. */
    public final Targets t() {
        return t;
    }

    /** Such as {@code softmaxWithLoss: SoftmaxWithLoss, reduction MEAN}. */
    @Override
    public String toString() {
        return description().toString();
    }
}
