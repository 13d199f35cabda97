package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.kernel.Reducers;
import io.katsuo.core.kernel.Spans;
import io.katsuo.core.parallel.Parallel;

/**
 * Reduces the middle axis of a dense {@code [outer, n, inner]} block of memory to {@code [outer, inner]}. The axis is cut
 * into fixed blocks, whose results are combined in block order; blocks are what threads share, so that their number
 * never shows in the bits.
 *
 * <p>With {@code inner = 1} a block is {@link LineSum#BLOCK} elements and goes through the lane tree; otherwise it is
 * {@value #ROWS} rows, and every column is one chain.
 */
final class ReductionPlan implements Parallel.Range {
    /** Rows in a block of column chains. */
    static final int ROWS = 256;

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
            float[] source,
            int start,
            int outer,
            int length,
            int innerSize,
            float[] means,
            float[] out,
            int oi,
            Workspace workspace) {
        kind = what;
        x = source;
        xi = start;
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
            workspace.exit();
        }
    }

    private void block(int o, int block, int to, Workspace workspace) {
        int from = xi + (o * n + block * blockLength) * inner;
        int length = Math.min(blockLength, n - block * blockLength);
        boolean line = inner == 1;
        float[] lanes = workspace.lanes();
        switch (kind) {
            case SUM -> {
                if (line) {
                    target[to] = Reducers.sum(x, from, length, lanes);
                } else {
                    Reducers.sumRows(x, from, inner, length, target, to, inner);
                }
            }
            case SQUARES -> {
                if (line) {
                    target[to] = Reducers.sumSquares(x, from, length, mean[o], lanes);
                } else {
                    Reducers.sumSquaresRows(x, from, inner, length, mean, o * inner, target, to, inner);
                }
            }
            case MAX -> {
                if (line) {
                    target[to] = Reducers.max(x, from, length);
                } else {
                    Reducers.maxRows(x, from, inner, length, target, to, inner);
                }
            }
            case MIN, PROD -> fold(x, from, length, target, to, workspace);
        }
    }

    /** Rows in order; a line by halves, so that vectors serve it. */
    private void fold(float[] source, int from, int length, float[] out, int to, Workspace workspace) {
        ElementOp op = kind == Kind.MIN ? ElementOp.MIN : ElementOp.MUL;
        if (inner > 1) {
            System.arraycopy(source, from, out, to, inner);
            for (int row = 1; row < length; row++) {
                Spans.apply(op, out, to, source, from + row * inner, out, to, out, to, inner);
            }
            return;
        }
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
            fold(target, from, blocks, out, to, workspace);
        } else if (kind == Kind.MAX) {
            Reducers.maxRows(target, from, inner, blocks, out, to, inner);
        } else if (inner == 1) {
            out[to] = LineSum.ofPartials(target, from, blocks, workspace);
        } else {
            // A chain from +0 is the plain sum in block order, as no block's result is -0.
            Reducers.sumRows(target, from, inner, blocks, out, to, inner);
        }
    }
}
