package io.katsuo.core.ops;

import io.katsuo.core.kernel.Reducers;

/**
 * The sum of a line of any length: a lane tree over each block of {@value #BLOCK} elements, then the same rule over the
 * blocks' results, until one is left. The tree depends on the length alone.
 */
final class LineSum {
    /** Short enough that the blocks of a long line keep all threads busy, and the error grows slowly. */
    static final int BLOCK = 4096;

    private LineSum() {}

    static int blocks(int n) {
        return Math.max(1, Math.ceilDiv(n, BLOCK));
    }

    /** The sum of {@code x[xi …]}, which is kept. */
    static float of(float[] x, int xi, int n, Workspace workspace) {
        if (n <= BLOCK) {
            return Reducers.sum(x, xi, n, workspace.lanes());
        }
        int blocks = blocks(n);
        float[] partial = workspace.partials(blocks);
        blockSums(x, xi, n, partial, 0, workspace);
        return ofPartials(partial, 0, blocks, workspace);
    }

    /** The sum of {@code x[xi …]}, which is overwritten by sums of blocks: never before its block was read. */
    static float ofPartials(float[] x, int xi, int n, Workspace workspace) {
        int left = n;
        while (left > BLOCK) {
            blockSums(x, xi, left, x, xi, workspace);
            left = blocks(left);
        }
        return Reducers.sum(x, xi, left, workspace.lanes());
    }

    private static void blockSums(float[] x, int xi, int n, float[] sums, int si, Workspace workspace) {
        for (int block = 0; block < Math.ceilDiv(n, BLOCK); block++) {
            int length = Math.min(BLOCK, n - block * BLOCK);
            sums[si + block] = Reducers.sum(x, xi + block * BLOCK, length, workspace.lanes());
        }
    }
}
