package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Simd;
import io.katsuo.core.kernel.gemm.tile.ThinTiles1;
import io.katsuo.core.kernel.gemm.tile.ThinTiles2;

/**
 * Products of few terms, such as the gradient of weights from a batch of three: all of B stays in registers, and the rows
 * of C are walked down. With so few terms a tile of C would cost more to begin and to end than to compute.
 */
public final class SimdThin {
    private static final int L = Simd.LANES;

    /** Terms of which two vectors each, with a row of C and an element of A, fit 16 registers. */
    private static final int MAX_TERMS = 6;

    /** With fewer rows, in all or in a block of work, reading B into registers is most of the work. */
    public static final int MIN_ROWS = 8;

    /** Columns of C up to which its rows are so near each other that it pays to go down two vectors of them at a time. */
    private static final int MAX_COLUMNS = 1 << 11;

    private SimdThin() {}

    /** Whether {@link #multiply} serves this product. A may lie in any way. */
    public static boolean serves(Product p) {
        return !p.accumulate
                && p.k >= 1
                && p.k <= MAX_TERMS
                && p.m >= MIN_ROWS
                && p.bcs == 1
                && p.ccs == 1
                && p.n >= L
                && p.n <= MAX_COLUMNS;
    }

    /** Computes rows {@code i0 … i1-1} of C; the last columns are moved left until they end at the last one. */
    public static void multiply(Product p, int i0, int i1) {
        int ao = p.ao + i0 * p.ars;
        int co = p.co + i0 * p.crs;
        int column = 0;
        while (column < p.n) {
            int vectors = p.n >= 2 * L && p.n - column > L ? 2 : 1;
            column = Math.min(column, p.n - vectors * L);
            if (vectors == 2) {
                ThinTiles2.run(p.k, i1 - i0, p.a, ao, p.ars, p.acs, p.b, p.bo + column, p.brs, p.c, co + column, p.crs);
            } else {
                ThinTiles1.run(p.k, i1 - i0, p.a, ao, p.ars, p.acs, p.b, p.bo + column, p.brs, p.c, co + column, p.crs);
            }
            column += vectors * L;
        }
    }
}
