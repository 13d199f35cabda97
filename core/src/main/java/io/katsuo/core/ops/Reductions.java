package io.katsuo.core.ops;

import io.katsuo.core.ops.ReductionPlan.Kind;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/**
 * Reductions over all elements or along axes, with softmax. As in NumPy, {@code sum(x)} reduces all elements (in
 * row-major order), {@code sum(x, 0)} one axis, {@code sum(x, 0, 1)} and {@code sum(x, new int[] {0, 1})} several;
 * negative axes count from the end. With {@code keepDims} the reduced axes stay, with extent 1. {@code sum(x, axis,
 * out)} and {@code sum(x, axes, out)} write into {@code out}, which has the result's shape with or without the reduced
 * axes, must not overlap x, and is returned.
 *
 * <p><b>Order of summation.</b> It does not depend on layout, threads or vector width. Along the last axis, or over all
 * elements, blocks of 4096 elements are summed over 32 interleaved lanes that are folded by halves, and the results of
 * the blocks are added by the same rule. Along any other axis each result is a chain in index order within blocks of
 * 256, and the results of the blocks are added by the same rule. (An axis followed only by extents of 1 counts as the
 * last.) Sums start from +0, so the sum of -0 is +0. Adjacent reduced axes count as one axis; if there are several such
 * groups, the outermost is reduced first. Products multiply by halves within blocks along the last axis, and in index
 * order along any other axis.
 *
 * <p><b>Errors.</b> A {@link io.katsuo.core.tensor.ShapeException} if there is no such axis, if an axis is named twice,
 * if {@code out} has another shape, and if there is nothing to reduce, except that the sum of nothing is 0, the product
 * 1, {@code any} false and {@code all} true. Views are read in place.
 */
public final class Reductions {
    private Reductions() {}

    // ---- sum ----

    /** {@return the sum of all elements, {@code Σ x}} */
    public static float sum(Tensor x) {
        return AxisReduction.all(Kind.SUM, x);
    }

    /** {@return sums along the axes, which are dropped} */
    public static Tensor sum(Tensor x, int... axes) {
        return sum(x, axes, false);
    }

    /** {@return sums along one axis} */
    public static Tensor sum(Tensor x, int axis, boolean keepDims) {
        return AxisReduction.reduce(Kind.SUM, x, Axes.of("sum", x, axis), keepDims);
    }

    /** {@return sums along the axes} */
    public static Tensor sum(Tensor x, int[] axes, boolean keepDims) {
        return AxisReduction.reduce(Kind.SUM, x, Axes.of("sum", x, axes), keepDims);
    }

    /** {@return {@code out}, with sums along one axis} */
    public static Tensor sum(Tensor x, int axis, Tensor out) {
        return AxisReduction.reduce(Kind.SUM, x, Axes.of("sum", x, axis), out);
    }

    /** {@return {@code out}, with sums along the axes} */
    public static Tensor sum(Tensor x, int[] axes, Tensor out) {
        return AxisReduction.reduce(Kind.SUM, x, Axes.of("sum", x, axes), out);
    }

    // ---- mean ----

    /** {@return the mean of all elements, {@code Σ x / n}: the float sum divided once} */
    public static float mean(Tensor x) {
        return AxisReduction.mean(x);
    }

    /** {@return means along the axes, which are dropped} */
    public static Tensor mean(Tensor x, int... axes) {
        return mean(x, axes, false);
    }

    /** {@return means along one axis} */
    public static Tensor mean(Tensor x, int axis, boolean keepDims) {
        return AxisReduction.mean(x, Axes.of("mean", x, axis), keepDims);
    }

    /** {@return means along the axes} */
    public static Tensor mean(Tensor x, int[] axes, boolean keepDims) {
        return AxisReduction.mean(x, Axes.of("mean", x, axes), keepDims);
    }

    /** {@return {@code out}, with means along one axis} */
    public static Tensor mean(Tensor x, int axis, Tensor out) {
        return AxisReduction.mean(x, Axes.of("mean", x, axis), out);
    }

    /** {@return {@code out}, with means along the axes} */
    public static Tensor mean(Tensor x, int[] axes, Tensor out) {
        return AxisReduction.mean(x, Axes.of("mean", x, axes), out);
    }

    // ---- variance ----

    /** {@return the variance of all elements, {@code Σ (x - mean)² / n} in two passes: that of the population, as NumPy's
     * default, not PyTorch's} */
    public static float variance(Tensor x) {
        return AxisReduction.variance("variance", x);
    }

    /** {@return variances along the axes, which are dropped} */
    public static Tensor variance(Tensor x, int... axes) {
        return variance(x, axes, false);
    }

    /** {@return variances along one axis} */
    public static Tensor variance(Tensor x, int axis, boolean keepDims) {
        return AxisReduction.variance("variance", x, Axes.of("variance", x, axis), keepDims);
    }

    /** {@return variances along the axes} */
    public static Tensor variance(Tensor x, int[] axes, boolean keepDims) {
        return AxisReduction.variance("variance", x, Axes.of("variance", x, axes), keepDims);
    }

    /** {@return {@code out}, with variances along one axis} */
    public static Tensor variance(Tensor x, int axis, Tensor out) {
        return AxisReduction.variance("variance", x, Axes.of("variance", x, axis), out);
    }

    /** {@return {@code out}, with variances along the axes} */
    public static Tensor variance(Tensor x, int[] axes, Tensor out) {
        return AxisReduction.variance("variance", x, Axes.of("variance", x, axes), out);
    }

    // ---- std ----

    /** {@return the standard deviation of all elements, the square root of their {@link #variance(Tensor)}} */
    public static float std(Tensor x) {
        return (float) Math.sqrt(AxisReduction.variance("std", x));
    }

    /** {@return standard deviations along the axes, which are dropped} */
    public static Tensor std(Tensor x, int... axes) {
        return std(x, axes, false);
    }

    /** {@return standard deviations along one axis} */
    public static Tensor std(Tensor x, int axis, boolean keepDims) {
        return squareRoots(AxisReduction.variance("std", x, Axes.of("std", x, axis), keepDims));
    }

    /** {@return standard deviations along the axes} */
    public static Tensor std(Tensor x, int[] axes, boolean keepDims) {
        return squareRoots(AxisReduction.variance("std", x, Axes.of("std", x, axes), keepDims));
    }

    /** {@return {@code out}, with standard deviations along one axis} */
    public static Tensor std(Tensor x, int axis, Tensor out) {
        return squareRoots(AxisReduction.variance("std", x, Axes.of("std", x, axis), out));
    }

    /** {@return {@code out}, with standard deviations along the axes} */
    public static Tensor std(Tensor x, int[] axes, Tensor out) {
        return squareRoots(AxisReduction.variance("std", x, Axes.of("std", x, axes), out));
    }

    // ---- max ----

    /** {@return the greatest of all elements; NaN if one is, +0 of -0 and +0} */
    public static float max(Tensor x) {
        return AxisReduction.all(Kind.MAX, x);
    }

    /** {@return greatest elements along the axes, which are dropped} */
    public static Tensor max(Tensor x, int... axes) {
        return max(x, axes, false);
    }

    /** {@return greatest elements along one axis} */
    public static Tensor max(Tensor x, int axis, boolean keepDims) {
        return AxisReduction.reduce(Kind.MAX, x, Axes.of("max", x, axis), keepDims);
    }

    /** {@return greatest elements along the axes} */
    public static Tensor max(Tensor x, int[] axes, boolean keepDims) {
        return AxisReduction.reduce(Kind.MAX, x, Axes.of("max", x, axes), keepDims);
    }

    /** {@return {@code out}, with greatest elements along one axis} */
    public static Tensor max(Tensor x, int axis, Tensor out) {
        return AxisReduction.reduce(Kind.MAX, x, Axes.of("max", x, axis), out);
    }

    /** {@return {@code out}, with greatest elements along the axes} */
    public static Tensor max(Tensor x, int[] axes, Tensor out) {
        return AxisReduction.reduce(Kind.MAX, x, Axes.of("max", x, axes), out);
    }

    // ---- min ----

    /** {@return the least of all elements; NaN if one is, -0 of -0 and +0} */
    public static float min(Tensor x) {
        return AxisReduction.all(Kind.MIN, x);
    }

    /** {@return least elements along the axes, which are dropped} */
    public static Tensor min(Tensor x, int... axes) {
        return min(x, axes, false);
    }

    /** {@return least elements along one axis} */
    public static Tensor min(Tensor x, int axis, boolean keepDims) {
        return AxisReduction.reduce(Kind.MIN, x, Axes.of("min", x, axis), keepDims);
    }

    /** {@return least elements along the axes} */
    public static Tensor min(Tensor x, int[] axes, boolean keepDims) {
        return AxisReduction.reduce(Kind.MIN, x, Axes.of("min", x, axes), keepDims);
    }

    /** {@return {@code out}, with least elements along one axis} */
    public static Tensor min(Tensor x, int axis, Tensor out) {
        return AxisReduction.reduce(Kind.MIN, x, Axes.of("min", x, axis), out);
    }

    /** {@return {@code out}, with least elements along the axes} */
    public static Tensor min(Tensor x, int[] axes, Tensor out) {
        return AxisReduction.reduce(Kind.MIN, x, Axes.of("min", x, axes), out);
    }

    // ---- prod ----

    /** {@return the product of all elements, {@code Π x}} */
    public static float prod(Tensor x) {
        return AxisReduction.all(Kind.PROD, x);
    }

    /** {@return products along the axes, which are dropped} */
    public static Tensor prod(Tensor x, int... axes) {
        return prod(x, axes, false);
    }

    /** {@return products along one axis} */
    public static Tensor prod(Tensor x, int axis, boolean keepDims) {
        return AxisReduction.reduce(Kind.PROD, x, Axes.of("prod", x, axis), keepDims);
    }

    /** {@return products along the axes} */
    public static Tensor prod(Tensor x, int[] axes, boolean keepDims) {
        return AxisReduction.reduce(Kind.PROD, x, Axes.of("prod", x, axes), keepDims);
    }

    /** {@return {@code out}, with products along one axis} */
    public static Tensor prod(Tensor x, int axis, Tensor out) {
        return AxisReduction.reduce(Kind.PROD, x, Axes.of("prod", x, axis), out);
    }

    /** {@return {@code out}, with products along the axes} */
    public static Tensor prod(Tensor x, int[] axes, Tensor out) {
        return AxisReduction.reduce(Kind.PROD, x, Axes.of("prod", x, axes), out);
    }

    // ---- any ----

    /** {@return whether any element is not 0 (NaN is not 0)} */
    public static boolean any(Tensor x) {
        return Search.ANY.all(x) == 1;
    }

    /** {@return 1 where an element is not 0, otherwise 0, along the axes, which are dropped} */
    public static Tensor any(Tensor x, int... axes) {
        return any(x, axes, false);
    }

    /** {@return 1 where an element is not 0, otherwise 0, along one axis} */
    public static Tensor any(Tensor x, int axis, boolean keepDims) {
        return Search.ANY.along(x, Search.ANY.axes(x, axis), keepDims);
    }

    /** {@return 1 where an element is not 0, otherwise 0, along the axes} */
    public static Tensor any(Tensor x, int[] axes, boolean keepDims) {
        return Search.ANY.along(x, Search.ANY.axes(x, axes), keepDims);
    }

    /** {@return {@code out}, with 1 where an element is not 0, otherwise 0, along one axis} */
    public static Tensor any(Tensor x, int axis, Tensor out) {
        return Search.ANY.along(x, Search.ANY.axes(x, axis), out);
    }

    /** {@return {@code out}, with 1 where an element is not 0, otherwise 0, along the axes} */
    public static Tensor any(Tensor x, int[] axes, Tensor out) {
        return Search.ANY.along(x, Search.ANY.axes(x, axes), out);
    }

    // ---- all ----

    /** {@return whether all elements are not 0 (NaN is not 0)} */
    public static boolean all(Tensor x) {
        return Search.ALL.all(x) == 1;
    }

    /** {@return 1 where all elements are not 0, otherwise 0, along the axes, which are dropped} */
    public static Tensor all(Tensor x, int... axes) {
        return all(x, axes, false);
    }

    /** {@return 1 where all elements are not 0, otherwise 0, along one axis} */
    public static Tensor all(Tensor x, int axis, boolean keepDims) {
        return Search.ALL.along(x, Search.ALL.axes(x, axis), keepDims);
    }

    /** {@return 1 where all elements are not 0, otherwise 0, along the axes} */
    public static Tensor all(Tensor x, int[] axes, boolean keepDims) {
        return Search.ALL.along(x, Search.ALL.axes(x, axes), keepDims);
    }

    /** {@return {@code out}, with 1 where all elements are not 0, otherwise 0, along one axis} */
    public static Tensor all(Tensor x, int axis, Tensor out) {
        return Search.ALL.along(x, Search.ALL.axes(x, axis), out);
    }

    /** {@return {@code out}, with 1 where all elements are not 0, otherwise 0, along the axes} */
    public static Tensor all(Tensor x, int[] axes, Tensor out) {
        return Search.ALL.along(x, Search.ALL.axes(x, axes), out);
    }

    // ---- argMax ----

    /** {@return the row-major index of the greatest element: the lowest of several; NaN counts as the greatest} */
    public static int argMax(Tensor x) {
        return Search.ARG_MAX.all(x);
    }

    /**
     * The indices of the greatest elements along an axis, as whole numbers in a tensor: to compare, or as {@code int[]} by
     * {@link Tensor#toInts()}.
     *
     * @param x the operand
     * @param axis the axis that is searched, of at most 2<sup>24</sup> elements
     * @return a new tensor without that axis
     */
    public static Tensor argMax(Tensor x, int axis) {
        return argMax(x, axis, false);
    }

    /** {@return the indices of the greatest elements along an axis} */
    public static Tensor argMax(Tensor x, int axis, boolean keepDims) {
        return Search.ARG_MAX.along(x, Search.ARG_MAX.axes(x, axis), keepDims);
    }

    /** {@return {@code out}, with the indices of the greatest elements along an axis} */
    public static Tensor argMax(Tensor x, int axis, Tensor out) {
        return Search.ARG_MAX.along(x, Search.ARG_MAX.axes(x, axis), out);
    }

    // ---- argMin ----

    /** {@return the row-major index of the least element: the lowest of several; NaN counts as the least} */
    public static int argMin(Tensor x) {
        return Search.ARG_MIN.all(x);
    }

    /**
     * The indices of the least elements along an axis, as whole numbers in a tensor: to compare, or as {@code int[]} by
     * {@link Tensor#toInts()}.
     *
     * @param x the operand
     * @param axis the axis that is searched, of at most 2<sup>24</sup> elements
     * @return a new tensor without that axis
     */
    public static Tensor argMin(Tensor x, int axis) {
        return argMin(x, axis, false);
    }

    /** {@return the indices of the least elements along an axis} */
    public static Tensor argMin(Tensor x, int axis, boolean keepDims) {
        return Search.ARG_MIN.along(x, Search.ARG_MIN.axes(x, axis), keepDims);
    }

    /** {@return {@code out}, with the indices of the least elements along an axis} */
    public static Tensor argMin(Tensor x, int axis, Tensor out) {
        return Search.ARG_MIN.along(x, Search.ARG_MIN.axes(x, axis), out);
    }

    // ---- softmax, logSumExp, sumTo ----

    /**
     * {@code ln Σ_j e^(x_j)} of all elements, as {@code m + ln Σ_j e^(x_j - m)} with their maximum m, which does not
     * overflow. Infinite if m is; NaN if one element is.
     *
     * @return the result
     */
    public static float logSumExp(Tensor x) {
        return RowPlan.logSumExp(x.flatten(), 0, Tensor.zeros()).item();
    }

    /** {@return {@code ln Σ_j e^(x_j)} along one axis, which is dropped} */
    public static Tensor logSumExp(Tensor x, int axis) {
        return logSumExp(x, axis, false);
    }

    /** {@return {@code ln Σ_j e^(x_j)} along one axis} */
    public static Tensor logSumExp(Tensor x, int axis, boolean keepDims) {
        return logSumExp(x, axis, Tensor.zeros(Axes.reduced(x.shape(), Axes.of("logSumExp", x, axis), keepDims)));
    }

    /** {@return {@code ln Σ_j e^(x_j)} along several axes} */
    public static Tensor logSumExp(Tensor x, int[] axes, boolean keepDims) {
        long set = Axes.of("logSumExp", x, axes);
        Axes.checkNotEmpty("logSumExp", x, set);
        Shape kept = Axes.reduced(x.shape(), set, false);
        int[] lines = Arrays.copyOf(kept.dims(), kept.rank() + 1);
        lines[kept.rank()] = Axes.extent(x, set);
        Tensor sums = logSumExp(Axes.last(x, set).copy().reshape(lines), -1);
        return sums.reshape(Axes.reduced(x.shape(), set, keepDims).dims());
    }

    /** {@return {@code out}, with {@code ln Σ_j e^(x_j)} along one axis} */
    public static Tensor logSumExp(Tensor x, int axis, Tensor out) {
        return RowPlan.logSumExp(x, axis, out);
    }

    /**
     * {@code softmax(x)_i = e^(x_i - m) / Σ_j e^(x_j - m)} along the last axis, {@code m} being the row's maximum. If
     * all entries are equal, each result is exactly {@code 1/n}; a row with NaN, with +Infinity, or of -Infinity only
     * gives NaN. The bits of a row depend on that row alone, not on the other rows of a batch.
     *
     * @param x the logits, of rank at least 1
     * @return a new tensor of the shape of x
     */
    public static Tensor softmax(Tensor x) {
        return softmax(x, -1);
    }

    /** {@return {@code out}, with softmax along the last axis; out may be x} */
    public static Tensor softmax(Tensor x, Tensor out) {
        return softmax(x, -1, out);
    }

    /** {@return softmax along one axis, in a new tensor of the shape of x} */
    public static Tensor softmax(Tensor x, int axis) {
        return softmax(x, axis, Tensor.zeros(x.shape()));
    }

    /** {@return {@code out}, with softmax along one axis; out may be x} */
    public static Tensor softmax(Tensor x, int axis, Tensor out) {
        return RowPlan.softmax(x, axis, out);
    }

    /** {@return {@code ln softmax(x)} along the last axis, as {@link #logSoftmax(Tensor, int)}} */
    public static Tensor logSoftmax(Tensor x) {
        return logSoftmax(x, -1);
    }

    /**
     * {@code ln softmax(x)_i = (x_i - m) - ln Σ_j e^(x_j - m)} along one axis, {@code m} being the maximum along it.
     * Finite even where softmax itself is 0.
     *
     * @return a new tensor of the shape of x
     */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return logSoftmax(x, axis, Tensor.zeros(x.shape()));
    }

    /** {@return {@code out}, with the logarithm of softmax along one axis; out may be x} */
    public static Tensor logSoftmax(Tensor x, int axis, Tensor out) {
        return RowPlan.logSoftmax(x, axis, out);
    }

    /**
     * {@code y_i = x_0 + … + x_i} along one axis, added in order, as NumPy's {@code cumsum}. For sums from the end use
     * {@code x.flip(axis)}.
     *
     * @return a new tensor of the shape of x
     */
    public static Tensor cumSum(Tensor x, int axis) {
        int at = Check.axis("cumSum", x, axis);
        Tensor y = x.copy();
        float[] sums = y.array();
        int step =
                Shape.of(Arrays.copyOfRange(x.shape().dims(), at + 1, x.rank())).size();
        int line = step * x.dim(at);
        for (int from = 0; from < y.size(); from += line) {
            for (int i = from + step; i < from + line; i++) {
                sums[i] += sums[i - step];
            }
        }
        return y;
    }

    /** {@return x summed to a shape that broadcasts to its own, which is the backward pass of broadcasting} */
    public static Tensor sumTo(Tensor x, Shape shape) {
        return sumTo(x, Tensor.zeros(shape));
    }

    /** {@return {@code out}, with x summed to its shape, which broadcasts to that of x} */
    public static Tensor sumTo(Tensor x, Tensor out) {
        return AxisReduction.sumTo(x, out);
    }

    private static Tensor squareRoots(Tensor variances) {
        return Elementwise.sqrt(variances, variances);
    }
}
