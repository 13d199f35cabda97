package io.katsuo.core.kernel.gemm;

/**
 * Products of few terms, such as the gradient of weights from a batch of three: all of B stays in registers, and a loop
 * goes down the rows of C. A tile of C would take longer to begin and to end than to compute.
 */
public final class SimdThin {
    private static final int L = Tile.LANES;

    private SimdThin() {}

    /**
     * Computes rows {@code i0 … i1-1} of C for any strides of A. The last vectors are moved left until they end at the last
     * column.
     */
    public static void multiply(Product p, int i0, int i1) {
        int ao = p.ao + i0 * p.ars;
        int co = p.co + i0 * p.crs;
        int column = 0;
        while (column < p.n) {
            int vectors = p.n >= 2 * L && p.n - column > L ? 2 : 1;
            column = Math.min(column, p.n - vectors * L);
            int bo = p.bo + column;
            int m = i1 - i0;
            int kind = TileKernels.THIN;
            TileKernels.run(kind, vectors, m, p.k, p.a, ao, p.ars, p.acs, p.b, bo, p.brs, p.c, co + column, p.crs);
            column += vectors * L;
        }
    }
}
