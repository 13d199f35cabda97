package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.kernel.Reducers;
import io.katsuo.core.kernel.Spans;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** Row by row, on dense operands. */
final class RowFunctions {
    private RowFunctions() {}

    static void checkRows(String op, Tensor x) {
        if (x.rank() == 0) {
            throw new ShapeException(op + ": a scalar has no rows: x " + x.shape());
        }
        if (x.dim(-1) == 0) {
            throw new ShapeException(op + ": rows are empty: x " + x.shape());
        }
    }

    static void checkGather(Tensor x, int[] rows) {
        if (x.rank() == 0) {
            throw new ShapeException("gatherRows: a scalar has no rows: x " + x.shape());
        }
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= x.dim(0)) {
                throw new IndexOutOfBoundsException(
                        "gatherRows: row " + rows[i] + " at position " + i + " is out of range: x " + x.shape());
            }
        }
    }

    static Tensor softmax(Tensor x, Tensor out) {
        if (!out.isContiguous()) {
            return out.copyFrom(softmax(x, Tensor.zeros(out.shape())));
        }
        Tensor dense = x.contiguous();
        int n = x.dim(-1);
        float[] target = out.array();
        Workspace workspace = Workspace.enter();
        try {
            for (int at = 0; at < x.size(); at += n) {
                int o = out.layout().offset() + at;
                expShifted(dense.array(), dense.layout().offset() + at, target, o, n);
                Reducers.divide(target, o, LineSum.of(target, o, n, workspace), target, o, n);
            }
        } finally {
            workspace.exit();
        }
        return out;
    }

    /** {@code out = e^(x - max x)}; returns the maximum. */
    private static float expShifted(float[] x, int xi, float[] out, int oi, int n) {
        float max = Reducers.max(x, xi, n);
        Reducers.subtract(x, xi, max, out, oi, n);
        Spans.apply(ElementOp.EXP, out, oi, out, oi, out, oi, out, oi, n);
        return max;
    }

    static Tensor logSumExp(Tensor x, Tensor out) {
        if (!out.isContiguous()) {
            return out.copyFrom(logSumExp(x, Tensor.zeros(out.shape())));
        }
        Tensor dense = x.contiguous();
        int n = x.dim(-1);
        float[] target = out.array();
        Workspace workspace = Workspace.enter();
        try {
            float[] row = workspace.floats(n);
            for (int i = 0; i < out.size(); i++) {
                int o = out.layout().offset() + i;
                float max = expShifted(dense.array(), dense.layout().offset() + i * n, row, 0, n);
                row[0] = LineSum.of(row, 0, n, workspace);
                Spans.apply(ElementOp.LOG, row, 0, row, 0, row, 0, target, o, 1);
                // Infinity minus infinity is no number, but the sum of exponentials has a limit.
                target[o] = Float.isInfinite(max) ? max : max + target[o];
            }
        } finally {
            workspace.exit();
        }
        return out;
    }

    static Tensor oneHot(int[] labels, Tensor out) {
        out.fill(0);
        int rowStride = out.rank() == 2 ? out.layout().stride(0) : 0;
        int columnStride = out.layout().stride(1);
        for (int i = 0; i < labels.length; i++) {
            out.array()[out.layout().offset() + i * rowStride + labels[i] * columnStride] = 1;
        }
        return out;
    }

    static Tensor gather(Tensor x, int[] rows, Tensor out) {
        if (out.size() == 0) {
            return out;
        }
        int n = out.size() / rows.length;
        if (x.isContiguous() && out.isContiguous()) {
            for (int i = 0; i < rows.length; i++) {
                int from = x.layout().offset() + rows[i] * n;
                System.arraycopy(x.array(), from, out.array(), out.layout().offset() + i * n, n);
            }
            return out;
        }
        for (int i = 0; i < rows.length; i++) {
            out.row(i).copyFrom(x.row(rows[i]));
        }
        return out;
    }
}
