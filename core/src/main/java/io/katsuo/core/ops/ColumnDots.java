package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.Reducers;
import io.katsuo.core.kernel.Spans;
import io.katsuo.core.kernel.gemm.Product;
import io.katsuo.core.kernel.gemm.ScalarGemm;
import io.katsuo.core.kernel.gemm.SimdDirect;
import java.util.Arrays;

/**
 * Products of one column whose left operand lies by columns, such as {@code matmul(x.transpose(), v)}. The rows of such an
 * operand are far from dense, but each lane of the dot products' tree is a product of its own, of every 32nd term, whose
 * right operand has dense rows: {@code lane_l[i] = Σq y[32·q + l]·A[i, 32·q + l]}. Then lanes are folded for all rows at
 * once. The bits are those of {@link Reducers#dot}.
 */
final class ColumnDots {
    /** Rows that fill a vector of any width. */
    static final int MIN_ROWS = Kernels.LINE;

    /** Rows whose lanes stay in the second-level cache. */
    private static final int ROWS = 1024;

    private static final int LANES = Reducers.TREE;

    private ColumnDots() {}

    /** Computes rows {@code from … to-1} of C. */
    static void run(Product p, int from, int to) {
        int parts = Math.ceilDiv(to - from, ROWS);
        Workspace workspace = Workspace.enter();
        try {
            for (int part = 0; part < parts; part++) {
                int i0 = from + (int) ((long) (to - from) * part / parts);
                int i1 = from + (int) ((long) (to - from) * (part + 1) / parts);
                rows(p, i0, i1, workspace);
            }
        } finally {
            workspace.inUse = false;
        }
    }

    private static void rows(Product p, int i0, int i1, Workspace workspace) {
        int rows = i1 - i0;
        int blocks = LineSum.blocks(p.k);
        float[] sums = workspace.partials(blocks * (rows + 1));
        float[] lanes = workspace.floats(LANES * rows + LineSum.BLOCK);
        for (int block = 0; block < blocks; block++) {
            block(p, i0, rows, block, lanes, workspace.scratchProduct());
            System.arraycopy(lanes, 0, sums, block * rows, rows);
        }
        int line = blocks * rows;
        for (int r = 0; r < rows; r++) {
            for (int block = 0; block < blocks; block++) {
                sums[line + block] = sums[block * rows + r];
            }
            float dot = blocks == 1 ? sums[r] : LineSum.ofPartials(sums, line, blocks, workspace);
            int at = p.co + (i0 + r) * p.crs;
            p.c[at] = p.accumulate ? p.c[at] + dot : dot;
        }
    }

    /** The dot products over one block of terms, in the first row of {@code lanes}; the terms of y go behind the lanes. */
    private static void block(Product p, int i0, int rows, int block, float[] lanes, Product lane) {
        int first = block * LineSum.BLOCK;
        int n = Math.min(LineSum.BLOCK, p.k - first);
        int each = Math.ceilDiv(n, LANES);
        int terms = LANES * rows;
        for (int i = 0; i < n; i++) {
            lanes[terms + i % LANES * each + i / LANES] = p.b[p.bo + (first + i) * p.brs];
        }
        for (int l = 0; l < LANES; l++) {
            lane.m = 1;
            lane.n = rows;
            lane.k = Math.ceilDiv(n - l, LANES);
            lane.a = lanes;
            lane.ao = terms + l * each;
            lane.ars = 0;
            lane.acs = 1;
            lane.b = p.a;
            lane.bo = p.ao + i0 + (first + l) * p.acs;
            lane.brs = LANES * p.acs;
            lane.bcs = 1;
            lane.c = lanes;
            lane.co = l * rows;
            lane.crs = rows;
            lane.ccs = 1;
            lane.accumulate = false;
            if (lane.k <= 0) {
                Arrays.fill(lanes, lane.co, lane.co + rows, 0);
            } else if (Kernels.areLoaded()) {
                SimdDirect.multiply(lane, 0, 1, 0, rows);
            } else {
                ScalarGemm.multiply(lane, 0, 1);
            }
        }
        lane.release();
        for (int half = terms / 2; half >= rows; half /= 2) {
            Spans.apply(ElementOp.ADD, lanes, 0, lanes, half, lanes, 0, lanes, 0, half);
        }
    }
}
