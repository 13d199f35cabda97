package io.katsuo.layers;

import static io.katsuo.core.ops.Reductions.sum;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/**
 * The repeat node: N copies of one row, one below the other (sources, section on the branch node): a branch with N
 * outputs. The derivative with respect to the row is the sum of the N derivatives, {@code dx[j] = Σi dout[i, j]}. This
 * is how the biases of an affine layer reach every sample of a batch. Forward and backward are those of {@link Sum},
 * exchanged.
 *
 * <p>It is not a {@link Layer}, since it turns one sample into many. Memory and concurrent use as for a layer; no
 * reference to the input is kept.
 */
public final class Repeat {
    private final String name;
    private final Buffer out = new Buffer();
    private final Buffer dx = new Buffer();
    private Shape shape;

    /** A node named {@code repeat}. */
    public Repeat() {
        this("repeat");
    }

    /** A node whose error messages start with this name. */
    public Repeat(String name) {
        this.name = name;
    }

    /**
     * The copies.
     *
     * @param x one row, [D] or [1, D]
     * @param copies the number of copies, at least 0
     * @return a matrix [copies, D] in memory owned by this node
     * @throws ShapeException if {@code x} is not one row
     */
    public Tensor forward(Tensor x, int copies) {
        if (x.rank() != 1 && (x.rank() != 2 || x.dim(0) != 1)) {
            throw new ShapeException(name + ".forward: one row [D] or [1, D] needed: x " + x.shape());
        }
        if (copies < 0) {
            throw new IllegalArgumentException(name + ".forward: a negative number of copies: " + copies);
        }
        shape = x.shape();
        return Buffer.fillRows(x, out.matrix(copies, x.dim(-1), x));
    }

    /**
     * The derivative with respect to the row.
     *
     * @param dout the derivative with respect to the copies, [copies, D]
     * @return the column sums of {@code dout} in the shape of {@code x}, in memory owned by this node
     * @throws IllegalStateException if {@code forward} was not called before
     */
    public Tensor backward(Tensor dout) {
        Check.afterForward(name, shape);
        Check.gradientShape(name, dout, out.peek().shape());
        return sum(dout, 0, dx.like(shape, dout));
    }
}
