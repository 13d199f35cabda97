package io.katsuo.core.tensor;

import java.util.Arrays;

/**
 * The extents of a tensor along each axis: {@code [2, 3]} is two rows of three columns, {@code []} a scalar.
 *
 * <p>Extents may be zero. Their product must fit an {@code int}; a larger product is refused here, before anything is
 * allocated. A negative axis counts from the end, so {@code -1} is the last.
 *
 * <p>Immutable, so safe to share between threads.
 */
public final class Shape {
    /** The shape of a scalar: rank 0, one element. */
    public static final Shape SCALAR = new Shape(new int[0], 1);

    private final int[] dims;
    private final int size;

    private Shape(int[] dims, int size) {
        this.dims = dims;
        this.size = size;
    }

    /**
     * The shape with these extents.
     *
     * @throws ShapeException if an extent is negative or the product exceeds 2<sup>31</sup>-1
     */
    public static Shape of(int... dims) {
        if (dims.length == 0) {
            return SCALAR;
        }
        int[] copy = dims.clone();
        return new Shape(copy, checkedSize(copy));
    }

    private static int checkedSize(int[] dims) {
        long size = 1;
        boolean empty = false;
        for (int dim : dims) {
            if (dim < 0) {
                throw new ShapeException("shape: negative extent " + dim + ": " + Arrays.toString(dims));
            }
            empty |= dim == 0;
        }
        if (empty) {
            return 0;
        }
        for (int dim : dims) {
            size *= dim;
            if (size > Integer.MAX_VALUE) {
                throw new ShapeException("shape: more than " + Integer.MAX_VALUE + " elements: " + Arrays.toString(dims)
                        + "; split the data into several tensors");
            }
        }
        return (int) size;
    }

    /** {@return the number of axes, 0 for a scalar} */
    public int rank() {
        return dims.length;
    }

    /**
     * The extent along an axis.
     *
     * @throws ShapeException if there is no such axis
     */
    public int dim(int axis) {
        return dims[axis(axis)];
    }

    /** {@return the number of elements, which is the product of the extents and 1 for a scalar} */
    public int size() {
        return size;
    }

    /** {@return the extents, outermost first, in a fresh array} */
    public int[] dims() {
        return dims.clone();
    }

    /**
     * Turns an axis that may count from the end into one that counts from the start.
     *
     * @return the same axis in {@code [0, rank)}
     * @throws ShapeException if there is no such axis
     */
    public int axis(int axis) {
        int rank = dims.length;
        if (axis < -rank || axis >= rank) {
            throw new ShapeException(
                    "shape: no axis " + axis + ": " + this + " has " + rank + (rank == 1 ? " axis" : " axes"));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /**
     * The index of an element from its number in row-major order: {@code [1, 0]} for number 3 of shape {@code [2, 3]}.
     *
     * @param number a number in {@code [0, size)}
     * @throws IndexOutOfBoundsException if there is no such element
     */
    public int[] index(int number) {
        if (number < 0 || number >= size) {
            throw new IndexOutOfBoundsException("index: element " + number + " is out of range: shape " + this);
        }
        int[] index = new int[dims.length];
        int rest = number;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            index[axis] = rest % dims[axis];
            rest /= dims[axis];
        }
        return index;
    }

    /** This shape with another extent along one axis. */
    public Shape with(int axis, int dim) {
        int[] result = dims.clone();
        result[axis(axis)] = dim;
        return of(result);
    }

    /** This shape without one axis. */
    public Shape without(int axis) {
        int at = axis(axis);
        int[] result = new int[dims.length - 1];
        System.arraycopy(dims, 0, result, 0, at);
        System.arraycopy(dims, at + 1, result, at, result.length - at);
        return of(result);
    }

    /** The shape with these extents and as many elements as this one; one extent may be -1, which is inferred. */
    Shape reshaped(int... extents) {
        int[] result = extents.clone();
        long known = 1;
        int unknown = -1;
        for (int axis = 0; axis < extents.length; axis++) {
            if (extents[axis] == -1 && unknown < 0) {
                unknown = axis;
            } else {
                known = Math.min(known * Math.max(0, extents[axis]), Integer.MAX_VALUE);
            }
        }
        if (unknown >= 0) {
            if (known == 0 || size % known != 0) {
                throw new ShapeException(
                        "reshape: extent -1 cannot be inferred: from " + this + " to " + Arrays.toString(extents));
            }
            result[unknown] = (int) (size / known);
        }
        return of(result);
    }

    /**
     * The common shape of two operands by NumPy's broadcasting rules: shapes are aligned at their last axes, and two
     * extents must be equal or one of them 1.
     *
     * @throws ShapeException if there is no common shape
     */
    public static Shape broadcast(String op, Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        int[] result = new int[rank];
        for (int i = 1; i <= rank; i++) {
            int da = i <= a.rank() ? a.dims[a.rank() - i] : 1;
            int db = i <= b.rank() ? b.dims[b.rank() - i] : 1;
            if (da != db && da != 1 && db != 1) {
                throw new ShapeException(op + ": shapes cannot be broadcast together: left " + a + ", right " + b
                        + "; extents " + da + " and " + db + " differ and neither is 1");
            }
            result[rank - i] = da == 1 ? db : da;
        }
        return of(result);
    }

    @Override
    public boolean equals(Object other) {
        return other == this || other instanceof Shape && Arrays.equals(dims, ((Shape) other).dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** The extents in brackets, as in {@code [2, 3]}. */
    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
