package io.katsuo.core.testing;

import io.katsuo.core.tensor.Shape;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Counts through all indices of a shape in row-major order, always in the same array. */
final class IndexIterator implements Iterator<int[]> {
    private final int[] dims;
    private final int[] index;
    private int left;

    IndexIterator(Shape shape) {
        dims = shape.dims();
        index = new int[dims.length];
        left = shape.size();
        if (dims.length > 0) {
            index[dims.length - 1] = -1;
        }
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public int[] next() {
        if (left-- <= 0) {
            throw new NoSuchElementException();
        }
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            if (++index[axis] < dims[axis]) {
                break;
            }
            index[axis] = 0;
        }
        return index;
    }
}
