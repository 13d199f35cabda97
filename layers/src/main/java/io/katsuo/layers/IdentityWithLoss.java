package io.katsuo.layers;

/**
 * Identity with squared error, for regression: {@code y = x}, loss = mean over the samples of {@code ½Σ(y - t)²},
 * backward {@code dout·(y - t)/N} (chapter, section on the softmax-with-loss layer, which names this as the other pair
 * with such a simple derivative). Targets may be any real values; class indices count as one-hot rows. The loss is
 * computed in double. One sample of rank 1 is a batch of size 1.
 */
public final class IdentityWithLoss extends ErrorLoss {
    /** A layer named {@code identityWithLoss}. */
    public IdentityWithLoss() {
        this("identityWithLoss");
    }

    /** A layer with a name. */
    public IdentityWithLoss(String name) {
        this(name, Reduction.MEAN);
    }

    /** A layer with a name and a reduction. */
    public IdentityWithLoss(String name, Reduction reduction) {
        super(name, reduction);
    }

    @Override
    double loss(double x, double t) {
        return (x - t) * (x - t) / 2;
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
                double error = scores[at + k] - t[k];
                sum += error * error;
            }
            return sum / 2;
        };
    }
}
