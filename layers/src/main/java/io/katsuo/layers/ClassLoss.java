package io.katsuo.layers;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Map;

/** A loss of classes or probabilities, with the options of a cross-entropy. */
abstract class ClassLoss extends LossLayer {
    final CrossEntropyOptions options;

    ClassLoss(String name, CrossEntropyOptions options) {
        super(name, options.reduction());
        this.options = options;
    }

    /** The loss of a sample whose first score lies at {@code at}, the next one {@code stride} farther on. */
    abstract double sampleLoss(float[] x, int at, int stride, int classes, Targets t, int sample);

    @Override
    public void check(String op, Shape scores, Targets t) {
        options.check(op, scores, t);
    }

    /** A smoothed probability. */
    @Override
    public double target(Targets t, int sample, int k, int scores) {
        return options.target(t, sample, k, scores);
    }

    @Override
    public double weight(Targets t, int sample) {
        return options.weight(t, sample);
    }

    @Override
    public Map<String, String> settings() {
        return options.settings();
    }

    @Override
    public void losses(Tensor x, Targets t, int first, double[] losses) {
        Layout layout = x.layout();
        for (int i = 0; i < x.dim(0); i++) {
            int at = layout.offset() + i * layout.stride(0);
            boolean ignored = weight(t, first + i) == 0;
            losses[first + i] = ignored ? 0 : sampleLoss(x.array(), at, layout.stride(1), x.dim(1), t, first + i);
        }
    }
}
