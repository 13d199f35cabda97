package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/**
 * Reductions over all elements (in row-major order) or along one axis, which may be counted from the end.
 *
 * <p>Order of summation, fixed whatever the layout, threads or vector width: along the last axis, or over all elements,
 * blocks of 4096 elements are summed over 32 interleaved lanes that are folded by halves, and the blocks' results by the
 * same rule; along any other axis each result is a chain in index order within blocks of 256, and the blocks' results are
 * added in order. (An axis followed by extents of 1 only counts as the last.) Sums start from +0, so the sum of -0 is +0.
 *
 * <p>The sum of nothing is +0; mean, variance, maximum and argMax along an axis of extent 0 are refused. {@code out}
 * must not overlap x. A view that is not contiguous is copied first.
 *
 * @since 0.1
 */
public final class Reductions {
    private Reductions() {}

    /**
     * The sum of all elements: {@code Σ x}.
     *
     * @param x the operand
     * @return the result
     */
    public static float sum(Tensor x) {
        return AxisReduction.sum(x);
    }

    /**
     * The sum of the elements along one axis: {@code Σ x}.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @return a new tensor
     * @throws ShapeException if there is no such axis
     */
    public static Tensor sum(Tensor x, int axis, boolean keepDims) {
        return sum(x, axis, keepDims, AxisReduction.result("sum", x, axis, keepDims));
    }

    /**
     * The sum of the elements along one axis: {@code Σ x}.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @param out receives the result
     * @return {@code out}
     * @throws ShapeException if there is no such axis
     */
    public static Tensor sum(Tensor x, int axis, boolean keepDims, Tensor out) {
        return AxisReduction.sum(x, axis, keepDims, out);
    }

    /**
     * The mean of all elements: {@code Σ x / n}, the float sum divided once.
     *
     * @param x the operand
     * @return the result
     * @throws ShapeException if there are no elements
     */
    public static float mean(Tensor x) {
        return AxisReduction.mean(x);
    }

    /**
     * The mean of the elements along one axis: {@code Σ x / n}, the float sum divided once.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @return a new tensor
     * @throws ShapeException if there is no such axis, or it has no elements
     */
    public static Tensor mean(Tensor x, int axis, boolean keepDims) {
        return mean(x, axis, keepDims, AxisReduction.result("mean", x, axis, keepDims));
    }

    /**
     * The mean of the elements along one axis: {@code Σ x / n}, the float sum divided once.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @param out receives the result
     * @return {@code out}
     * @throws ShapeException if there is no such axis, or it has no elements
     */
    public static Tensor mean(Tensor x, int axis, boolean keepDims, Tensor out) {
        return AxisReduction.mean(x, axis, keepDims, out);
    }

    /**
     * The variance of all elements: {@code Σ (x - mean)² / n} of the population (as NumPy's default), in two passes.
     *
     * @param x the operand
     * @return the result
     * @throws ShapeException if there are no elements
     */
    public static float variance(Tensor x) {
        return AxisReduction.variance(x);
    }

    /**
     * The variance of the elements along one axis: {@code Σ (x - mean)² / n} of the population (as NumPy's default), in two passes.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @return a new tensor
     * @throws ShapeException if there is no such axis, or it has no elements
     */
    public static Tensor variance(Tensor x, int axis, boolean keepDims) {
        return variance(x, axis, keepDims, AxisReduction.result("variance", x, axis, keepDims));
    }

    /**
     * The variance of the elements along one axis: {@code Σ (x - mean)² / n} of the population (as NumPy's default), in two passes.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @param out receives the result
     * @return {@code out}
     * @throws ShapeException if there is no such axis, or it has no elements
     */
    public static Tensor variance(Tensor x, int axis, boolean keepDims, Tensor out) {
        return AxisReduction.variance(x, axis, keepDims, out);
    }

    /**
     * The greatest of all elements: NaN if one is.
     *
     * @param x the operand
     * @return the result
     * @throws ShapeException if there are no elements
     */
    public static float max(Tensor x) {
        return AxisReduction.max(x);
    }

    /**
     * The greatest of the elements along one axis: NaN if one is.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @return a new tensor
     * @throws ShapeException if there is no such axis, or it has no elements
     */
    public static Tensor max(Tensor x, int axis, boolean keepDims) {
        return max(x, axis, keepDims, AxisReduction.result("max", x, axis, keepDims));
    }

    /**
     * The greatest of the elements along one axis: NaN if one is.
     *
     * @param x the operand
     * @param axis the axis that is reduced
     * @param keepDims whether it stays, with extent 1
     * @param out receives the result
     * @return {@code out}
     * @throws ShapeException if there is no such axis, or it has no elements
     */
    public static Tensor max(Tensor x, int axis, boolean keepDims, Tensor out) {
        return AxisReduction.max(x, axis, keepDims, out);
    }

    /**
     * The index, in row-major order, of the greatest element: the lowest of several; NaN counts as the greatest.
     *
     * @param x the operand
     * @return an index in {@code [0, size)}
     * @throws ShapeException if there are no elements
     */
    public static int argMax(Tensor x) {
        return ArgMax.all(x);
    }

    /**
     * The index along an axis of the greatest element: the lowest of several; NaN counts as the greatest.
     *
     * @param x the operand
     * @param axis the axis that is searched
     * @return an index for each position of the other axes, these in row-major order
     * @throws ShapeException if there is no such axis, or it has no elements
     */
    public static int[] argMax(Tensor x, int axis) {
        return ArgMax.along(x, axis);
    }

    /**
     * Sums x to a shape that broadcasts to its own; the backward of broadcasting. Neighbouring axes that are summed count as
     * one axis; if several groups of them remain, the outermost is summed first.
     *
     * @param x the operand
     * @param shape the shape of the result
     * @return a new tensor
     * @throws ShapeException if the shape does not broadcast to that of x
     */
    public static Tensor sumTo(Tensor x, Shape shape) {
        return SumTo.sumTo(x, Tensor.zeros(shape));
    }

    /**
     * Sums x to the shape of out, which broadcasts to its own, as {@link #sumTo(Tensor, Shape)}.
     *
     * @param x the operand
     * @param shape the shape of the result
     * @param out receives the result
     * @return {@code out}
     * @throws ShapeException if the shape does not broadcast to that of x, or is not that of out
     */
    public static Tensor sumTo(Tensor x, Shape shape, Tensor out) {
        if (!out.shape().equals(shape)) {
            throw new ShapeException("sumTo: out has another shape: asked for " + shape + ", out " + out.shape());
        }
        return SumTo.sumTo(x, out);
    }
}
