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
        Tensor dense = x.contiguous();
        return line(dense.array(), dense.layout().offset(), x.size(), 1);
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
        int from = Axes.first(axes, 0, x.rank());
        int to = Axes.groupEnd(x, axes, from);
        boolean isOneGroup = Axes.first(axes, to, x.rank()) == x.rank();
        Tensor dense = (isOneGroup ? x : Axes.last(x, axes)).contiguous();
        int first = isOneGroup ? from : x.rank() - Long.bitCount(axes);
        int end = isOneGroup ? to : x.rank();
        if (!out.isContiguous()) {
            Tensor result = Tensor.zeros(out.shape());
            lines(dense, first, end, result);
            return out.copyFrom(result);
        }
        lines(dense, first, end, out);
        return out;
    }

    private void lines(Tensor dense, int from, int to, Tensor out) {
        int outer = AxisReduction.extent(dense.shape(), 0, from);
        int n = AxisReduction.extent(dense.shape(), from, to);
        int inner = AxisReduction.extent(dense.shape(), to, dense.rank());
        float[] x = dense.array();
        int oi = out.layout().offset();
        for (int o = 0; o < outer; o++) {
            int start = dense.layout().offset() + o * n * inner;
            for (int i = 0; i < inner; i++) {
                out.array()[oi + o * inner + i] = line(x, start + i, n, inner);
            }
        }
    }

    private int line(float[] x, int from, int n, int stride) {
        return switch (this) {
            case ARG_MAX -> extreme(x, from, n, stride, 1);
            case ARG_MIN -> extreme(x, from, n, stride, -1);
            case ANY -> first(x, from, n, stride, false) < n ? 1 : 0;
            case ALL -> first(x, from, n, stride, true) < n ? 0 : 1;
        };
    }

    /** The first of the greatest values of {@code sign·x}, and the first NaN if there is one. */
    private static int extreme(float[] x, int from, int n, int stride, float sign) {
        int best = 0;
        float max = sign * x[from];
        for (int i = 1; i < n && max == max; i++) {
            float value = sign * x[from + i * stride];
            // The negation lets a NaN win, which then ends the search.
            if (!(value <= max)) {
                best = i;
                max = value;
            }
        }
        return best;
    }

    /** The first element that is zero, or is not, or n. */
    private static int first(float[] x, int from, int n, int stride, boolean zero) {
        int i = 0;
        while (i < n && (x[from + i * stride] == 0) != zero) {
            i++;
        }
        return i;
    }
}
