package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.ops.ReductionPlan.Kind;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** Checks reductions and runs them on dense operands, one group of neighbouring axes at a time. */
final class AxisReduction {
    private AxisReduction() {}

    // ---- over all elements ----

    static float all(Kind kind, Tensor x) {
        checkNotEmpty(kind.label(), x, kind);
        return x.size() == 0 ? kind.ofNothing() : all(kind, x, null);
    }

    static float mean(Tensor x) {
        checkNotEmpty("mean", x, Kind.MAX);
        return all(Kind.SUM, x, null) / x.size();
    }

    static float variance(String op, Tensor x) {
        checkNotEmpty(op, x, Kind.MAX);
        return all(Kind.SQUARES, x, new float[] {mean(x)}) / x.size();
    }

    private static void checkNotEmpty(String op, Tensor x, Kind kind) {
        if (x.size() == 0 && !kind.allowsNothing()) {
            throw new ShapeException(op + ": no elements: x " + x.shape());
        }
    }

    private static float all(Kind kind, Tensor x, float[] mean) {
        Workspace workspace = Workspace.enter();
        try {
            float[] result = workspace.result();
            workspace.reduction().reduce(kind, x, 1, x.size(), 1, mean, result, 0, workspace);
            return result[0];
        } finally {
            workspace.inUse = false;
        }
    }

    // ---- along axes ----

    static Tensor reduce(Kind kind, Tensor x, long axes, boolean keepDims) {
        return reduce(kind, x, axes, Tensor.zeros(Axes.reduced(x.shape(), axes, keepDims)));
    }

    static Tensor reduce(Kind kind, Tensor x, long axes, Tensor out) {
        check(kind.label(), kind, x, axes, out);
        return into(kind, x, axes, null, out);
    }

    static Tensor mean(Tensor x, long axes, boolean keepDims) {
        return mean(x, axes, Tensor.zeros(Axes.reduced(x.shape(), axes, keepDims)));
    }

    static Tensor mean(Tensor x, long axes, Tensor out) {
        check("mean", Kind.MAX, x, axes, out);
        return meanInto(x, axes, out);
    }

    private static Tensor meanInto(Tensor x, long axes, Tensor out) {
        into(Kind.SUM, x, axes, null, out);
        return ElementwiseRun.binary(ElementOp.DIV, out, Axes.extent(x, axes), out);
    }

    static Tensor variance(String op, Tensor x, long axes, boolean keepDims) {
        return variance(op, x, axes, Tensor.zeros(Axes.reduced(x.shape(), axes, keepDims)));
    }

    static Tensor variance(String op, Tensor x, long axes, Tensor out) {
        check(op, Kind.MAX, x, axes, out);
        Tensor grouped = x;
        long group = axes;
        int from = Axes.first(axes, 0, x.rank());
        if (Axes.first(axes, Axes.groupEnd(x, axes, from), x.rank()) < x.rank()) {
            // The deviations are summed in one pass, which takes one group of axes.
            grouped = Axes.last(x, axes);
            group = (1L << x.rank()) - (1L << x.rank() - Long.bitCount(axes));
        }
        Tensor mean = meanInto(grouped, group, Tensor.zeros(out.shape()));
        into(Kind.SQUARES, grouped, group, mean.array(), out);
        return ElementwiseRun.binary(ElementOp.DIV, out, Axes.extent(x, axes), out);
    }

    private static void check(String op, Kind kind, Tensor x, long axes, Tensor out) {
        if (!kind.allowsNothing()) {
            Axes.checkNotEmpty(op, x, axes);
        }
        Axes.checkOut(op, x, axes, out);
        Check.output(op, out);
        Check.apart(op, x, out);
    }

    /** Sums over the axes along which out would be broadcast to x. */
    static Tensor sumTo(Tensor x, Tensor out) {
        if (!Broadcasting.gives(x.shape(), out.shape(), x.shape())) {
            throw new ShapeException("sumTo: the result's shape does not broadcast to that of x: x " + x.shape()
                    + ", result " + out.shape());
        }
        Check.output("sumTo", out);
        Check.apart("sumTo", x, out);
        int lead = x.rank() - out.rank();
        long axes = 0;
        for (int axis = 0; axis < x.rank(); axis++) {
            if (x.dim(axis) != 1 && (axis < lead || out.dim(axis - lead) == 1)) {
                axes |= Axes.of("sumTo", x, axis);
            }
        }
        if (axes == 0) {
            // Nothing to sum: at most extents of 1 are left over in front.
            return out.copyFrom(
                    lead == 0 ? x : x.contiguous().reshape(out.shape().dims()));
        }
        return into(Kind.SUM, x, axes, null, out);
    }

    /** Group by group, the outermost first; out has the elements of the result in order. */
    private static Tensor into(Kind kind, Tensor x, long axes, float[] mean, Tensor out) {
        if (out.size() == 0) {
            return out;
        }
        if (x.size() == 0) {
            return out.fill(kind.ofNothing());
        }
        if (!out.isContiguous()) {
            return out.copyFrom(into(kind, x, axes, mean, Tensor.zeros(out.shape())));
        }
        Tensor rest = x;
        int rank = x.rank();
        int from = Axes.first(axes, 0, rank);
        int to = Axes.groupEnd(rest, axes, from);
        int next = Axes.first(axes, to, rank);
        while (next < rank) {
            Tensor partial = Tensor.zeros(withOnes(rest.shape(), from, to));
            middle(kind, rest, from, to, mean, partial);
            rest = partial;
            from = next;
            to = Axes.groupEnd(rest, axes, from);
            next = Axes.first(axes, to, rank);
        }
        middle(kind, rest, from, to, mean, out);
        return out;
    }

    /** Reduces the axes {@code [from, to)}, taken as one. */
    private static void middle(Kind kind, Tensor x, int from, int to, float[] mean, Tensor out) {
        Shape shape = x.shape();
        int outer = extent(shape, 0, from);
        int n = extent(shape, from, to);
        int inner = extent(shape, to, shape.rank());
        Workspace workspace = Workspace.enter();
        try {
            int oi = out.layout().offset();
            workspace.reduction().reduce(kind, x, outer, n, inner, mean, out.array(), oi, workspace);
        } finally {
            workspace.inUse = false;
        }
    }

    /** The number of elements along the axes {@code [from, to)}. */
    static int extent(Shape shape, int from, int to) {
        int extent = 1;
        for (int axis = from; axis < to; axis++) {
            extent *= shape.dim(axis);
        }
        return extent;
    }

    private static Shape withOnes(Shape shape, int from, int to) {
        int[] dims = shape.dims();
        for (int axis = from; axis < to; axis++) {
            dims[axis] = 1;
        }
        return Shape.of(dims);
    }
}
