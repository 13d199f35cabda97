package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Kernel;
import io.katsuo.core.kernel.Simd;
import io.katsuo.core.kernel.gemm.tile.Transpose16;
import io.katsuo.core.kernel.gemm.tile.Transpose4;
import io.katsuo.core.kernel.gemm.tile.Transpose8;

/**
 * Copies a matrix with dense columns to one with dense rows, in square blocks of vectors: twice as fast as one float at a
 * time. The vectors have the width of all other kernels: when only this class used a second width, the compiler boxed the
 * vectors of other kernels.
 */
public final class Transpose {
    private static final Kernel KERNEL = new Kernel() {
        @Override
        protected void exercise(int vectors, float[] in, float[] out) {
            blocks(vectors * Simd.LANES, in, 0, Simd.LANES, out, 0, 3 * Simd.LANES);
        }

        @Override
        public String toString() {
            return "transposed copy";
        }
    };

    private Transpose() {}

    /**
     * {@code to[at + i·ts + j] = from[fo + j·fs + i]} for {@code i < m}, {@code j < n}.
     *
     * @param fs the distance of the source's columns
     * @param ts the distance of the target's rows
     */
    static void run(int m, int n, float[] from, int fo, int fs, float[] to, int at, int ts) {
        if (!KERNEL.isReady()) {
            copy(0, m, 0, n, from, fo, fs, to, at, ts);
            return;
        }
        int lanes = Simd.LANES;
        int rows = m - m % lanes;
        int columns = n - n % lanes;
        for (int i = 0; i < rows; i += lanes) {
            blocks(columns, from, fo + i, fs, to, at + i * ts, ts);
        }
        copy(0, rows, columns, n, from, fo, fs, to, at, ts);
        copy(rows, m, 0, n, from, fo, fs, to, at, ts);
    }

    /** {@code to[at + i·ts + j] = from[fo + i·frs + j·fcs]}: a copy with dense rows of a matrix with any strides. */
    public static void copyByRows(int m, int n, float[] from, int fo, int frs, int fcs, float[] to, int at, int ts) {
        if (frs == 1) {
            run(m, n, from, fo, fcs, to, at, ts);
            return;
        }
        for (int j = 0; j < n; j++) {
            for (int i = 0; i < m; i++) {
                to[at + i * ts + j] = from[fo + i * frs + j * fcs];
            }
        }
    }

    /** As many rows of the target as a vector has lanes. */
    private static void blocks(int columns, float[] from, int fo, int fs, float[] to, int at, int ts) {
        switch (Simd.LANES) {
            case 4 -> Transpose4.run(columns, from, fo, fs, to, at, ts);
            case 8 -> Transpose8.run(columns, from, fo, fs, to, at, ts);
            default -> Transpose16.run(columns, from, fo, fs, to, at, ts);
        }
    }

    private static void copy(int i0, int i1, int j0, int j1, float[] from, int fo, int fs, float[] to, int at, int ts) {
        for (int j = j0; j < j1; j++) {
            for (int i = i0; i < i1; i++) {
                to[at + i * ts + j] = from[fo + j * fs + i];
            }
        }
    }
}
