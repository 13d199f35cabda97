package io.katsuo.core.ops;

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
        return run(RowPlan.Kind.SOFTMAX, x, out);
    }

    static Tensor logSumExp(Tensor x, Tensor out) {
        return run(RowPlan.Kind.LOG_SUM_EXP, x, out);
    }

    private static Tensor run(RowPlan.Kind kind, Tensor x, Tensor out) {
        if (out.size() == 0) {
            return out;
        }
        Tensor dense = x.contiguous();
        Tensor target = out.isContiguous() ? out : Tensor.zeros(out.shape());
        Workspace workspace = Workspace.enter();
        try {
            workspace.rows().run(kind, dense, target);
        } finally {
            workspace.exit();
        }
        return target == out ? out : out.copyFrom(target);
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
        if (x.isContiguous() && out.isContiguous()) {
            Workspace workspace = Workspace.enter();
            try {
                workspace.gather().run(x, rows, out);
            } finally {
                workspace.exit();
            }
            return out;
        }
        for (int i = 0; i < rows.length; i++) {
            out.row(i).copyFrom(x.row(rows[i]));
        }
        return out;
    }
}
