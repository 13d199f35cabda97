package io.katsuo.core.ops;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** Reductions that may stop early: where an extreme is, and whether any or all elements are nonzero. */
enum Search {
    ARG_MAX("argMax"),
    ARG_MIN("argMin"),
    ANY("any"),
    ALL("all");

    /** Beyond this many positions neighbouring indices are one float. */
    private static final int EXACT = 1 << 24;

    /** Elements of a view that are copied at a time. */
    private static final int PIECE = 1024;

    private final String label;

    Search(String label) {
        this.label = label;
    }

    private boolean isIndex() {
        return this == ARG_MAX || this == ARG_MIN;
    }

    int all(Tensor x) {
        if (x.size() == 0 && isIndex()) {
            throw new ShapeException(label + ": no elements: x " + x.shape());
        }
        Workspace workspace = Workspace.enter();
        try {
            return line(x, 0, x.size(), x.rank() == 1, workspace);
        } finally {
            workspace.inUse = false;
        }
    }

    long axes(Tensor x, int axis) {
        return Axes.of(label, x, axis);
    }

    long axes(Tensor x, int[] axes) {
        return Axes.of(label, x, axes);
    }

    Tensor along(Tensor x, long axes, boolean keepDims) {
        return along(x, axes, Tensor.zeros(Axes.reduced(x.shape(), axes, keepDims)));
    }

    Tensor along(Tensor x, long axes, Tensor out) {
        if (isIndex()) {
            Axes.checkNotEmpty(label, x, axes);
            if (Axes.extent(x, axes) > EXACT) {
                throw new ShapeException(
                        label + ": indices beyond " + EXACT + " are not exact in float: x " + x.shape());
            }
        }
        Axes.checkOut(label, x, axes, out);
        Check.output(label, out);
        Check.apart(label, x, out);
        int n = Axes.extent(x, axes);
        Tensor lines = Axes.last(x, axes);
        boolean evenly = Long.bitCount(axes) == 1;
        Workspace workspace = Workspace.enter();
        try {
            for (int i = 0; i < out.size(); i++) {
                out.array()[out.layout().at(i)] = line(lines, i * n, n, evenly, workspace);
            }
        } finally {
            workspace.inUse = false;
        }
        return out;
    }

    /**
     * Searches n elements, from one on in row-major order.
     *
     * @param evenly whether they have the distance of the last axis
     * @return an index, or 1 and 0
     */
    private int line(Tensor x, int first, int n, boolean evenly, Workspace workspace) {
        boolean inPlace = evenly || x.isContiguous();
        float[] values = inPlace ? x.array() : workspace.floats(PIECE);
        int stride = inPlace && evenly ? x.layout().stride(-1) : 1;
        int start = inPlace && n > 0 ? x.layout().at(first) : 0;
        float sign = this == ARG_MIN ? -1 : 1;
        int best = 0;
        float greatest = Float.NaN;
        for (int from = 0, count; from < n; from += count) {
            count = inPlace ? n : Math.min(PIECE, n - from);
            if (!inPlace) {
                x.read(first + from, values, 0, count);
            }
            if (!isIndex()) {
                if (contains(values, start, count, stride, this == ALL)) {
                    return this == ANY ? 1 : 0;
                }
                continue;
            }
            greatest = from == 0 ? sign * values[start] : greatest;
            for (int i = from == 0 ? 1 : 0; i < count && greatest == greatest; i++) {
                float value = sign * values[start + i * stride];
                // The negation lets a NaN win, which then ends the search.
                if (!(value <= greatest)) {
                    best = from + i;
                    greatest = value;
                }
            }
        }
        return this == ALL ? 1 : best;
    }

    /** Whether an element is zero, or else whether one is not. */
    private static boolean contains(float[] x, int from, int n, int stride, boolean zero) {
        for (int i = 0; i < n; i++) {
            if ((x[from + i * stride] == 0) == zero) {
                return true;
            }
        }
        return false;
    }
}
