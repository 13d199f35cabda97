package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.kernel.Reducers;
import io.katsuo.core.kernel.Spans;
import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;

/**
 * Reduces the middle axis of {@code [outer, n, inner]} elements in row-major order to {@code [outer, inner]}. The axis is
 * cut into fixed blocks, whose results are combined in block order; blocks are what threads share, so that their number
 * never shows in the bits. Blocks of a view that is not dense are copied one at a time.
 *
 * <p>With {@code inner = 1} a block is {@link LineSum#BLOCK} elements and goes through the lane tree; otherwise it is
 * {@value #ROWS} rows, and every column is one chain. The results of more than {@value #ROWS} blocks are added by the same
 * rule.
 */
final class ReductionPlan implements Parallel.Range {
    /** Rows in a block of column chains. */
    static final int ROWS = 256;

    /** Columns of a view that are copied at a time: whole cache lines of it if it is transposed. */
    private static final int COPIED_COLUMNS = 64;

    /** What is reduced. */
    enum Kind {
        SUM("sum", 0),
        SQUARES("variance", Float.NaN),
        MAX("max", Float.NaN),
        MIN("min", Float.NaN),
        PROD("prod", 1);

        private final String label;
        private final float ofNothing;

        Kind(String label, float ofNothing) {
            this.label = label;
            this.ofNothing = ofNothing;
        }

        String label() {
            return label;
        }

        /** The result for no elements; NaN if there is none. */
        float ofNothing() {
            return ofNothing;
        }

        boolean allowsNothing() {
            return ofNothing == ofNothing;
        }
    }

    private Kind kind;
    private Tensor view;
    private float[] x;
    private int xi;
    private int n;
    private int inner;
    private float[] mean;
    private float[] target;
    private int ti;
    private int blocks;
    private int blockLength;

    /** The means, for SQUARES, are {@code [outer, inner]} like the result. */
    void reduce(
            Kind what,
            Tensor source,
            int outer,
            int length,
            int innerSize,
            float[] means,
            float[] out,
            int oi,
            Workspace workspace) {
        kind = what;
        view = source.isContiguous() ? null : source;
        x = source.array();
        xi = source.layout().offset();
        n = length;
        inner = innerSize;
        mean = means;
        blockLength = inner == 1 ? LineSum.BLOCK : ROWS;
        blocks = Math.max(1, Math.ceilDiv(n, blockLength));
        int tasks = outer * blocks;
        target = blocks == 1 ? out : workspace.partials(tasks * inner);
        ti = blocks == 1 ? oi : 0;
        Parallel.run((long) outer * n * inner, tasks, this);
        if (blocks > 1) {
            for (int o = 0; o < outer; o++) {
                combine(o, out, oi + o * inner, workspace);
            }
        }
        view = null;
        x = null;
        mean = null;
        target = null;
    }

    @Override
    public void run(int first, int end) {
        Workspace workspace = Workspace.enter();
        try {
            for (int task = first; task < end; task++) {
                block(task / blocks, task % blocks, ti + task * inner, workspace);
            }
        } finally {
            workspace.inUse = false;
        }
    }

    private void block(int o, int block, int to, Workspace workspace) {
        int first = (o * n + block * blockLength) * inner;
        int rows = Math.min(blockLength, n - block * blockLength);
        int means = o * inner;
        if (view == null) {
            reduce(x, xi + first, inner, rows, means, target, to, inner, workspace);
            return;
        }
        float[] copy = workspace.floats(inner == 1 ? LineSum.BLOCK : ROWS * COPIED_COLUMNS);
        if (inner == 1) {
            view.read(first, copy, 0, rows);
            reduce(copy, 0, 1, rows, means, target, to, 1, workspace);
            return;
        }
        for (int j = 0, columns; j < inner; j += columns) {
            columns = Math.min(COPIED_COLUMNS, inner - j);
            for (int row = 0; row < rows; row++) {
                view.read(first + row * inner + j, copy, row * columns, columns);
            }
            reduce(copy, 0, columns, rows, means + j, target, to + j, columns, workspace);
        }
    }

    /** Reduces a block: a line, or the columns of some rows. */
    private void reduce(
            float[] from,
            int at,
            int stride,
            int rows,
            int means,
            float[] out,
            int to,
            int columns,
            Workspace workspace) {
        boolean line = inner == 1;
        float[] lanes = workspace.lanes();
        switch (kind) {
            case SUM -> {
                if (line) {
                    out[to] = Reducers.sum(from, at, rows, lanes);
                } else {
                    Reducers.sumRows(from, at, stride, rows, out, to, columns);
                }
            }
            case SQUARES -> {
                if (line) {
                    out[to] = Reducers.sumSquares(from, at, rows, mean[means], lanes);
                } else {
                    Reducers.sumSquaresRows(from, at, stride, rows, mean, means, out, to, columns);
                }
            }
            case MAX -> {
                if (line) {
                    out[to] = Reducers.max(from, at, rows);
                } else {
                    Reducers.maxRows(from, at, stride, rows, out, to, columns);
                }
            }
            case MIN, PROD -> fold(from, at, stride, rows, out, to, columns, workspace);
        }
    }

    /** Rows in order; a line by halves, so that vectors serve it. */
    private void fold(
            float[] source, int from, int stride, int length, float[] out, int to, int columns, Workspace workspace) {
        ElementOp op = kind == Kind.MIN ? ElementOp.MIN : ElementOp.MUL;
        if (inner > 1) {
            System.arraycopy(source, from, out, to, columns);
            for (int row = 1; row < length; row++) {
                Spans.apply(op, out, to, source, from + row * stride, out, to, out, to, columns);
            }
            return;
        }
        // May be the source itself, of which each half is read before it is overwritten.
        float[] half = workspace.floats(Math.ceilDiv(length, 2));
        float[] left = source;
        int at = from;
        int n = length;
        while (n > 1) {
            int keep = Math.ceilDiv(n, 2);
            Spans.apply(op, left, at, left, at + keep, left, at, half, 0, n - keep);
            // The middle element of an odd number has no partner.
            half[keep - 1] = n % 2 == 0 ? half[keep - 1] : left[at + keep - 1];
            left = half;
            at = 0;
            n = keep;
        }
        out[to] = left[at];
    }

    private void combine(int o, float[] out, int to, Workspace workspace) {
        int from = o * blocks * inner;
        if (kind == Kind.MIN || kind == Kind.PROD) {
            fold(target, from, inner, blocks, out, to, inner, workspace);
        } else if (kind == Kind.MAX) {
            Reducers.maxRows(target, from, inner, blocks, out, to, inner);
        } else if (inner == 1) {
            out[to] = LineSum.ofPartials(target, from, blocks, workspace);
        } else {
            addBlocks(from, out, to, workspace);
        }
    }

    /** Chains from +0 are plain sums in block order, as no block's result is -0. */
    private void addBlocks(int from, float[] out, int to, Workspace workspace) {
        int left = blocks;
        while (left > ROWS) {
            float[] sums = workspace.floats(inner);
            int done = 0;
            for (int row = 0; row < left; row += ROWS) {
                Reducers.sumRows(target, from + row * inner, inner, Math.min(ROWS, left - row), sums, 0, inner);
                System.arraycopy(sums, 0, target, from + done * inner, inner);
                done++;
            }
            left = done;
        }
        Reducers.sumRows(target, from, inner, left, out, to, inner);
    }
}
