package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;

/** Row-major places in a shape. */
final class RowMajor {
    private RowMajor() {}

    /** The index of a place, one number for each axis. */
    static int[] index(Shape shape, int place) {
        int[] index = new int[shape.rank()];
        for (int axis = index.length - 1, rest = place; axis >= 0; axis--) {
            index[axis] = rest % Math.max(shape.dim(axis), 1);
            rest /= Math.max(shape.dim(axis), 1);
        }
        return index;
    }
}
