package io.katsuo.core.kernel.gemm;

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
                int ao = p.ao + row * p.ars;
                int co = p.co + row * p.crs + column;
                int bo = p.bo + column;
                TileKernels.run(
                        TileKernels.DIRECT, vectors, rows, p.k, p.a, ao, p.ars, 1, p.b, bo, p.brs, p.c, co, p.crs);
                column += vectors * L;
            }
        }
    }
}
