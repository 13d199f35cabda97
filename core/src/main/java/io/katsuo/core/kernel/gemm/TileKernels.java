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
    private static final int L = Tile.LANES;
    private static final int MAX_VECTORS = 4;

    /** Rows, or terms, of the largest tiles. */
    private static final int MAX = Tile.ROWS;

    private static final Kernel[] ROW = kernels("row tile");
    private static final Kernel[] ROW_FROM_C = kernels("row tile from C");
    private static final Kernel[] DIRECT = kernels("direct tile");
    private static final Kernel[] THIN = kernels("thin tile");

    private TileKernels() {}

    /** A kernel of such a kind, of so many rows or terms and so many vectors. */
    private static final class TileKernel extends Kernel {
        private final String kind;
        private final int rows;
        private final int width;

        TileKernel(String kind, int rows, int width) {
            this.kind = kind;
            this.rows = rows;
            this.width = width;
        }

        @Override
        protected void exercise(int vectors, float[] in, float[] out) {
            int n = width * L;
            switch (kind) {
                case "row tile" -> runRow(rows, width, false, vectors, in, 0, vectors, in, 0, out, 0, n);
                case "row tile from C" -> runRow(rows, width, true, vectors, in, 0, vectors, in, 0, out, 0, n);
                case "direct tile" -> runDirect(rows, width, vectors, in, 0, vectors, in, 0, n, out, 0, n);
                default -> runThin(rows, width, vectors, in, 0, rows, 1, in, 0, n, out, 0, n);
            }
        }

        @Override
        public String toString() {
            return kind + " " + rows + "x" + width;
        }
    }

    private static Kernel[] kernels(String kind) {
        Kernel[] kernels = new Kernel[MAX * MAX_VECTORS];
        for (int i = 0; i < kernels.length; i++) {
            kernels[i] = new TileKernel(kind, i % MAX + 1, i / MAX + 1);
        }
        return kernels;
    }

    private static boolean isReady(Kernel[] kernels, int rows, int vectors) {
        return kernels[(vectors - 1) * MAX + rows - 1].isReady();
    }

    /** A tile of 1 to 6 rows, from C's values or from zero: the rows of A in place, B in a packed panel. */
    static void row(
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
        if (isReady(fromC ? ROW_FROM_C : ROW, rows, vectors)) {
            runRow(rows, vectors, fromC, k, a, ao, lda, b, bo, c, co, ldc);
        } else {
            int n = vectors * L;
            ScalarGemm.tile(rows, n, fromC, k, a, ao, lda, 1, b, bo, n, c, co, ldc);
        }
    }

    private static void runRow(
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

    /** A tile of 1 to 6 rows, from zero: the rows of A and of B in place. */
    static void direct(
            int rows,
            int vectors,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc) {
        if (isReady(DIRECT, rows, vectors)) {
            runDirect(rows, vectors, k, a, ao, lda, b, bo, ldb, c, co, ldc);
        } else {
            ScalarGemm.tile(rows, vectors * L, false, k, a, ao, lda, 1, b, bo, ldb, c, co, ldc);
        }
    }

    private static void runDirect(
            int rows,
            int vectors,
            int k,
            float[] a,
            int ao,
            int lda,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc) {
        switch (vectors) {
            case 1 -> DirectTiles1.run(rows, k, a, ao, lda, b, bo, ldb, c, co, ldc);
            case 2 -> DirectTiles2.run(rows, k, a, ao, lda, b, bo, ldb, c, co, ldc);
            case 3 -> DirectTiles3.run(rows, k, a, ao, lda, b, bo, ldb, c, co, ldc);
            default -> DirectTiles4.run(rows, k, a, ao, lda, b, bo, ldb, c, co, ldc);
        }
    }

    /** Any number of rows of 1 or 2 vectors, sums of 1 to 6 terms, from zero: A in place, B in registers. */
    static void thin(
            int terms,
            int vectors,
            int rows,
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
        if (isReady(THIN, terms, vectors)) {
            runThin(terms, vectors, rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
        } else {
            ScalarGemm.tile(rows, vectors * L, false, terms, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
        }
    }

    private static void runThin(
            int terms,
            int vectors,
            int rows,
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
        if (vectors == 2) {
            ThinTiles2.run(terms, rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
        } else {
            ThinTiles1.run(terms, rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
        }
    }
}
