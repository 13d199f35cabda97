package io.katsuo.layers;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/** A loss that is a sum over the scores of a sample, each with its own target; computed in double. */
abstract class ErrorLoss extends LossLayer {
    ErrorLoss(String name, Reduction reduction) {
        super(name, reduction);
    }

    /** What one score adds to the loss. */
    abstract double loss(double x, double t);

    /** The derivative by a score, given the output. */
    abstract float derivative(float y, float t);

    /** Targets must have the scores' shape, or be classes; any values are allowed. */
    @Override
    public void check(String op, Shape scores, Targets t) {
        t.checkShape(op, scores);
    }

    @Override
    public void losses(Tensor x, Targets t, int first, double[] losses) {
        Layout layout = x.layout();
        for (int i = 0; i < x.dim(0); i++) {
            int at = layout.offset() + i * layout.stride(0);
            double sum = 0;
            for (int k = 0; k < x.dim(1); k++) {
                sum += loss(x.array()[at + k * layout.stride(1)], t.value(first + i, k));
            }
            losses[first + i] = sum;
        }
    }

    @Override
    public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
        for (int i = 0; i < y.dim(0); i++) {
            for (int k = 0; k < y.dim(1); k++) {
                dx.set(i, k, derivative(y.get(i, k), t.value(first + i, k)));
            }
        }
    }
}
