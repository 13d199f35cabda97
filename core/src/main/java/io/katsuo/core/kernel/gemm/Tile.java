package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Kernels;

/** The size of a tile of C, which a kernel keeps in registers. */
public final class Tile {
    /** Floats in a vector; 0 with scalar kernels. */
    static final int LANES = Kernels.BITS / Float.SIZE;

    /**
     * Vectors across a tile. C2 keeps 6x2 accumulators in the 16 registers of 128 and 256 bits, and 6x4 in the 32 of 512
     * bits; with one more vector it spills registers, at half the speed.
     */
    static final int VECTORS = LANES == 16 ? 4 : 2;

    /** Columns of a tile, and of a panel of packed B. */
    public static final int WIDTH = VECTORS * LANES;

    /** Rows of a tile. */
    public static final int ROWS = 6;

    private Tile() {}

    /** The number of panels of B that so many columns take. */
    public static int panels(int columns) {
        return Math.ceilDiv(columns, WIDTH);
    }
}
