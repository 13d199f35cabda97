package io.katsuo.layers;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The matrix-product node {@code y = x·W} (sources, section on the MatMul node): {@code dx = dout·Wᵀ}, {@code dW =
 * xᵀ·dout}. The rule is derived for one row and holds unchanged for a batch.
 *
 * <p>The input is one sample [D] with output [M], a batch [N, D] with output [N, M], or of higher rank [N, …], which is
 * flattened to [N, D]; {@code backward} returns {@code dx} in the input's shape. A sample's output does not depend, bit
 * for bit, on the batch it is in.
 *
 * @since 0.1
 */
public final class MatMul implements SampleWise {
    private final String name;
    private final Param weight;
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
     * A layer named {@code matmul}.
     *
     * @param w the weights [D, M]; kept, not copied
     */
    public MatMul(Tensor w) {
        this("matmul", w);
    }

    /**
     * A layer with a name. Its parameter is called {@code matmul1.W} if that is {@code matmul1}: two layers of different
     * names can stand in one network. Only the layers {@code affine1}, {@code affine2}, … have the book's short names,
     * see {@link Affine}.
     *
     * @param name starts its error messages
     * @param w the weights [D, M]; kept, not copied
     * @throws ShapeException if the weights are not a matrix
     */
    public MatMul(String name, Tensor w) {
        if (w.rank() != 2) {
            throw new ShapeException(name + ": weights [D, M] needed: W " + w.shape());
        }
        this.name = name;
        this.weight = new Param(ParameterNames.of(name, "W"), w);
        this.weightTransposed = w.transpose();
        this.x = new Saved(name, "the input");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Param> parameters() {
        return List.of(weight);
    }

    Param weight() {
        return weight;
    }

    Buffer dx() {
        return dx;
    }

    @Override
    public Tensor forward(Tensor x) {
        Tensor result = outputFor(x);
        matmul(xRows.of(x), W(), outRows.of(result)); // x [N, D] · W [D, M] → [N, M]
        this.x.keep(x);
        return result;
    }

    @Override
    public Tensor backward(Tensor dout) {
        Tensor input = x.take();
        backwardParameters(dout);
        Tensor result = gradientFor(input, dout);
        matmul(doutRows.of(dout), weightTransposed, dxRows.of(result)); // dout [N, M] · Wᵀ [M, D] → [N, D]
        return result;
    }

    @Override
    public Tensor outputFor(Tensor x) {
        checkInput("forward", x.shape());
        int outputs = W().dim(1);
        return x.rank() == 1 ? out.vector(outputs, x) : out.matrix(x.dim(0), outputs, x);
    }

    @Override
    public Tensor gradientFor(Tensor x, Tensor dout) {
        return dx.like(x.shape(), dout);
    }

    @Override
    public void inferBackward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        matmul(dout, weightTransposed, dx);
    }

    @Override
    public void remember(Tensor x, Tensor y) {
        xRows.of(x);
        this.x.keep(x);
    }

    @Override
    public void backwardParameters(Tensor dout) {
        x.take();
        Check.gradientShape(name, dout, out.peek().shape());
        matmul(xRows.transposed(), doutRows.of(dout), weight.gradient()); // xᵀ [D, N] · dout [N, M] → [D, M]
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

    @Override
    public OptionalInt inputs() {
        return OptionalInt.of(W().dim(0));
    }

    @Override
    public Shape outputShape(Shape x) {
        checkInput("forward", x);
        int outputs = W().dim(1);
        return x.rank() == 1 ? Shape.of(outputs) : Shape.of(x.dim(0), outputs);
    }

    @Override
    public Tensor infer(Tensor x, Tensor out) {
        checkInput("infer", x.shape());
        // Vectors and matrices go as they are: making views would allocate.
        return matmul(x.rank() <= 2 ? x : new MatrixView().of(x), W(), out);
    }

    private void checkInput(String method, Shape x) {
        int inputs = W().dim(0);
        int columns = x.rank() == 1 ? x.dim(0) : 1;
        for (int axis = 1; axis < x.rank(); axis++) {
            columns *= x.dim(axis);
        }
        if (x.rank() == 0 || columns != inputs) {
            throw new ShapeException(name + "." + method + ": inner dimensions differ: x " + x
                    + (x.rank() == 0 ? " is a scalar" : " has " + columns + " values a sample") + ", W "
                    + W().shape() + " has " + inputs + " rows");
        }
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(new ProductFormula(W().dim(1), false));
    }
}
