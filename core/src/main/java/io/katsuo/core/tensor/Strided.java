package io.katsuo.core.tensor;

import java.util.Arrays;

/** Copying and filling along any layout, in row-major order. */
final class Strided {
    /** Columns that are transposed together: half a cache line of the target, from eight lines of the source. */
    private static final int STRIP = 8;

    /** Rows of the target whose lines stay in the second-level cache until the next strip fills their other half. */
    private static final int ROWS = 256;

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

    /** Copies n elements, from one on in row-major order, to a dense target. */
    static void read(float[] source, Layout layout, int from, int n, float[] target, int at) {
        if (layout.isContiguous()) {
            System.arraycopy(source, layout.offset() + from, target, at, n);
            return;
        }
        int length = layout.shape().dim(-1);
        int stride = layout.stride(-1);
        int rows = layout.shape().rank() > 1 ? layout.shape().dim(-2) : 1;
        int rowStride = layout.shape().rank() > 1 ? layout.stride(-2) : 0;
        int row = from / length;
        int start = from - row * length;
        int first = layout.at(row * length);
        for (int done = 0, count; done < n; done += count) {
            count = Math.min(length - start, n - done);
            copyLine(source, first + start * stride, stride, target, at + done, 1, count);
            start = 0;
            row++;
            first = row % rows == 0 && done + count < n ? layout.at(row * length) : first + rowStride;
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

    /** Copies a matrix whose columns are adjacent in the source: strips of columns, along the lines of the source. */
    private static void copyTransposed(
            float[] source, int s, int ds, float[] target, Layout to, int t, int rows, int columns) {
        int axis = to.shape().rank() - 2;
        int rowStride = to.stride(axis);
        int dt = to.stride(axis + 1);
        int strips = columns - columns % STRIP;
        for (int i = 0, height; i < rows; i += height) {
            height = Math.min(ROWS, rows - i);
            for (int j = 0; j < strips; j += STRIP) {
                copyStrip(source, s + i + j * ds, ds, target, t + i * rowStride + j * dt, rowStride, dt, height);
            }
            for (int j = strips; j < columns; j++) {
                copyLine(source, s + i + j * ds, 1, target, t + i * rowStride + j * dt, rowStride, height);
            }
        }
    }

    /** Half a line of the target at a time, without an inner loop: the compiler's is slower than eight statements. */
    private static void copyStrip(
            float[] source, int s, int ds, float[] target, int t, int rowStride, int dt, int height) {
        for (int i = 0; i < height; i++) {
            int from = s + i;
            int to = t + i * rowStride;
            target[to] = source[from];
            target[to + dt] = source[from + ds];
            target[to + 2 * dt] = source[from + 2 * ds];
            target[to + 3 * dt] = source[from + 3 * ds];
            target[to + 4 * dt] = source[from + 4 * ds];
            target[to + 5 * dt] = source[from + 5 * ds];
            target[to + 6 * dt] = source[from + 6 * ds];
            target[to + 7 * dt] = source[from + 7 * ds];
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
