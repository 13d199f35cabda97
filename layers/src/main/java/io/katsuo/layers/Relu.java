package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.relu;
import static io.katsuo.core.ops.Elementwise.reluBackward;

import io.katsuo.core.tensor.Tensor;
import java.util.Optional;

/**
 * The rectifier, a switch for each element: {@code y = x} where {@code x > 0}, else {@code +0}. Its derivative is 1
 * where {@code x > 0} and 0 elsewhere, at 0 too (chapter, equations 5.7 and 5.8). Backward assigns: where the switch is
 * off the result is {@code +0} even if {@code dout} is infinite or NaN. A NaN input passes, forward and backward, so
 * that it is noticed.
 *
 * @since 0.1
 */
public final class Relu implements SampleWise {
    private final String name;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final Saved saved;

    /** A layer named {@code relu}. */
    public Relu() {
        this("relu");
    }

    /**
     * A layer with a name.
     *
     * @param name starts its error messages
     */
    public Relu(String name) {
        this.name = name;
        // The output says as much about the switches as the input does, and nobody else writes it.
        this.saved = new Saved(name, "the output");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor y = relu(x, outputFor(x));
        remember(x, y);
        return y;
    }

    @Override
    public Tensor backward(Tensor dout) {
        Tensor y = saved.take();
        Check.gradientShape(name, dout, y.shape());
        return reluBackward(dout, y, gradientFor(y, dout));
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
        reluBackward(dout, y, dx);
    }

    @Override
    public void remember(Tensor x, Tensor y) {
        saved.keep(y);
    }

    /**
     * Which switches were off in the last {@code forward}.
     *
     * @return true where {@code x <= 0}, in row-major order; a fresh array, or null before {@code forward}
     */
    public boolean[] mask() {
        Tensor y = saved.peek();
        if (y == null) {
            return null;
        }
        float[] values = y.toArray();
        boolean[] off = new boolean[values.length];
        for (int i = 0; i < off.length; i++) {
            off[i] = values[i] == 0;
        }
        return off;
    }

    @Override
    public Tensor infer(Tensor x, Tensor out) {
        return relu(x, out);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(ReluFormula.INSTANCE);
    }

    private enum ReluFormula implements Formula {
        INSTANCE;

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
            double value = x[at + unit];
            return value <= 0 ? 0 : value;
        }

        @Override
        public boolean elementwise() {
            return true;
        }

        @Override
        public boolean kink(double a, double b) {
            return a > 0 != b > 0;
        }
    }
}
