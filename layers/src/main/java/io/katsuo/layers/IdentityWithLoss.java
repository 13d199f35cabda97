package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * Identity and the squared error in one, for regression: {@code y = x}, loss = mean over the samples of {@code ½Σ(y -
 * t)²}, backward {@code dout·(y - t)/N} (chapter, section on the softmax-with-loss layer, where it is the other pair
 * whose derivative comes out so plainly). Targets may be any real values; class indices count as one-hot rows. The loss
 * is computed in double. One sample of rank 1 is a batch of size 1.
 *
 * @since 0.1
 */
public final class IdentityWithLoss extends OutputWithLoss {
    /** A layer named {@code identityWithLoss}. */
    public IdentityWithLoss() {
        this("identityWithLoss");
    }

    /**
     * A layer with a name.
     *
     * @param name starts its error messages
     */
    public IdentityWithLoss(String name) {
        super(name);
    }

    /** Targets must have the scores' shape, or be classes; their values are free. */
    @Override
    public void check(String op, Shape scores, Targets t) {
        t.checkShape(op, scores);
    }

    @Override
    void output(Tensor x, Tensor y) {
        y.copyFrom(x);
    }

    @Override
    double sampleLoss(float[] x, int at, int stride, int columns, Targets t, int sample) {
        double sum = 0;
        for (int k = 0; k < columns; k++) {
            double error = (double) x[at + k * stride] - t.value(sample, k);
            sum += error * error;
        }
        return sum / 2;
    }

    @Override
    public LossFormula formula() {
        return IdentityWithLoss::halfSquares;
    }

    private static double halfSquares(double[] scores, int at, double[] t) {
        double sum = 0;
        for (int k = 0; k < t.length; k++) {
            double error = scores[at + k] - t[k];
            sum += error * error;
        }
        return sum / 2;
    }
}
