package io.katsuo.layers;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The matrix-product node {@code y = x·W} (chapter, section on the affine layer): {@code dx = dout·Wᵀ}, {@code dW =
 * xᵀ·dout}. The input is one sample [D] with output [M], or a batch [N, D], or [N, …] flattened to it, with output [N,
 * M]. The bits of a sample's output do not depend on the rest of its batch.
 */
public sealed class MatMul extends Layer permits Affine {
    private final Param weight;
    private final Tensor weightTransposed;
    private Tensor batch;
    private Tensor batchTransposed;

    /** A layer named {@code matmul} with weights [D, M], which are not copied. */
    public MatMul(Tensor w) {
        this("matmul", w);
    }

    /**
     * A layer with a name. The parameter of {@code matmul1} is named {@code matmul1.W}.
     *
     * @param w the weights [D, M]; kept, not copied
     * @throws ShapeException if the weights are not a matrix
     */
    public MatMul(String name, Tensor w) {
        super(name);
        if (w.rank() != 2) {
            throw new ShapeException(name + ": weights [D, M] needed: W " + w.shape());
        }
        this.weight = new Param(ParameterNames.of(name, "W"), w);
        this.weightTransposed = w.transpose();
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        matmul(x, W(), y); // [N, D] · [D, M] → [N, M]
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        matmul(dout, weightTransposed, dx); // [N, M] · [M, D] → [N, D]
    }

    @Override
    public void gradients(Tensor x, Tensor dout) {
        // A view of each batch would be allocated in every step.
        if (batch != x) {
            // In this order, so that a view for which memory did not suffice is tried again.
            batchTransposed = x.transpose();
            batch = x;
        }
        matmul(batchTransposed, dout, dW()); // [D, N] · [N, M] → [D, M]
    }

    @Override
    public List<Param> parameters() {
        return List.of(weight);
    }

    /** The weights [D, M], the live tensor. */
    public final Tensor W() {
        return weight.value();
    }

    /**
     * The derivative of the loss with respect to the weights [D, M], the live tensor; zeros before {@code backward}.
     */
    public final Tensor dW() {
        return weight.gradient();
    }

    @Override
    public OptionalInt inputs() {
        return OptionalInt.of(W().dim(0));
    }

    @Override
    public Shape outputShape(Shape x) {
        int values = Check.valuesOfSample(x);
        if (x.rank() == 0 || values != W().dim(0)) {
            throw new ShapeException(name() + ".forward: inner dimensions differ: x " + x
                    + (x.rank() == 0 ? " is a scalar" : " has " + values + " values a sample") + ", W "
                    + W().shape() + " has " + W().dim(0) + " rows");
        }
        return x.rank() == 1 ? Shape.of(W().dim(1)) : Shape.of(x.dim(0), W().dim(1));
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(new AffineFormula(W().dim(1), false));
    }
}
