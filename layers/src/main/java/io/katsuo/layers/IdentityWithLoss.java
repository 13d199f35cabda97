package io.katsuo.layers;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * Identity and the squared error in one, for regression: {@code y = x}, loss = mean over the samples of {@code ½Σ(y -
 * t)²}, backward {@code dout·(y - t)/N} (chapter, section on the softmax-with-loss layer, which names this pair as the
 * other one with such a plain derivative). Targets may be any real values; class indices count as one-hot rows. The loss
 * is computed in double. One sample of rank 1 is a batch of size 1.
 *
 * @since 0.1
 */
public final class IdentityWithLoss extends LossLayer {
    /** A layer named {@code identityWithLoss}. */
    public IdentityWithLoss() {
        this("identityWithLoss");
    }

    /** A layer with a name. */
    public IdentityWithLoss(String name) {
        super(name);
    }

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
                double error = (double) x.array()[at + k * layout.stride(1)] - t.value(first + i, k);
                sum += error * error;
            }
            losses[first + i] = sum / 2;
        }
    }

    @Override
    public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
        t.subtractFrom(y, first, dx);
    }

    @Override
    public LossFormula formula() {
        return (scores, at, t) -> {
            double sum = 0;
            for (int k = 0; k < t.length; k++) {
                double error = scores[at + k] - t[k];
                sum += error * error;
            }
            return sum / 2;
        };
    }
}
