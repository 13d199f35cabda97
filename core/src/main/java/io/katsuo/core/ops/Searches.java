package io.katsuo.core.ops;

import io.katsuo.core.tensor.Tensor;

/** The reductions of {@link Reductions} that look for elements, which inherits them. */
abstract class Searches extends RowFunctions {
    Searches() {}

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
     * The indices of the greatest elements along an axis of at most 2<sup>24</sup>, as whole numbers in a tensor: to
     * compare, or as {@code int[]} by {@link Tensor#toInts()}.
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
     * The indices of the least elements along an axis of at most 2<sup>24</sup>, as whole numbers in a tensor: to
     * compare, or as {@code int[]} by {@link Tensor#toInts()}.
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
}
