package io.katsuo.core.tensor;

import java.util.BitSet;

/** Arithmetic of strides: those of dense layouts, those of other shapes, and whether two elements meet. */
final class Strides {
    private static final int NO_LINE = Integer.MIN_VALUE;

    private Strides() {}

    /** The strides of a dense layout in row-major order. */
    static int[] rowMajor(Shape shape) {
        int[] strides = new int[shape.rank()];
        long stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            // Of a shape with a zero extent the product may overflow; its strides are never used.
            strides[axis] = (int) Math.min(stride, Integer.MAX_VALUE);
            stride = Math.min(stride * Math.max(1, shape.dim(axis)), Integer.MAX_VALUE);
        }
        return strides;
    }

    /** The strides, with those of axes of extent 1, which have no effect, replaced by the dense ones. */
    static int[] normalised(Shape shape, int[] strides) {
        int[] dense = rowMajor(shape);
        for (int axis = 0; axis < dense.length; axis++) {
            if (shape.dim(axis) != 1) {
                dense[axis] = strides[axis];
            }
        }
        return dense;
    }

    /** The strides under which the same elements have another shape of as many, or null if there are none. */
    static int[] reshaped(Shape shape, int[] strides, Shape target) {
        int[] result = new int[target.rank()];
        int from = 0;
        int to = 0;
        // Group axes of both shapes that hold the same number of elements; within a group every axis
        // must step over exactly its inner neighbours, so that the group is one evenly strided line.
        while (to < result.length || from < strides.length) {
            int fromStart = from;
            int toStart = to;
            long have = from < strides.length ? shape.dim(from++) : 1;
            long want = to < result.length ? target.dim(to++) : 1;
            while (have != want) {
                if (have < want) {
                    have *= shape.dim(from++);
                } else {
                    want *= target.dim(to++);
                }
            }
            int stride = line(shape, strides, fromStart, from);
            if (stride == NO_LINE) {
                return null;
            }
            for (int axis = to - 1; axis >= toStart; axis--) {
                result[axis] = stride;
                stride *= target.dim(axis);
            }
        }
        return result;
    }

    /** The stride of the line that axes {@code [from, to)} form together, or {@code NO_LINE}. */
    private static int line(Shape shape, int[] strides, int from, int to) {
        int stride = NO_LINE;
        long next = 0;
        for (int axis = to - 1; axis >= from; axis--) {
            if (shape.dim(axis) == 1) {
                continue;
            }
            if (stride == NO_LINE) {
                stride = strides[axis];
            } else if (strides[axis] != next) {
                return NO_LINE;
            }
            next = (long) strides[axis] * shape.dim(axis);
        }
        return stride == NO_LINE ? 1 : stride;
    }

    /** From the first element to that of a number in row-major order. */
    static int distance(Shape shape, int[] strides, int number) {
        int distance = 0;
        int rest = number;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            int dim = shape.dim(axis);
            distance += rest % dim * strides[axis];
            rest /= dim;
        }
        return distance;
    }

    /** Whether two elements of a shape have the same array index. */
    static boolean meet(Shape shape, int[] strides) {
        // From the smallest stride up, every axis steps over all that the smaller ones reach, in most layouts.
        boolean[] taken = new boolean[strides.length];
        long reach = 0;
        for (int axis = smallest(shape, strides, taken); axis >= 0; axis = smallest(shape, strides, taken)) {
            taken[axis] = true;
            long stride = Math.abs((long) strides[axis]);
            if (stride <= reach) {
                return stride == 0 || countedTwice(shape, strides);
            }
            reach += stride * (shape.dim(axis) - 1);
        }
        return false;
    }

    /** The axis of the smallest stride among those not taken and longer than 1, or -1. */
    private static int smallest(Shape shape, int[] strides, boolean[] taken) {
        int found = -1;
        for (int axis = 0; axis < taken.length; axis++) {
            boolean candidate = !taken[axis] && shape.dim(axis) > 1;
            if (candidate && (found < 0 || Math.abs((long) strides[axis]) < Math.abs((long) strides[found]))) {
                found = axis;
            }
        }
        return found;
    }

    private static boolean countedTwice(Shape shape, int[] strides) {
        BitSet reached = new BitSet();
        int lowest = 0;
        for (int axis = 0; axis < strides.length; axis++) {
            lowest += Math.min(0, strides[axis]) * (shape.dim(axis) - 1);
        }
        for (int i = 0; i < shape.size(); i++) {
            int at = distance(shape, strides, i) - lowest;
            if (reached.get(at)) {
                return true;
            }
            reached.set(at);
        }
        return false;
    }
}
