package io.katsuo.layers;

import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/**
 * The sum node: adds the rows of a matrix, {@code y[0, j] = Σi x[i, j]} (sources, section on the sum node). Backward,
 * every row gets a copy of the derivative, {@code dx[i, j] = dout[0, j]}. Forward and backward are those of {@link
 * Repeat}, exchanged.
 *
 * <p>It is not a {@link Layer}, since it turns many samples into one. Memory and concurrent use as for a layer; no
 * reference to the input is kept.
 */
public final class Sum {
    private final String name;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private Shape shape;

    /** A node named {@code sum}. */
    public Sum() {
        this("sum");
    }

    /** A node whose error messages start with this name. */
    public Sum(String name) {
        this.name = name;
    }

    /**
     * The column sums.
     *
     * @param x a matrix [N, D]
     * @return one row [1, D] in memory owned by this node
     * @throws ShapeException if {@code x} is not a matrix
     */
    public Tensor forward(Tensor x) {
        if (x.rank() != 2) {
            throw new ShapeException(name + ".forward: a matrix [N, D] needed: x " + x.shape());
        }
        shape = x.shape();
        return sum(x, 0, out.matrix(1, x.dim(1), x));
    }

    /**
     * The derivative with respect to the matrix.
     *
     * @param dout the derivative with respect to the column sums, [1, D]
     * @return N copies of {@code dout}, [N, D], in memory owned by this node
     * @throws IllegalStateException if {@code forward} was not called before
     */
    public Tensor backward(Tensor dout) {
        Check.afterForward(name, shape);
        Check.gradientShape(name, dout, out.peek().shape());
        return Buffer.fillRows(dout, dx.like(shape, dout));
    }
}
