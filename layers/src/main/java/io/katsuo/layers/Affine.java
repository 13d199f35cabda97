package io.katsuo.layers;

import static io.katsuo.core.ops.Arithmetic.add;
import static io.katsuo.core.ops.MatMul.matmul;
import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * The affine transformation {@code y = x·W + b} (chapter, equations 5.13 to 5.15): {@code dx = dout·Wᵀ},
 * {@code dW = xᵀ·dout}, {@code db} = the sum of {@code dout} over the samples. A gradient has its variable's shape.
 *
 * <p>The input is one sample [D] with output [M], a batch [N, D] with output [N, M], or of higher rank [N, …], which is
 * flattened to [N, D]; {@code backward} returns {@code dx} in the input's shape. A sample's output does not depend, bit
 * for bit, on the batch it is in.
 */
public final class Affine implements Layer {
    private final String name;
    private final Parameter weight;
    private final Parameter bias;
    private final Tensor weightTransposed;
    private final Saved x;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private final MatrixView xRows = new MatrixView();
    private final MatrixView outRows = new MatrixView();
    private final MatrixView doutRows = new MatrixView();
    private final MatrixView dxRows = new MatrixView();
    private boolean wentBack;

    /**
     * A layer named {@code affine}.
     *
     * @param w the weights [D, M]; kept, not copied
     * @param b the biases [M]; kept, not copied
     */
    public Affine(Tensor w, Tensor b) {
        this("affine", w, b);
    }

    /**
     * A layer with a name. Its parameters are called {@code W} and {@code b}, followed by the number at the end of the
     * name if there is one: those of {@code affine1} are {@code W1} and {@code b1}.
     *
     * @param name starts its error messages
     * @param w the weights [D, M]; kept, not copied
     * @param b the biases [M]; kept, not copied
     * @throws ShapeException if the shapes do not fit
     */
    public Affine(String name, Tensor w, Tensor b) {
        if (w.rank() != 2 || b.rank() != 1 || w.dim(1) != b.dim(0)) {
            throw new ShapeException(
                    name + ": weights [D, M] and biases [M] needed: W " + w.shape() + ", b " + b.shape());
        }
        String number = name.substring(name.replaceAll("[0-9]+$", "").length());
        this.name = name;
        this.weight = new Parameter("W" + number, w);
        this.bias = new Parameter("b" + number, b);
        this.weightTransposed = w.transpose();
        this.x = new Saved(name, "the input");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public Tensor forward(Tensor x) {
        checkInput("forward", x.shape());
        int outputs = bias.value().dim(0);
        Tensor result = x.rank() == 1 ? out.vector(outputs, x) : out.matrix(x.dim(0), outputs, x);
        Tensor rows = outRows.of(result);
        matmul(xRows.of(x), weight.value(), rows); // x [N, D] · W [D, M] → [N, M]
        add(rows, bias.value(), rows);
        this.x.keep(x);
        return result;
    }

    @Override
    public Tensor backward(Tensor dout) {
        Tensor input = x.take();
        parameterGradients(dout);
        Tensor result = dx.like(input.shape(), dout);
        matmul(doutRows.of(dout), weightTransposed, dxRows.of(result)); // dout [N, M] · Wᵀ [M, D] → [N, D]
        return result;
    }

    @Override
    public void backwardParameters(Tensor dout) {
        x.take();
        parameterGradients(dout);
    }

    private void parameterGradients(Tensor dout) {
        Check.gradientShape(name, dout, out.peek());
        Tensor rows = doutRows.of(dout);
        matmul(xRows.transposed(), rows, weight.gradient()); // xᵀ [D, N] · dout [N, M] → [D, M]
        sum(rows, 0, false, bias.gradient());
        wentBack = true;
    }

    /**
     * The weights.
     *
     * @return the live tensor [D, M]
     */
    public Tensor W() {
        return weight.value();
    }

    /**
     * The biases.
     *
     * @return the live tensor [M]
     */
    public Tensor b() {
        return bias.value();
    }

    /**
     * The input of the last {@code forward}.
     *
     * @return that very tensor, or null before {@code forward}
     */
    public Tensor x() {
        return x.peek();
    }

    /**
     * The derivative of the loss by the weights.
     *
     * @return the live tensor [D, M], or null before {@code backward}
     */
    public Tensor dW() {
        return wentBack ? weight.gradient() : null;
    }

    /**
     * The derivative of the loss by the biases.
     *
     * @return the live tensor [M], or null before {@code backward}
     */
    public Tensor db() {
        return wentBack ? bias.gradient() : null;
    }

    @Override
    public Shape outputShape(Shape x) {
        checkInput("forward", x);
        int outputs = bias.value().dim(0);
        return x.rank() == 1 ? Shape.of(outputs) : Shape.of(x.dim(0), outputs);
    }

    @Override
    public Tensor infer(Tensor x, Tensor out) {
        checkInput("infer", x.shape());
        // Vectors and matrices go as they are: making views would allocate.
        matmul(x.rank() <= 2 ? x : new MatrixView().of(x), weight.value(), out);
        return add(out, bias.value(), out);
    }

    private void checkInput(String method, Shape x) {
        int inputs = weight.value().dim(0);
        int columns = x.rank() == 1 ? x.dim(0) : 1;
        for (int axis = 1; axis < x.rank(); axis++) {
            columns *= x.dim(axis);
        }
        if (x.rank() == 0 || columns != inputs) {
            throw new ShapeException(name + "." + method + ": inner dimensions differ: x " + x
                    + (x.rank() == 0 ? " is a scalar" : " has " + columns + " values a sample") + ", W "
                    + weight.value().shape() + " has " + inputs + " rows");
        }
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(new AffineFormula(bias.value().dim(0)));
    }

    private record AffineFormula(int outputs) implements Formula {
        @Override
        public int outputs(int inputs) {
            return outputs;
        }

        @Override
        public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
            double[] w = parameters[0];
            double value = parameters[1][unit];
            for (int k = 0; k < inputs; k++) {
                // Most pixels are 0, and so are half the outputs of a ReLU.
                if (x[at + k] != 0) {
                    value += x[at + k] * w[k * outputs + unit];
                }
            }
            return value;
        }

        @Override
        public int touched(int parameter, int index, double[] x, int at) {
            if (parameter == 0 && x[at + index / outputs] == 0) {
                return NONE;
            }
            return index % outputs;
        }
    }
}
