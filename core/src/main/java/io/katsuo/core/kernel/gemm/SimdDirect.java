package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.gemm.tile.DirectTiles1;
import io.katsuo.core.kernel.gemm.tile.DirectTiles2;
import io.katsuo.core.kernel.gemm.tile.DirectTiles3;
import io.katsuo.core.kernel.gemm.tile.DirectTiles4;

/**
 * Products of few rows, with A and B in place. C is overwritten, so that tiles may overlap: elements that two tiles share
 * get the same bits twice.
 */
public final class SimdDirect {
    private static final int L = Tile.LANES;

    private SimdDirect() {}

    /** Computes rows {@code i0 … i1-1} of C in columns {@code j0 … j1-1}, with A and B in place. */
    public static void multiply(Product p, int i0, int i1, int j0, int j1) {
        int m = i1 - i0;
        int rows = SimdGemm.height(m);
        for (int tile = 0; tile < Math.ceilDiv(m, rows); tile++) {
            int row = i0 + SimdGemm.firstRow(tile, m, rows);
            int widest = Math.min(rows <= GemmChoice.FEW_ROWS ? 4 : Tile.VECTORS, p.n / L);
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
