package io.katsuo.core.ops;

import io.katsuo.core.ops.ReductionPlan.Kind;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

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
public final class Reductions extends Searches {
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

    /** {@return variances along one axis, which is dropped} No list of axes: a last 1 is {@code ddof} elsewhere. */
    public static Tensor variance(Tensor x, int axis) {
        return variance(x, axis, false);
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

    /** {@return standard deviations along one axis, which is dropped} No list of axes: a last 1 is {@code ddof} elsewhere. */
    public static Tensor std(Tensor x, int axis) {
        return std(x, axis, false);
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

    // ---- sumTo ----

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
