package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Kernels;

/** The sizes that depend on the vector width: of a tile of C, which a kernel keeps in registers, and of blocks. */
public final class Tile {
    /** Floats in a vector; 0 with scalar kernels. */
    static final int LANES = Kernels.bits() / Float.SIZE;

    /**
     * Vectors across a tile. C2 keeps 6x2 accumulators in the 16 registers of 128 and 256 bits, and 6x4 in the 32 of 512
     * bits; with one more vector it spills registers, at half the speed.
     */
    static final int VECTORS = LANES == 16 ? 4 : 2;

    /** Columns of a tile, and of a panel of packed B. */
    public static final int WIDTH = VECTORS * LANES;

    /** Rows of a tile. */
    public static final int ROWS = 6;

    /** Up to this many terms B is one block; reading and writing C again would cost more than the cache gains. */
    static final int MAX_SINGLE_BLOCK = 2048;

    /** Otherwise, terms of a block. */
    static final int BLOCK_TERMS = 1024;

    private Tile() {}

    /** The number of panels of B for this number of columns. */
    public static int panels(int columns) {
        return Math.ceilDiv(columns, WIDTH);
    }
}
