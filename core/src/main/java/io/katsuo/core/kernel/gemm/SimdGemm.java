package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Simd;
import io.katsuo.core.kernel.gemm.tile.DirectTiles1;
import io.katsuo.core.kernel.gemm.tile.DirectTiles2;
import io.katsuo.core.kernel.gemm.tile.DirectTiles3;
import io.katsuo.core.kernel.gemm.tile.DirectTiles4;
import io.katsuo.core.kernel.gemm.tile.RowTiles1;
import io.katsuo.core.kernel.gemm.tile.RowTiles2;
import io.katsuo.core.kernel.gemm.tile.RowTiles3;
import io.katsuo.core.kernel.gemm.tile.RowTiles4;

/**
 * The blocks of a matrix product that one thread computes, on tile kernels. Vectors run along columns of C, so that
 * every element is one chain over k whatever the width.
 *
 * <p>B is packed into panels: {@link #WIDTH} columns, row after row, the last panel narrowed to as many vectors as it
 * needs. A is read in place where it lies by rows ({@code acs} = 1); otherwise it is copied so, which the caller asks for
 * with {@link #copyLeft}.
 *
 * <p>The last vector of a row of C may reach past the last column. Where C is written once and not read, the last
 * tile is moved left instead until it ends at the last column; columns that two tiles share get the same bits twice.
 * Otherwise, and where the columns of C are not adjacent, the tile is computed in a scratch tile, from which the columns
 * that exist are copied.
 */
public final class SimdGemm {
    private static final int L = Simd.LANES;

    /**
     * Vectors in a tile. C2 keeps 6x2 accumulators in 16 registers, 6x4 in 32; with one more it spills, at half the
     * speed.
     */
    private static final int VECTORS = Simd.LANES == 16 ? 4 : 2;

    /** Columns in a panel of packed B. */
    public static final int WIDTH = VECTORS * L;

    /** Rows in a tile. */
    public static final int ROWS = 6;

    /** Rows up to which a tile of 4 vectors fits 16 registers. */
    private static final int FEW_ROWS = 3;

    private SimdGemm() {}

    /** Floats that a scratch tile needs. */
    public static int scratchSize() {
        return ROWS * WIDTH;
    }

    /**
     * Whether the last panel is moved left to end at the last column. Not if further blocks of terms follow: the
     * columns that two panels share would begin anew where the other panel, in a block of columns before, is finished.
     */
    private static boolean movesLast(Product p, int kc, boolean fromC) {
        return kc == p.k && !fromC && p.n >= WIDTH;
    }

    /** Vectors in a panel. */
    private static int vectors(Product p, int panel) {
        return Math.min(VECTORS, (p.n - panel * WIDTH + L - 1) / L);
    }

    /** The first column of a panel. */
    private static int firstColumn(Product p, int panel, boolean moves) {
        int first = panel * WIDTH;
        return moves ? Math.min(first, p.n - vectors(p, panel) * L) : first;
    }

    /**
     * Packs rows {@code k0 … k0+kc-1} of one panel of B. Panel {@code i} of a block lies at {@code i·kc·WIDTH}.
     *
     * @param fromC whether the block's tiles will start from C's values; the same must be said to {@link #multiply}
     */
    public static void pack(Product p, int panel, int k0, int kc, boolean fromC, float[] to, int at) {
        int first = firstColumn(p, panel, movesLast(p, kc, fromC));
        int width = vectors(p, panel) * L;
        int columns = Math.min(width, p.n - first);
        int from = p.bo + k0 * p.brs + first * p.bcs;
        if (p.bcs == 1) {
            packRows(p.b, from, p.brs, kc, columns, width, to, at);
        } else {
            packColumns(p.b, from, p.brs, p.bcs, kc, columns, width, to, at);
        }
    }

    private static void packRows(float[] b, int from, int stride, int kc, int columns, int width, float[] to, int at) {
        for (int row = 0; row < kc; row++) {
            System.arraycopy(b, from + row * stride, to, at + row * width, columns);
            for (int j = columns; j < width; j++) {
                to[at + row * width + j] = 0;
            }
        }
    }

    private static void packColumns(
            float[] b, int from, int rowStride, int columnStride, int kc, int columns, int width, float[] to, int at) {
        for (int j = 0; j < width; j++) {
            for (int row = 0; row < kc; row++) {
                to[at + row * width + j] = j < columns ? b[from + row * rowStride + j * columnStride] : 0;
            }
        }
    }

    /**
     * Computes rows {@code i0 … i1-1} of C in the columns of panels {@code j0 … j1-1}, for rows {@code k0 … k0+kc-1}
     * of B.
     *
     * @param packed the packed panels, panel {@code j} at {@code at + j·kc·WIDTH}
     * @param scratch a scratch tile of this thread's
     */
    public static void multiply(
            Product p,
            int i0,
            int i1,
            int j0,
            int j1,
            int k0,
            int kc,
            boolean fromC,
            float[] packed,
            int at,
            float[] scratch) {
        int tiles = (i1 - i0 + ROWS - 1) / ROWS;
        boolean moves = movesLast(p, kc, fromC);
        // Balanced: heights differ by one at most, so that no thin remainder runs at half the speed.
        int height = (i1 - i0) / tiles;
        int higher = (i1 - i0) % tiles;
        int row = i0;
        for (int tile = 0; tile < tiles; tile++) {
            int rows = tile < higher ? height + 1 : height;
            int ao = p.ao + row * p.ars + k0;
            for (int panel = j0; panel < j1; panel++) {
                int vectors = vectors(p, panel);
                int column = firstColumn(p, panel, moves);
                int bo = at + panel * kc * WIDTH;
                int co = p.co + row * p.crs + column * p.ccs;
                int columns = Math.min(vectors * L, p.n - column);
                if (p.ccs == 1 && columns == vectors * L) {
                    tile(rows, vectors, fromC, kc, p.a, ao, p.ars, packed, bo, p.c, co, p.crs);
                    continue;
                }
                if (fromC) {
                    copy(rows, columns, p.c, co, p.crs, p.ccs, scratch, 0, WIDTH, 1);
                }
                tile(rows, vectors, fromC, kc, p.a, ao, p.ars, packed, bo, scratch, 0, WIDTH);
                copy(rows, columns, scratch, 0, WIDTH, 1, p.c, co, p.crs, p.ccs);
            }
            row += rows;
        }
    }

    private static void copy(
            int rows, int columns, float[] from, int fo, int frs, int fcs, float[] to, int at, int trs, int tcs) {
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows; i++) {
                to[at + i * trs + j * tcs] = from[fo + i * frs + j * fcs];
            }
        }
    }

    private static void tile(
            int rows,
            int vectors,
            boolean fromC,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            float[] c,
            int co,
            int ldc) {
        switch (vectors) {
            case 1 -> RowTiles1.run(rows, fromC, k, a, ao, lda, b, bo, c, co, ldc);
            case 2 -> RowTiles2.run(rows, fromC, k, a, ao, lda, b, bo, c, co, ldc);
            case 3 -> RowTiles3.run(rows, fromC, k, a, ao, lda, b, bo, c, co, ldc);
            default -> RowTiles4.run(rows, fromC, k, a, ao, lda, b, bo, c, co, ldc);
        }
    }

    /** The distance of rows in a copy of A: an odd number of cache lines, so that neighbours do not share a cache set. */
    public static int leftStride(int k) {
        return ((k + LINE - 1) / LINE | 1) * LINE;
    }

    private static final int LINE = 16;

    /** Copies rows {@code i0 … i1-1} of A so that they lie by rows; row {@code i} at {@code at + i·leftStride(k)}. */
    public static void copyLeft(Product p, int i0, int i1, float[] to, int at) {
        int stride = leftStride(p.k);
        // A line's worth of rows at a time: what lies adjacent in A is then read together.
        for (int first = i0; first < i1; first += LINE) {
            int last = Math.min(i1, first + LINE);
            for (int q = 0; q < p.k; q++) {
                for (int i = first; i < last; i++) {
                    to[at + i * stride + q] = p.a[p.ao + i * p.ars + q * p.acs];
                }
            }
        }
    }

    /**
     * Whether {@link #multiplyDirect} serves this product: few rows, for which packing B costs more than it gains.
     */
    public static boolean isDirect(Product p) {
        return !p.accumulate
                && p.acs == 1
                && p.bcs == 1
                && p.ccs == 1
                && p.n >= L
                && p.m <= MAX_DIRECT_ROWS
                && (long) p.k * p.n <= MAX_DIRECT_B;
    }

    /** Packing costs about as much as 8 % of the work on 60 rows, which is what reading B in place costs. */
    private static final int MAX_DIRECT_ROWS = 48;

    /** Floats of B, about what fits the second-level cache: read in place it is walked once per tile of rows. */
    private static final int MAX_DIRECT_B = 1 << 17;

    /** Computes all of C with A and B in place. */
    public static void multiplyDirect(Product p) {
        int tiles = (p.m + ROWS - 1) / ROWS;
        int row = 0;
        for (int tile = 0; tile < tiles; tile++) {
            int rows = tile < p.m % tiles ? p.m / tiles + 1 : p.m / tiles;
            int widest = Math.min(rows <= FEW_ROWS ? 4 : VECTORS, p.n / L);
            int column = 0;
            while (column < p.n) {
                int vectors = Math.min(widest, (p.n - column + L - 1) / L);
                column = Math.min(column, p.n - vectors * L);
                direct(p, rows, vectors, p.ao + row * p.ars, p.bo + column, p.co + row * p.crs + column);
                column += vectors * L;
            }
            row += rows;
        }
    }

    private static void direct(Product p, int rows, int vectors, int ao, int bo, int co) {
        switch (vectors) {
            case 1 -> DirectTiles1.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
            case 2 -> DirectTiles2.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
            case 3 -> DirectTiles3.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
            default -> DirectTiles4.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
        }
    }
}
