package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Simd;
import io.katsuo.core.kernel.gemm.tile.DirectTiles1;
import io.katsuo.core.kernel.gemm.tile.DirectTiles2;
import io.katsuo.core.kernel.gemm.tile.DirectTiles3;
import io.katsuo.core.kernel.gemm.tile.DirectTiles4;

/** Products of few rows, with A and B in place. C is written once, and tiles may share elements, as in {@link SimdGemm}. */
public final class SimdDirect {
    private static final int L = Simd.LANES;

    /** Rows up to which a tile of 4 vectors fits 16 registers. */
    private static final int FEW_ROWS = 3;

    /** Rows for one thread; on 100 rows a B in place costs a fifth more than a packed one. */
    private static final int MAX_DIRECT_ROWS = 48;

    /** Floats of B, about what fits the second-level cache: read in place it is walked once per tile of rows. */
    private static final int MAX_DIRECT_B = 1 << 17;

    /** Rows so few, two tiles at most, that packing a larger B takes longer than walking it twice. */
    private static final int TWO_TILES = 2 * SimdGemm.ROWS;

    /** Floats of such a B, which fit a third-level cache. */
    private static final int MAX_WALKED_TWICE = 1 << 20;

    /** Columns of a part at least, or a line less: eight lines of B's rows, and wider than a tile of any vectors. */
    private static final int FEW_COLUMNS = 128;

    private SimdDirect() {}

    /**
     * Whether {@link #multiply} serves this product: few rows for each thread, for which packing B, and fetching
     * what others have packed, costs more than it gains.
     */
    public static boolean serves(Product p, int threads) {
        return !p.accumulate
                && p.acs == 1
                && p.bcs == 1
                && p.ccs == 1
                && p.n >= L
                && (isWalkedSeldom(p, threads)
                        || p.m <= (long) MAX_DIRECT_ROWS * threads && (long) p.k * p.n <= MAX_DIRECT_B);
    }

    /** Whether B is walked once or twice, and has columns for all threads. */
    private static boolean isWalkedSeldom(Product p, int threads) {
        return (p.m <= FEW_ROWS || p.m <= TWO_TILES && (long) p.k * p.n <= MAX_WALKED_TWICE)
                && (threads == 1 || p.n >= (long) FEW_COLUMNS * threads);
    }

    /** Into how many parts, at most, the columns should be cut: several only where the rows are too few to be cut. */
    public static int columnParts(Product p, int threads) {
        return isWalkedSeldom(p, threads) ? Math.max(1, p.n / FEW_COLUMNS) : 1;
    }

    /** The first column of a part: whole cache lines of C, if its rows begin with one. */
    public static int firstColumn(Product p, int part, int parts) {
        long lines = Math.ceilDiv(p.n, SimdGemm.LINE);
        return (int) Math.min(p.n, lines * part / parts * SimdGemm.LINE);
    }

    /** Computes rows {@code i0 … i1-1} of C in columns {@code j0 … j1-1}, with A and B in place. */
    public static void multiply(Product p, int i0, int i1, int j0, int j1) {
        int m = i1 - i0;
        int rows = SimdGemm.height(m);
        for (int tile = 0; tile < Math.ceilDiv(m, rows); tile++) {
            int row = i0 + SimdGemm.firstRow(tile, m, rows);
            int widest = Math.min(rows <= FEW_ROWS ? 4 : SimdGemm.VECTORS, p.n / L);
            int column = j0;
            while (column < j1) {
                int vectors = Math.min(widest, (j1 - column + L - 1) / L);
                column = Math.min(column, j1 - vectors * L);
                tile(p, rows, vectors, p.ao + row * p.ars, p.bo + column, p.co + row * p.crs + column);
                column += vectors * L;
            }
        }
    }

    private static void tile(Product p, int rows, int vectors, int ao, int bo, int co) {
        switch (vectors) {
            case 1 -> DirectTiles1.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
            case 2 -> DirectTiles2.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
            case 3 -> DirectTiles3.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
            default -> DirectTiles4.run(rows, p.k, p.a, ao, p.ars, p.b, bo, p.brs, p.c, co, p.crs);
        }
    }
}
