package io.katsuo.core.tensor;

import java.util.Arrays;

/**
 * Where the elements of a shape lie in an array: element {@code (i0, i1, …)} is at {@code offset + i0·stride0 +
 * i1·stride1 + …}. Strides count elements and may be zero (a broadcast axis) or negative (a reversed one).
 *
 * <p>All views are computed here, without access to the data. Immutable, so safe to share between threads.
 */
public final class Layout {
    private final Shape shape;
    private final int offset;
    private final int[] strides;
    private final boolean contiguous;

    private Layout(Shape shape, int offset, int[] strides) {
        this.shape = shape;
        this.offset = offset;
        this.strides = strides;
        this.contiguous =
                shape.size() == 0 || Arrays.equals(Strides.normalised(shape, strides), Strides.rowMajor(shape));
    }

    /**
     * The layout with these parts.
     *
     * @param offset the index of the first element
     * @param strides one stride per axis, in elements
     * @throws ShapeException if the number of strides is not the rank, or an index leaves the range of an int
     */
    public static Layout of(Shape shape, int offset, int... strides) {
        if (strides.length != shape.rank()) {
            throw new ShapeException("layout: " + strides.length + " strides for " + shape.rank() + " axes: shape "
                    + shape + ", strides " + Arrays.toString(strides));
        }
        Layout layout = new Layout(shape, offset, strides.clone());
        if (shape.size() > 0 && (layout.lowest() < 0 || layout.highest() > Integer.MAX_VALUE)) {
            throw new ShapeException("layout: indices leave 0.." + Integer.MAX_VALUE + ": " + layout);
        }
        return layout;
    }

    /** {@return the dense row-major layout of a shape, starting at index 0} */
    public static Layout contiguous(Shape shape) {
        return new Layout(shape, 0, Strides.rowMajor(shape));
    }

    /** {@return the shape} */
    public Shape shape() {
        return shape;
    }

    /** {@return the array index of the first element} */
    public int offset() {
        return offset;
    }

    /** The distance between neighbours along an axis, in elements. */
    public int stride(int axis) {
        return strides[shape.axis(axis)];
    }

    /** {@return whether the elements lie densely in row-major order, as one run of the array; true if there are none} */
    public boolean isContiguous() {
        return contiguous;
    }

    /** {@return the lowest array index of any element; only defined for a layout that is not empty} */
    public long lowest() {
        return extreme(true);
    }

    /** {@return the highest array index of any element; only defined for a layout that is not empty} */
    public long highest() {
        return extreme(false);
    }

    /** {@return whether two elements have the same array index, as in a broadcast view} */
    public boolean overlapsItself() {
        return !contiguous && Strides.meet(shape, strides);
    }

    /** Whether the ranges of indices, from lowest to highest, have one in common. */
    boolean spanMeets(Layout other) {
        return shape.size() > 0 && other.shape.size() > 0 && lowest() <= other.highest() && other.lowest() <= highest();
    }

    private long extreme(boolean low) {
        long index = offset;
        for (int axis = 0; axis < strides.length; axis++) {
            if (strides[axis] < 0 == low) {
                index += (long) strides[axis] * (shape.dim(axis) - 1);
            }
        }
        return index;
    }

    /** {@return the array index of the element of this number in row-major order, which is not checked} */
    public int at(int number) {
        return offset + (contiguous ? number : Strides.distance(shape, strides, number));
    }

    /**
     * The array index of an element.
     *
     * @param index one index per axis, each in {@code [-extent, extent)}; negative ones count from the end
     * @throws IndexOutOfBoundsException if an index is out of its range
     * @throws ShapeException if there are not as many indices as axes
     */
    public int index(int... index) {
        if (index.length != strides.length) {
            throw new ShapeException("index: " + index.length + " indices for " + strides.length + " axes: shape "
                    + shape + ", index " + Arrays.toString(index)
                    + (index.length == 1 && shape.rank() > 1 ? "; row(" + index[0] + ") is a view of that row" : ""));
        }
        int at = offset;
        for (int axis = 0; axis < strides.length; axis++) {
            int place = place(axis, index[axis]);
            if (place < 0) {
                throw new IndexOutOfBoundsException("index: " + index[axis] + " is out of range on axis " + axis
                        + ": shape " + shape + ", index " + Arrays.toString(index));
            }
            at += place * strides[axis];
        }
        return at;
    }

    /** {@return the array index of an element of a vector, as {@link #index(int...)}, without allocating} */
    public int index(int i) {
        int place = strides.length == 1 ? place(0, i) : -1;
        return place < 0 ? index(new int[] {i}) : offset + place * strides[0];
    }

    /** {@return the array index of an element of a matrix, as {@link #index(int...)}, without allocating} */
    public int index(int i, int j) {
        int row = strides.length == 2 ? place(0, i) : -1;
        int column = row < 0 ? -1 : place(1, j);
        return column < 0 ? index(new int[] {i, j}) : offset + row * strides[0] + column * strides[1];
    }

    /** The index along an axis counted from the start, or -1 if it is out of range. */
    private int place(int axis, int index) {
        int n = shape.dim(axis);
        int place = index < 0 ? index + n : index;
        return place < n ? Math.max(place, -1) : -1;
    }

    /** The axes in another order, a permutation: axis {@code i} of the result is axis {@code axes[i]} of this. */
    public Layout permute(int... axes) {
        int rank = shape.rank();
        boolean[] seen = new boolean[rank];
        int[] dims = new int[rank];
        int[] result = new int[rank];
        if (axes.length != rank) {
            throw new ShapeException("permute: " + axes.length + " axes named: shape " + shape + " has " + rank);
        }
        for (int i = 0; i < rank; i++) {
            int axis = shape.axis(axes[i]);
            if (seen[axis]) {
                throw new ShapeException(
                        "permute: axis " + axis + " named twice: shape " + shape + ", axes " + Arrays.toString(axes));
            }
            seen[axis] = true;
            dims[i] = shape.dim(axis);
            result[i] = strides[axis];
        }
        return new Layout(Shape.of(dims), offset, result);
    }

    /**
     * Every {@code step}-th element along one axis, from {@code from} on and before {@code to}. As in NumPy, a negative
     * index counts from the end, so that a slice with a negative step runs through index 0 if {@code to} is
     * {@code -extent - 1}; unlike in NumPy, an index outside of the axis is refused, not clipped.
     *
     * @param step the distance between indices, not 0
     * @throws ShapeException if the range leaves the axis or the step is 0
     */
    public Layout slice(int axis, int from, int to, int step) {
        int at = shape.axis(axis);
        int n = shape.dim(at);
        int first = from < 0 ? from + n : from;
        int end = to < 0 ? to + n : to;
        boolean inside = step > 0 ? 0 <= first && first <= end && end <= n : -1 <= end && end <= first && first < n;
        if (step == 0 || !inside) {
            throw new ShapeException("slice: from " + from + " to " + to + " by " + step + " leaves axis " + at
                    + " of extent " + n + ": shape " + shape
                    + "; negative indices count from the end, and a negative step needs to <= from");
        }
        long span = Math.abs((long) end - first);
        long by = Math.abs((long) step);
        int count = (int) ((span + by - 1) / by);
        Shape smaller = shape.with(at, count);
        int[] result = strides.clone();
        if (count > 1 && smaller.size() > 0) {
            // Otherwise the stride is never used, and the product might overflow.
            result[at] = strides[at] * step;
        }
        return new Layout(smaller, smaller.size() == 0 ? offset : offset + first * strides[at], result);
    }

    /**
     * One position along an axis, which is dropped.
     *
     * @param index the position, in {@code [-extent, extent)}
     * @throws IndexOutOfBoundsException if the position is out of range
     */
    public Layout select(int axis, int index) {
        int at = shape.axis(axis);
        int place = place(at, index);
        if (place < 0) {
            throw new IndexOutOfBoundsException(
                    "select: " + index + " is out of range on axis " + at + ": shape " + shape);
        }
        Shape smaller = shape.without(at);
        int start = smaller.size() == 0 ? offset : offset + place * strides[at];
        return new Layout(smaller, start, removed(strides, at));
    }

    /**
     * The same elements in the same (row-major) order under another shape.
     *
     * @return the view's layout, or null if no strides express it, so that a copy would be needed
     * @throws ShapeException if the numbers of elements differ
     */
    public Layout reshape(Shape target) {
        if (target.size() != shape.size()) {
            throw new ShapeException("reshape: " + shape.size() + " elements cannot take a shape of " + target.size()
                    + ": from " + shape + " to " + target);
        }
        int[] result = contiguous ? Strides.rowMajor(target) : Strides.reshaped(shape, strides, target);
        return result == null ? null : new Layout(target, offset, result);
    }

    /**
     * This layout repeated, without copies, to a larger shape: new leading axes and axes of extent 1 get stride 0.
     *
     * @throws ShapeException if an extent differs from the target's and is not 1
     */
    public Layout broadcastTo(Shape target) {
        if (target.equals(shape)) {
            return this;
        }
        int lead = target.rank() - shape.rank();
        if (lead < 0) {
            throw new ShapeException("broadcastTo: target has fewer axes: from " + shape + " to " + target);
        }
        int[] result = new int[target.rank()];
        for (int axis = lead; axis < result.length; axis++) {
            int own = shape.dim(axis - lead);
            if (own == target.dim(axis)) {
                result[axis] = strides[axis - lead];
            } else if (own != 1) {
                throw new ShapeException("broadcastTo: extents " + own + " and " + target.dim(axis)
                        + " differ and the first is not 1: from " + shape + " to " + target);
            }
        }
        return new Layout(target, offset, result);
    }

    /** This layout without an axis, whose extent must be 1. */
    public Layout squeeze(int axis) {
        int at = shape.axis(axis);
        if (shape.dim(at) != 1) {
            throw new ShapeException(
                    "squeeze: axis " + at + " has extent " + shape.dim(at) + ", not 1: shape " + shape);
        }
        return new Layout(shape.without(at), offset, removed(strides, at));
    }

    /** This layout with a new axis of extent 1 at this place, in {@code [-rank-1, rank]}. */
    public Layout unsqueeze(int axis) {
        int rank = shape.rank();
        int at = axis < 0 ? axis + rank + 1 : axis;
        if (at < 0 || at > rank) {
            throw new ShapeException("unsqueeze: no place " + axis + " for a new axis: shape " + shape);
        }
        int[] dims = new int[rank + 1];
        int[] result = new int[rank + 1];
        for (int i = 0; i <= rank; i++) {
            dims[i] = i == at ? 1 : shape.dim(i < at ? i : i - 1);
            result[i] = i == at ? 0 : strides[i < at ? i : i - 1];
        }
        return new Layout(Shape.of(dims), offset, result);
    }

    private static int[] removed(int[] values, int at) {
        int[] result = new int[values.length - 1];
        System.arraycopy(values, 0, result, 0, at);
        System.arraycopy(values, at + 1, result, at, result.length - at);
        return result;
    }

    /** Shape, offset and strides, as in {@code [2, 3] at 0 by [3, 1]}. */
    @Override
    public String toString() {
        return shape + " at " + offset + " by " + Arrays.toString(strides);
    }
}
