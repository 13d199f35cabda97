package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Kernel;
import io.katsuo.core.kernel.gemm.tile.DirectTiles1;
import io.katsuo.core.kernel.gemm.tile.DirectTiles2;
import io.katsuo.core.kernel.gemm.tile.DirectTiles3;
import io.katsuo.core.kernel.gemm.tile.DirectTiles4;
import io.katsuo.core.kernel.gemm.tile.RowTiles1;
import io.katsuo.core.kernel.gemm.tile.RowTiles2;
import io.katsuo.core.kernel.gemm.tile.RowTiles3;
import io.katsuo.core.kernel.gemm.tile.RowTiles4;
import io.katsuo.core.kernel.gemm.tile.ThinTiles1;
import io.katsuo.core.kernel.gemm.tile.ThinTiles2;

/**
 * The generated kernels, each of which computes a tile of C with a fixed number of rows, or of terms, and of vectors. Until
 * a kernel is compiled, {@link ScalarGemm} computes its tiles, to the same bits.
 */
final class TileKernels {
    /** 1 to 6 rows from zero: the rows of A in place, B in a packed panel. */
    static final int ROW = 0;

    /** As ROW, from C's values. */
    static final int ROW_FROM_C = 1;

    /** 1 to 6 rows from zero: the rows of A and of B in place. */
    static final int DIRECT = 2;

    /** Any number of rows of 1 or 2 vectors, sums of 1 to 6 terms, from zero: A in place, B in registers. */
    static final int THIN = 3;

    private static final String[] NAMES = {"row tile", "row tile from C", "direct tile", "thin tile"};
    private static final int MAX_VECTORS = 4;

    /** Rows, or terms, of the largest tiles. */
    private static final int MAX = Tile.ROWS;

    private static final Kernel[] KERNELS = new Kernel[NAMES.length * MAX_VECTORS * MAX];

    static {
        for (int i = 0; i < KERNELS.length; i++) {
            KERNELS[i] = new TileKernel(i / MAX / MAX_VECTORS, i / MAX % MAX_VECTORS + 1, i % MAX + 1);
        }
    }

    private TileKernels() {}

    /** A kernel of this kind, with these numbers of vectors and of rows or terms. */
    private static final class TileKernel extends Kernel {
        private final int kind;
        private final int width;
        private final int fixed;

        TileKernel(int kind, int width, int fixed) {
            this.kind = kind;
            this.width = width;
            this.fixed = fixed;
        }

        @Override
        protected void exercise(int vectors, float[] in, float[] out) {
            int n = width * Tile.LANES;
            if (kind == THIN) {
                simd(kind, width, vectors, fixed, in, 0, fixed, 1, in, 0, n, out, 0, n);
            } else {
                simd(kind, width, fixed, vectors, in, 0, vectors, 1, in, 0, n, out, 0, n);
            }
        }

        @Override
        public String toString() {
            return NAMES[kind] + " " + fixed + "x" + width;
        }
    }

    /**
     * Computes one tile.
     *
     * @param kind one of the constants
     * @param width its vectors
     * @param k terms of its sums
     * @param acs the column stride of A, 1 except with THIN
     * @param ldb the distance of the rows of B, of a packed panel its width
     */
    static void run(
            int kind,
            int width,
            int rows,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc) {
        if (KERNELS[(kind * MAX_VECTORS + width - 1) * MAX + (kind == THIN ? k : rows) - 1].isReady()) {
            simd(kind, width, rows, k, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
        } else {
            ScalarGemm.tile(rows, width * Tile.LANES, kind == ROW_FROM_C, k, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
        }
    }

    private static void simd(
            int kind,
            int width,
            int rows,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc) {
        boolean fromC = kind == ROW_FROM_C;
        switch (kind == ROW_FROM_C ? width : kind * MAX_VECTORS + width) {
            case 1 -> RowTiles1.run(rows, fromC, k, a, ao, ars, b, bo, c, co, ldc);
            case 2 -> RowTiles2.run(rows, fromC, k, a, ao, ars, b, bo, c, co, ldc);
            case 3 -> RowTiles3.run(rows, fromC, k, a, ao, ars, b, bo, c, co, ldc);
            case 4 -> RowTiles4.run(rows, fromC, k, a, ao, ars, b, bo, c, co, ldc);
            case DIRECT * MAX_VECTORS + 1 -> DirectTiles1.run(rows, k, a, ao, ars, b, bo, ldb, c, co, ldc);
            case DIRECT * MAX_VECTORS + 2 -> DirectTiles2.run(rows, k, a, ao, ars, b, bo, ldb, c, co, ldc);
            case DIRECT * MAX_VECTORS + 3 -> DirectTiles3.run(rows, k, a, ao, ars, b, bo, ldb, c, co, ldc);
            case DIRECT * MAX_VECTORS + 4 -> DirectTiles4.run(rows, k, a, ao, ars, b, bo, ldb, c, co, ldc);
            case THIN * MAX_VECTORS + 1 -> ThinTiles1.run(k, rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
            default -> ThinTiles2.run(k, rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
        }
    }
}
