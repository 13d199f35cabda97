package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Kernels;
import java.util.Arrays;

/**
 * The part of a matrix product that one thread computes with tile kernels. The lanes of a vector are adjacent columns of
 * C, so that every element is one chain over k on any width. A picture of the panels is in {@code docs/architecture.md}.
 *
 * <p>B is packed into panels: {@link Tile#WIDTH} columns, row after row; the last panel has as many vectors as it needs. A is
 * read in place where its rows are dense ({@code acs} = 1); otherwise a few rows at a time are copied.
 *
 * <p>The last vector of a row of C may reach past the last column. Where C is written once and not read, the last
 * tile is moved left instead until it ends at the last column; columns that two tiles share get the same bits twice. If C
 * is narrower than a panel and its rows are adjacent, the vector ends in the next row, which is written afterwards.
 * Otherwise, and where the columns of C are not adjacent, the tile is computed in scratch memory, from which the existing
 * columns are copied.
 */
public final class SimdGemm {
    private static final int L = Tile.LANES;

    private static final int VECTORS = Tile.VECTORS;
    private static final int WIDTH = Tile.WIDTH;
    private static final int ROWS = Tile.ROWS;

    /** Tiles of five rows read B more often, so they must save more than one row in sixteen. */
    private static final int WASTE = 16;

    /** Tiles of rows that are multiplied with one panel before the next, so that the panel comes from a near cache. */
    private static final int GROUP = 8;

    /** Rows of A that are copied together where its rows are not dense: whole tiles, and whole cache lines of A. */
    private static final int COPIED_ROWS = GROUP * ROWS;

    /** Rows of a C with dense columns that are collected before they are transposed; a fraction of the first-level cache. */
    private static final int COLLECTED_ROWS = 96;

    /** Floats of A, half a second-level cache, up to which reading its cache lines more than once costs nothing. */
    private static final int SMALL_A = 1 << 16;

    private static final int LINE = Kernels.LINE;

    private SimdGemm() {}

    /** Rows in the smallest reasonable block of work. */
    public static int rowUnit(Product p) {
        return p.acs == 1 || (long) p.m * p.k <= SMALL_A ? ROWS : COPIED_ROWS;
    }

    /** Floats of scratch memory that {@link #multiply} needs: a tile of C, and rows of A where they are copied. */
    public static int scratchSize(Product p, int kc) {
        return COLLECTED_ROWS * WIDTH + (p.acs == 1 ? 0 : COPIED_ROWS * copiedStride(kc));
    }

    /** The distance of copied rows: an odd number of cache lines, so that neighbours do not share a set of the cache. */
    private static int copiedStride(int kc) {
        return ((kc + LINE - 1) / LINE | 1) * LINE;
    }

    /** Whether tiles write C once and do not read it, so that two tiles may share elements. */
    private static boolean writesOnce(Product p, PackedBlock block) {
        return block.kc == p.k && !block.fromC;
    }

    /**
     * Rows of the tiles among m rows of a C that is written once: all tiles are full, and the last one is moved up. One
     * kernel serves them all, so that the compiler has only one to compile. Tiles have five rows where the sixth row would
     * mostly be computed twice, as with 25 and 50 rows.
     */
    static int height(int m) {
        int bySixes = Math.ceilDiv(m, ROWS) * ROWS;
        int byFives = Math.ceilDiv(m, ROWS - 1) * (ROWS - 1);
        return Math.min(m, WASTE * (bySixes - byFives) > byFives ? ROWS - 1 : ROWS);
    }

    /** The first row of a full tile of such a height. */
    static int firstRow(int tile, int m, int height) {
        return Math.min(tile * height, m - height);
    }

    /**
     * Whether the last panel is moved left until it ends at the last column. It is not if further blocks of terms follow:
     * the last panel would restart the chains of columns that a panel of an earlier block of columns has finished.
     */
    private static boolean movesLast(Product p, PackedBlock block) {
        return writesOnce(p, block) && p.n >= WIDTH;
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

    /** Packs one panel of a block of B. */
    public static void pack(Product p, PackedBlock block, int panel) {
        int first = firstColumn(p, panel, movesLast(p, block));
        int width = vectors(p, panel) * L;
        int columns = Math.min(width, p.n - first);
        int from = p.bo + block.k0 * p.brs + first * p.bcs;
        if (p.brs == 1) {
            int at = block.at(panel);
            if (columns < width) {
                Arrays.fill(block.floats, at, at + block.kc * width, 0);
            }
            Transpose.run(block.kc, columns, p.b, from, p.bcs, block.floats, at, width);
        } else if (p.bcs == 1) {
            packRows(p.b, from, p.brs, block.kc, columns, width, block.floats, block.at(panel));
        } else {
            packColumns(p.b, from, p.brs, p.bcs, block.kc, columns, width, block.floats, block.at(panel));
        }
    }

    private static void packRows(float[] b, int from, int stride, int kc, int columns, int width, float[] to, int at) {
        for (int row = 0; row < kc; row++) {
            int start = at + row * width;
            System.arraycopy(b, from + row * stride, to, start, columns);
            Arrays.fill(to, start + columns, start + width, 0);
        }
    }

    /** Packs one column, zeros from row {@code end} on. */
    private static void packColumn(float[] b, int from, int stride, int end, int kc, int width, float[] to, int at) {
        for (int row = 0; row < end; row++) {
            to[at + row * width] = b[from + row * stride];
        }
        for (int row = end; row < kc; row++) {
            to[at + row * width] = 0;
        }
    }

    private static void packColumns(
            float[] b, int from, int rowStride, int columnStride, int kc, int columns, int width, float[] to, int at) {
        for (int j = 0; j < width; j++) {
            packColumn(b, from + j * columnStride, rowStride, j < columns ? kc : 0, kc, width, to, at + j);
        }
    }

    /**
     * Computes rows {@code i0 … i1-1} of C in the columns of panels {@code j0 … j1-1} of a packed block, for the block's
     * rows of B.
     *
     * @param scratch memory of this thread's, as much as {@link #scratchSize} says
     */
    public static void multiply(Product p, PackedBlock block, int i0, int i1, int j0, int j1, float[] scratch) {
        if (p.acs == 1) {
            multiply(p, block, i0, i1, j0, j1, p.a, p.ao + i0 * p.ars + block.k0, p.ars, scratch);
            return;
        }
        int at = COLLECTED_ROWS * WIDTH;
        int stride = copiedStride(block.kc);
        for (int first = i0; first < i1; first += COPIED_ROWS) {
            int last = Math.min(i1, first + COPIED_ROWS);
            int from = p.ao + first * p.ars + block.k0 * p.acs;
            // The copy goes along the columns of A, where its elements are adjacent.
            Transpose.copyByRows(last - first, block.kc, p.a, from, p.ars, p.acs, scratch, at, stride);
            multiply(p, block, first, last, j0, j1, scratch, at, stride, scratch);
        }
    }

    /** Floats that {@link #copyLeft} needs. */
    public static int copiedSize(Product p) {
        return p.m * copiedStride(p.k);
    }

    /** Replaces A, a small one, by a copy by rows. */
    public static void copyLeft(Product p, float[] to) {
        int stride = copiedStride(p.k);
        Transpose.copyByRows(p.m, p.k, p.a, p.ao, p.ars, p.acs, to, 0, stride);
        p.a = to;
        p.ao = 0;
        p.ars = stride;
        p.acs = 1;
    }

    /**
     * As {@link #multiply}, for all rows of a C that lies by columns, is written once, and whose A lies by rows: some
     * tiles of a panel are computed in scratch memory and then transposed together, in whole lines of C.
     */
    public static void multiplyByColumns(Product p, PackedBlock block, float[] scratch) {
        for (int panel = block.j0; panel < block.j1; panel++) {
            int vectors = vectors(p, panel);
            int column = firstColumn(p, panel, true);
            int columns = Math.min(vectors * L, p.n - column);
            for (int i0 = 0; i0 < p.m; i0 += COLLECTED_ROWS) {
                int rows = Math.min(COLLECTED_ROWS, p.m - i0);
                int at = p.ao + i0 * p.ars;
                int height = height(rows);
                for (int tile = 0; tile < Math.ceilDiv(rows, height); tile++) {
                    int row = firstRow(tile, rows, height);
                    tile(height, vectors, block, panel, p.a, at + row * p.ars, p.ars, scratch, row * WIDTH, WIDTH);
                }
                Transpose.run(columns, rows, scratch, 0, WIDTH, p.c, p.co + i0 + column * p.ccs, p.ccs);
            }
        }
    }

    private static void multiply(
            Product p, PackedBlock block, int i0, int i1, int j0, int j1, float[] a, int ao, int lda, float[] scratch) {
        int m = i1 - i0;
        boolean once = writesOnce(p, block);
        int height = once ? height(m) : ROWS;
        int tiles = Math.ceilDiv(m, height);
        for (int first = 0; first < tiles; first += GROUP) {
            int last = Math.min(tiles, first + GROUP);
            for (int panel = j0; panel < j1; panel++) {
                for (int tile = first; tile < last; tile++) {
                    int row = i0 + (once ? firstRow(tile, m, height) : tile * height);
                    int rows = Math.min(height, i1 - row);
                    boolean spills = once && maySpill(p, row + rows - 1, i1);
                    multiply(p, block, row, rows, panel, a, ao + (row - i0) * lda, lda, scratch, spills);
                }
            }
        }
    }

    /** Whether vectors of this row of a narrow C end before row {@code end}, so that what they spill is overwritten. */
    private static boolean maySpill(Product p, int row, int end) {
        return p.n < WIDTH && p.crs == p.n && vectors(p, 0) * L <= (end - row) * p.n;
    }

    /** Computes one tile of C, in scratch memory where it is not whole vectors of dense columns, unless it may spill. */
    private static void multiply(
            Product p,
            PackedBlock block,
            int row,
            int rows,
            int panel,
            float[] a,
            int ao,
            int lda,
            float[] scratch,
            boolean spills) {
        int vectors = vectors(p, panel);
        int column = firstColumn(p, panel, movesLast(p, block));
        int co = p.co + row * p.crs + column * p.ccs;
        int columns = Math.min(vectors * L, p.n - column);
        if (p.ccs == 1 && (spills || columns == vectors * L)) {
            tile(rows, vectors, block, panel, a, ao, lda, p.c, co, p.crs);
            return;
        }
        if (block.fromC) {
            copy(rows, columns, p.c, co, p.crs, p.ccs, scratch, 0, WIDTH, 1);
        }
        tile(rows, vectors, block, panel, a, ao, lda, scratch, 0, WIDTH);
        if (p.crs == 1) {
            Transpose.run(columns, rows, scratch, 0, WIDTH, p.c, co, p.ccs);
        } else {
            copy(rows, columns, scratch, 0, WIDTH, 1, p.c, co, p.crs, p.ccs);
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
            PackedBlock block,
            int panel,
            float[] a,
            int ao,
            int lda,
            float[] c,
            int co,
            int ldc) {
        int kind = block.fromC ? TileKernels.ROW_FROM_C : TileKernels.ROW;
        int bo = block.at(panel);
        TileKernels.run(kind, vectors, rows, block.kc, a, ao, lda, 1, block.floats, bo, vectors * L, c, co, ldc);
    }
}
