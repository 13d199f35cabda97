package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.kernel.Reducers;
import io.katsuo.core.kernel.Spans;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;

/**
 * Softmax, its logarithm and logSumExp of rows, a batch of rows at a time: maxima and differences row by row, exponentials of the
 * whole batch at once (rows are often shorter than a vector), sums row by row. The batch never shows in the bits.
 */
final class RowPlan implements Parallel.Range {
    /** Elements of a batch, unless a row is longer; they stay in the first-level cache between the passes. */
    private static final int BATCH = 4096;

    /** What is computed. */
    enum Kind {
        SOFTMAX,
        LOG_SOFTMAX,
        LOG_SUM_EXP
    }

    private Kind kind;
    private Tensor view;
    private float[] x;
    private int xi;
    private float[] out;
    private int oi;
    private int n;

    static Tensor softmax(Tensor x, int axis, Tensor out) {
        return likeX("softmax", Kind.SOFTMAX, x, axis, out);
    }

    static Tensor logSoftmax(Tensor x, int axis, Tensor out) {
        return likeX("logSoftmax", Kind.LOG_SOFTMAX, x, axis, out);
    }

    /** A result of the shape of x. */
    private static Tensor likeX(String op, Kind kind, Tensor x, int axis, Tensor out) {
        int at = checkRows(op, x, axis);
        Check.out(op, x, out);
        Check.output(op, out);
        Check.inPlace(op, x, out);
        boolean last = at == x.rank() - 1;
        run(kind, last ? x : Axes.last(x, 1L << at), last ? out : Axes.last(out, 1L << at));
        return out;
    }

    static Tensor logSumExp(Tensor x, int axis, Tensor out) {
        int at = checkRows("logSumExp", x, axis);
        Axes.checkOut("logSumExp", x, 1L << at, out);
        Check.output("logSumExp", out);
        Check.apart("logSumExp", x, out);
        boolean last = at == x.rank() - 1;
        run(Kind.LOG_SUM_EXP, last ? x : Axes.last(x, 1L << at), out.rank() == x.rank() ? out.select(at, 0) : out);
        return out;
    }

    private static int checkRows(String op, Tensor x, int axis) {
        long axes = Axes.of(op, x, axis);
        Axes.checkNotEmpty(op, x, axes);
        return Axes.first(axes, 0, x.rank());
    }

    private static void run(Kind kind, Tensor x, Tensor out) {
        if (out.size() == 0) {
            return;
        }
        Tensor target = out.isContiguous() ? out : Tensor.zeros(out.shape());
        Workspace workspace = Workspace.enter();
        try {
            workspace.rows().fill(kind, x, target);
        } finally {
            workspace.inUse = false;
        }
        if (target != out) {
            out.copyFrom(target);
        }
    }

    private void fill(Kind what, Tensor source, Tensor target) {
        kind = what;
        view = source.isContiguous() ? null : source;
        x = source.array();
        xi = source.layout().offset();
        out = target.array();
        oi = target.layout().offset();
        n = source.dim(-1);
        Parallel.run((long) source.size() * ElementOp.EXP.weight(), source.size() / n, this);
        view = null;
        x = null;
        out = null;
    }

    @Override
    public void run(int first, int end) {
        int batch = Math.max(1, BATCH / n);
        Workspace workspace = Workspace.enter();
        try {
            for (int row = first; row < end; row += batch) {
                int count = Math.min(batch, end - row);
                switch (kind) {
                    case SOFTMAX -> softmax(row, count, workspace);
                    case LOG_SOFTMAX -> logSoftmax(row, count, workspace);
                    default -> logSumExp(row, count, workspace);
                }
            }
        } finally {
            workspace.inUse = false;
        }
    }

    /** The array with the rows: that of x, or a given one to which they are copied. */
    private float[] source(int row, int count, float[] copy, int at) {
        if (view == null) {
            return x;
        }
        view.read(row * n, copy, at, count * n);
        return copy;
    }

    private void softmax(int row, int count, Workspace workspace) {
        int first = subtractMaxima(row, count);
        Spans.apply(ElementOp.EXP, out, first, out, first, out, first, out, first, count * n);
        for (int r = 0; r < count; r++) {
            int at = first + r * n;
            Reducers.divide(out, at, LineSum.of(out, at, n, workspace), out, at, n);
        }
    }

    private void logSoftmax(int row, int count, Workspace workspace) {
        int first = subtractMaxima(row, count);
        float[] powers = workspace.floats(count * n + count);
        int sums = count * n;
        Spans.apply(ElementOp.EXP, out, first, out, first, out, first, powers, 0, count * n);
        for (int r = 0; r < count; r++) {
            powers[sums + r] = LineSum.of(powers, r * n, n, workspace);
        }
        Spans.apply(ElementOp.LOG, powers, sums, powers, sums, powers, sums, powers, sums, count);
        for (int r = 0; r < count; r++) {
            Reducers.subtract(out, first + r * n, powers[sums + r], out, first + r * n, n);
        }
    }

    /** Rows of x less their maxima, in out from the position returned on. */
    private int subtractMaxima(int row, int count) {
        int first = oi + row * n;
        float[] source = source(row, count, out, first);
        int start = view == null ? xi + row * n : first;
        for (int r = 0; r < count; r++) {
            int from = start + r * n;
            Reducers.subtract(source, from, Reducers.max(source, from, n), out, first + r * n, n);
        }
        return first;
    }

    private void logSumExp(int row, int count, Workspace workspace) {
        float[] powers = workspace.floats(count * n + count);
        int maxima = count * n;
        float[] source = source(row, count, powers, 0);
        int start = view == null ? xi + row * n : 0;
        for (int r = 0; r < count; r++) {
            int from = start + r * n;
            powers[maxima + r] = Reducers.max(source, from, n);
            Reducers.subtract(source, from, powers[maxima + r], powers, r * n, n);
        }
        Spans.apply(ElementOp.EXP, powers, 0, powers, 0, powers, 0, powers, 0, count * n);
        int first = oi + row;
        for (int r = 0; r < count; r++) {
            out[first + r] = LineSum.of(powers, r * n, n, workspace);
        }
        Spans.apply(ElementOp.LOG, out, first, out, first, out, first, out, first, count);
        for (int r = 0; r < count; r++) {
            float max = powers[maxima + r];
            // Infinity minus itself is no number, but the sum of exponentials has a limit.
            out[first + r] = Float.isInfinite(max) ? max : max + out[first + r];
        }
    }
}
