package io.katsuo.core.kernel.gemm;

/**
 * A block of B in panels, packed by some threads and then read by all. The plan sets the fields, and nobody changes them
 * while tiles are computed.
 */
public final class PackedBlock {
    /** The first row of B in this block, and how many. */
    public int k0, kc;

    /** The first panel of this block, and the one after the last. */
    public int j0, j1;

    /** Whether tiles start from C's values; otherwise from zero. */
    public boolean fromC;

    float[] floats = new float[0];

    /** Makes room for this many panels of this many rows. */
    public void reserve(int panels, int rows) {
        int size = panels * rows * Tile.WIDTH;
        if (floats.length < size) {
            floats = new float[size];
        }
    }

    /** Where a panel begins. */
    int at(int panel) {
        return (panel - j0) * kc * Tile.WIDTH;
    }
}
