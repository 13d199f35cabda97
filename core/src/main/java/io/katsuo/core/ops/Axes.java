package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** Which axes a reduction takes, as the bits of a long: bit {@code i} stands for axis {@code i}. */
final class Axes {
    private Axes() {}

    static long of(String op, Tensor x, int axis) {
        if (x.rank() >= Long.SIZE) {
            throw new ShapeException(op + ": " + x.rank() + " axes, more than " + (Long.SIZE - 1) + ": x " + x.shape());
        }
        return 1L << Check.axis(op, x, axis);
    }

    static long of(String op, Tensor x, int[] axes) {
        long set = 0;
        for (int axis : axes) {
            long bit = of(op, x, axis);
            if ((set & bit) != 0) {
                throw new ShapeException(op + ": axis " + axis + " named twice: x " + x.shape());
            }
            set |= bit;
        }
        return set;
    }

    static boolean contains(long axes, int axis) {
        return (axes >>> axis & 1) != 0;
    }

    /** The shape of x with extents of 1 in place of the axes, or without them. */
    static Shape reduced(Shape x, long axes, boolean keepDims) {
        int[] dims = new int[keepDims ? x.rank() : x.rank() - Long.bitCount(axes)];
        int at = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            boolean reduced = contains(axes, axis);
            if (keepDims || !reduced) {
                dims[at++] = reduced ? 1 : x.dim(axis);
            }
        }
        return Shape.of(dims);
    }

    /** Out has the shape of x with extents of 1 in place of the axes, or without them. */
    static void checkOut(String op, Tensor x, long axes, Tensor out) {
        boolean kept = out.rank() == x.rank();
        boolean fits = kept || out.rank() == x.rank() - Long.bitCount(axes);
        int at = 0;
        for (int axis = 0; fits && axis < x.rank(); axis++) {
            boolean reduced = contains(axes, axis);
            if (kept || !reduced) {
                fits = out.dim(at++) == (reduced ? 1 : x.dim(axis));
            }
        }
        if (!fits) {
            throw Check.wrongOut(op, "x " + x.shape(), out, reduced(x.shape(), axes, kept));
        }
    }

    /** There is something along the axes. */
    static void checkNotEmpty(String op, Tensor x, long axes) {
        for (int axis = 0; axis < x.rank(); axis++) {
            if (contains(axes, axis) && x.dim(axis) == 0) {
                throw new ShapeException(op + ": no elements along axis " + axis + ": x " + x.shape());
            }
        }
    }

    /** The number of elements along the axes. */
    static int extent(Tensor x, long axes) {
        int extent = 1;
        for (int axis = 0; axis < x.rank(); axis++) {
            extent *= contains(axes, axis) ? x.dim(axis) : 1;
        }
        return extent;
    }

    /** The first of the axes from one on, or the rank. */
    static int first(long axes, int from, int rank) {
        int axis = from;
        while (axis < rank && !contains(axes, axis)) {
            axis++;
        }
        return axis;
    }

    /** Where the group that begins at an axis ends: axes in between that have extent 1 belong to it. */
    static int groupEnd(Tensor x, long axes, int from) {
        int to = from;
        while (to < x.rank() && (contains(axes, to) || x.dim(to) == 1)) {
            to++;
        }
        return to;
    }

    /** A view of x whose last axes are these, in order; the others keep theirs. */
    static Tensor last(Tensor x, long axes) {
        int rank = x.rank();
        int[] order = new int[rank];
        int at = 0;
        for (int pass = 0; pass < 2; pass++) {
            for (int axis = 0; axis < rank; axis++) {
                if (contains(axes, axis) == (pass == 1)) {
                    order[at++] = axis;
                }
            }
        }
        return x.permute(order);
    }
}
