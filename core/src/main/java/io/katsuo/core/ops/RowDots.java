package io.katsuo.core.ops;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.Reducers;
import io.katsuo.core.kernel.gemm.Product;
import io.katsuo.core.kernel.gemm.Transpose;

/** Products of one column: a dot product for each row. */
final class RowDots {
    /** Rows that take the same block of a column: those of a cache line where the rows of A are not dense. */
    private static final int DOT_ROWS = Kernels.LINE;

    /** The distance of copied rows, a line more than a block, so that neighbours do not share a set of the cache. */
    private static final int COPIED_ROW = LineSum.BLOCK + Kernels.LINE;

    private RowDots() {}

    /** Some rows at a time, a block of terms after the other; what is not dense is copied first. */
    static void run(Product p, int from, int to) {
        if (p.ars == 1 && p.acs != 1 && to - from >= ColumnDots.MIN_ROWS) {
            ColumnDots.run(p, from, to);
            return;
        }
        int blocks = LineSum.blocks(p.k);
        Workspace workspace = Workspace.enter();
        try {
            float[] partials = workspace.partials(DOT_ROWS * blocks);
            for (int i = from; i < to; i += DOT_ROWS) {
                int rows = Math.min(DOT_ROWS, to - i);
                for (int block = 0; block < blocks; block++) {
                    block(p, i, rows, block, blocks, partials, workspace);
                }
                for (int r = 0; r < rows; r++) {
                    float dot = blocks == 1 ? partials[r] : LineSum.ofPartials(partials, r * blocks, blocks, workspace);
                    int at = p.co + (i + r) * p.crs;
                    p.c[at] = p.accumulate ? p.c[at] + dot : dot;
                }
            }
        } finally {
            workspace.inUse = false;
        }
    }

    private static void block(
            Product p, int i, int rows, int block, int blocks, float[] partials, Workspace workspace) {
        int first = block * LineSum.BLOCK;
        int n = Math.min(LineSum.BLOCK, p.k - first);
        float[] x = p.a;
        int xi = p.ao + i * p.ars + first * p.acs;
        int distance = p.ars;
        float[] y = p.b;
        int yi = p.bo + first * p.brs;
        if (p.acs != 1) {
            x = workspace.floats((DOT_ROWS + 1) * COPIED_ROW);
            Transpose.copyByRows(rows, n, p.a, xi, p.ars, p.acs, x, 0, COPIED_ROW);
            xi = 0;
            distance = COPIED_ROW;
        }
        if (p.brs != 1) {
            y = workspace.floats((DOT_ROWS + 1) * COPIED_ROW);
            Transpose.copyByRows(1, n, p.b, yi, 0, p.brs, y, DOT_ROWS * COPIED_ROW, n);
            yi = DOT_ROWS * COPIED_ROW;
        }
        for (int r = 0; r < rows; r++) {
            partials[r * blocks + block] = Reducers.dot(x, xi + r * distance, y, yi, n, workspace.lanes());
        }
    }
}
