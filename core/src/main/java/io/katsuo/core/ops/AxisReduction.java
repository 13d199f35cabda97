package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.ops.ReductionPlan.Kind;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** Checks reductions and runs them on dense operands. */
final class AxisReduction {
    private AxisReduction() {}

    static float sum(Tensor x) {
        return all(Kind.SUM, x, null);
    }

    static float mean(Tensor x) {
        checkNotEmpty("mean", x);
        return sum(x) / x.size();
    }

    static float variance(Tensor x) {
        checkNotEmpty("variance", x);
        Tensor dense = x.contiguous();
        return all(Kind.SQUARES, dense, new float[] {mean(dense)}) / x.size();
    }

    static float max(Tensor x) {
        checkNotEmpty("max", x);
        return all(Kind.MAX, x, null);
    }

    static void checkNotEmpty(String op, Tensor x) {
        if (x.size() == 0) {
            throw new ShapeException(op + ": no elements: x " + x.shape());
        }
    }

    private static float all(Kind kind, Tensor x, float[] mean) {
        Tensor dense = x.contiguous();
        Workspace workspace = Workspace.enter();
        try {
            float[] result = workspace.floats(1);
            workspace
                    .reduction()
                    .reduce(kind, dense.array(), dense.layout().offset(), 1, x.size(), 1, mean, result, 0, workspace);
            return result[0];
        } finally {
            workspace.exit();
        }
    }

    /** A new tensor of the shape that a reduction along the axis has. */
    static Tensor result(String op, Tensor x, int axis, boolean keepDims) {
        checkAxis(op, x, axis);
        Shape shape = x.shape();
        return Tensor.zeros(keepDims ? shape.with(axis, 1) : shape.without(axis));
    }

    static Tensor sum(Tensor x, int axis, boolean keepDims, Tensor out) {
        check("sum", x, axis, keepDims, out, true);
        along(Kind.SUM, x, axis, null, out);
        return out;
    }

    static Tensor mean(Tensor x, int axis, boolean keepDims, Tensor out) {
        check("mean", x, axis, keepDims, out, false);
        along(Kind.SUM, x, axis, null, out);
        return Elementwise.binary(ElementOp.DIV, out, x.dim(axis), out);
    }

    static Tensor variance(Tensor x, int axis, boolean keepDims, Tensor out) {
        check("variance", x, axis, keepDims, out, false);
        Tensor dense = x.contiguous();
        Tensor mean = mean(dense, axis, keepDims, Tensor.zeros(out.shape()));
        along(Kind.SQUARES, dense, axis, mean.array(), out);
        return Elementwise.binary(ElementOp.DIV, out, x.dim(axis), out);
    }

    static Tensor max(Tensor x, int axis, boolean keepDims, Tensor out) {
        check("max", x, axis, keepDims, out, false);
        along(Kind.MAX, x, axis, null, out);
        return out;
    }

    private static void check(String op, Tensor x, int axis, boolean keepDims, Tensor out, boolean emptyAllowed) {
        checkAxis(op, x, axis);
        int at = x.shape().axis(axis);
        if (!emptyAllowed && x.dim(at) == 0) {
            throw new ShapeException(op + ": no elements along axis " + at + ": x " + x.shape());
        }
        boolean fits = out.rank() == (keepDims ? x.rank() : x.rank() - 1);
        for (int i = 0; fits && i < x.rank(); i++) {
            if (i != at) {
                fits = out.dim(i < at || keepDims ? i : i - 1) == x.dim(i);
            } else if (keepDims) {
                fits = out.dim(i) == 1;
            }
        }
        if (!fits) {
            throw new ShapeException(op + ": out has another shape than the result along axis " + at + ": x "
                    + x.shape() + ", out " + out.shape() + "; it must be "
                    + (keepDims ? x.shape().with(at, 1) : x.shape().without(at)));
        }
        Aliasing.checkOutput(op, out);
        Aliasing.checkApart(op, x, out);
    }

    static void checkAxis(String op, Tensor x, int axis) {
        if (axis < -x.rank() || axis >= x.rank()) {
            throw new ShapeException(op + ": no axis " + axis + ": x " + x.shape() + " has rank " + x.rank());
        }
    }

    private static void along(Kind kind, Tensor x, int axis, float[] mean, Tensor out) {
        if (out.size() == 0) {
            return;
        }
        if (!out.isContiguous()) {
            Tensor dense = Tensor.zeros(out.shape());
            along(kind, x, axis, mean, dense);
            out.copyFrom(dense);
            return;
        }
        Tensor dense = x.contiguous();
        int at = x.shape().axis(axis);
        middle(kind, dense, at, at + 1, mean, out.array(), out.layout().offset());
    }

    /** Reduces the axes {@code [from, to)} of a dense tensor, taken as one. */
    static void middle(Kind kind, Tensor dense, int from, int to, float[] mean, float[] out, int oi) {
        Shape shape = dense.shape();
        int outer = extent(shape, 0, from);
        int n = extent(shape, from, to);
        int inner = extent(shape, to, shape.rank());
        Workspace workspace = Workspace.enter();
        try {
            workspace
                    .reduction()
                    .reduce(kind, dense.array(), dense.layout().offset(), outer, n, inner, mean, out, oi, workspace);
        } finally {
            workspace.exit();
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
}
