package io.katsuo.core.tensor;

import java.util.Arrays;

/** Copying and filling along any layout, in row-major order. */
final class Strided {
    /** Rows and columns of a block: no more than a cache has ways, since lines a power of two apart share a set. */
    private static final int BLOCK = 8;

    private Strided() {}

    static void fill(float[] array, Layout layout, float value) {
        if (layout.shape().size() == 0) {
            return;
        }
        if (layout.isContiguous()) {
            Arrays.fill(array, layout.offset(), layout.offset() + layout.shape().size(), value);
            return;
        }
        // A source of stride 0 everywhere repeats its one element.
        copy(new float[] {value}, Layout.contiguous(Shape.SCALAR).broadcastTo(layout.shape()), array, layout);
    }

    /** Copies element by element; the layouts have one shape. */
    static void copy(float[] source, Layout from, float[] target, Layout to) {
        int size = from.shape().size();
        if (size == 0) {
            return;
        }
        if (from.isContiguous() && to.isContiguous()) {
            System.arraycopy(source, from.offset(), target, to.offset(), size);
        } else {
            copyAxis(source, from, from.offset(), target, to, to.offset(), 0);
        }
    }

    private static void copyAxis(float[] source, Layout from, int s, float[] target, Layout to, int t, int axis) {
        int rank = from.shape().rank();
        int n = from.shape().dim(axis);
        int ds = from.stride(axis);
        int dt = to.stride(axis);
        if (axis == rank - 2 && ds == 1 && from.stride(axis + 1) != 1) {
            copyTransposed(
                    source,
                    s,
                    from.stride(axis + 1),
                    target,
                    to,
                    t,
                    n,
                    from.shape().dim(axis + 1));
            return;
        }
        if (axis == rank - 1) {
            copyLine(source, s, ds, target, t, dt, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            copyAxis(source, from, s + i * ds, target, to, t + i * dt, axis + 1);
        }
    }

    /**
     * Copies a matrix whose columns are adjacent in the source, in square blocks: a whole line of the cache is used, from
     * the source and in the target, before the next one is fetched.
     */
    private static void copyTransposed(
            float[] source, int s, int ds, float[] target, Layout to, int t, int rows, int columns) {
        int axis = to.shape().rank() - 2;
        int rowStride = to.stride(axis);
        int columnStride = to.stride(axis + 1);
        for (int i = 0; i < rows; i += BLOCK) {
            int height = Math.min(BLOCK, rows - i);
            for (int j = 0; j < columns; j += BLOCK) {
                int last = Math.min(columns, j + BLOCK);
                for (int k = 0; k < height; k++) {
                    int row = t + (i + k) * rowStride;
                    for (int c = j; c < last; c++) {
                        target[row + c * columnStride] = source[s + i + k + c * ds];
                    }
                }
            }
        }
    }

    private static void copyLine(float[] source, int s, int ds, float[] target, int t, int dt, int n) {
        if (ds == 1 && dt == 1) {
            System.arraycopy(source, s, target, t, n);
            return;
        }
        for (int i = 0; i < n; i++) {
            target[t + i * dt] = source[s + i * ds];
        }
    }
}
