package io.katsuo.layers;

import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * Identity and the squared error in one, for regression: {@code y = x}, loss = mean over the samples of {@code ½Σ(y -
 * t)²}, backward {@code dout·(y - t)/N} (chapter, section on the softmax-with-loss layer, where it is the other pair
 * whose derivative comes out so plainly). Targets may be any real values; class indices count as one-hot rows. The loss
 * is computed in double. One sample of rank 1 is a batch of size 1.
 */
public final class IdentityWithLoss implements LossLayer {
    private final String name;
    private final String forwardName;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final Saved saved;
    private Targets t;

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
        this.name = name;
        this.forwardName = name + ".forward";
        this.saved = new Saved(name, "the output");
    }

    @Override
    public String name() {
        return name;
    }

    /** Targets must have the scores' shape, or be classes; their values are free. */
    @Override
    public void check(String op, Shape scores, Targets t) {
        t.checkShape(op, scores);
    }

    @Override
    public double forward(Tensor x, Targets t) {
        double loss = lossOf(x, t);
        this.t = t;
        saved.keep(out.like(x.shape(), x).copyFrom(x));
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
        Layout layout = x.layout();
        int columns = x.dim(-1);
        int samples = x.size() / columns;
        int rowStride = x.rank() == 1 ? 0 : layout.stride(0);
        double sum = 0;
        for (int i = 0; i < samples; i++) {
            for (int k = 0; k < columns; k++) {
                float y = x.array()[layout.offset() + i * rowStride + k * layout.stride(-1)];
                double error = (double) y - t.value(i, k);
                sum += error * error;
            }
        }
        return sum / 2 / samples;
    }

    /**
     * The output of the last {@code forward}.
     *
     * @return the live tensor, of the values of the scores, or null before {@code forward}
     */
    public Tensor y() {
        return saved.peek();
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
