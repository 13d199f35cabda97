package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.Elementwise.neg;
import static io.katsuo.core.ops.Elementwise.sigmoid;

import io.katsuo.core.tensor.Tensor;
import java.util.Optional;

/**
 * The logistic function {@code y = 1/(1 + exp(-x))} (chapter, equations 5.9 to 5.12). Backward is {@code dout · y ·
 * σ(-x)}, which equals the book's {@code dout · y · (1 - y)} but keeps its relative accuracy where {@code y} rounds to
 * 1, from x = 17 on. The input is saved for that, beside the output. Where {@code y} or {@code σ(-x)} is 0 an infinite
 * {@code dout} gives NaN.
 *
 * @since 0.1
 */
public final class Sigmoid implements SampleWise {
    private final String name;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final Saved x;
    private final Saved y;

    /** A layer named {@code sigmoid}. */
    public Sigmoid() {
        this("sigmoid");
    }

    /**
     * A layer with a name.
     *
     * @param name starts its error messages
     */
    public Sigmoid(String name) {
        this.name = name;
        this.x = new Saved(name, "the input");
        this.y = new Saved(name, "the output");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor result = sigmoid(x, outputFor(x));
        remember(x, result);
        return result;
    }

    @Override
    public Tensor backward(Tensor dout) {
        Tensor input = x.take();
        Tensor output = y.take();
        Check.gradientShape(name, dout, output.shape());
        Tensor result = gradientFor(output, dout);
        inferBackward(input, output, dout, result);
        return result;
    }

    @Override
    public Tensor outputFor(Tensor x) {
        return out.like(x.shape(), x);
    }

    @Override
    public Tensor gradientFor(Tensor x, Tensor dout) {
        return dx.like(x.shape(), dout);
    }

    @Override
    public void inferBackward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        sigmoid(neg(x, dx), dx);
        mul(y, dx, dx);
        mul(dout, dx, dx);
    }

    @Override
    public void remember(Tensor x, Tensor y) {
        this.x.keep(x);
        this.y.keep(y);
    }

    /**
     * The output of the last {@code forward}.
     *
     * @return the live tensor, or null before {@code forward}
     */
    public Tensor out() {
        return y.peek();
    }

    @Override
    public Tensor infer(Tensor x, Tensor out) {
        return sigmoid(x, out);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(SigmoidFormula.INSTANCE);
    }

    private enum SigmoidFormula implements Formula {
        INSTANCE;

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
            return 1 / (1 + Math.exp(-x[at + unit]));
        }

        @Override
        public boolean elementwise() {
            return true;
        }
    }
}
