package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.ScalarFma;
import java.util.Arrays;

/** The dot product's fixed tree in plain loops: what the SIMD kernel means, bit for bit. */
public final class ScalarDot {
    /** Virtual lanes: as many as the widest vectors, twice over, so that any width can hold them. */
    public static final int LANES = 32;

    /** Terms in a block: it bounds the error of long products, and the blocks can be computed by several threads. */
    public static final int BLOCK = 4096;

    private ScalarDot() {}

    /** The dot product of two strided vectors. */
    public static float dot(int n, float[] a, int ao, int as, float[] b, int bo, int bs, float[] scratch) {
        if (n <= BLOCK) {
            return block(n, a, ao, as, b, bo, bs, scratch);
        }
        int blocks = Math.ceilDiv(n, BLOCK);
        float[] sums = new float[blocks];
        for (int i = 0; i < blocks; i++) {
            int first = i * BLOCK;
            sums[i] = Dot.dot(Math.min(BLOCK, n - first), a, ao + first * as, as, b, bo + first * bs, bs, scratch);
        }
        return sum(blocks, sums);
    }

    private static float block(int n, float[] a, int ao, int as, float[] b, int bo, int bs, float[] lanes) {
        Arrays.fill(lanes, 0, LANES, 0);
        for (int p = 0; p < n; p++) {
            lanes[p % LANES] = ScalarFma.fma(a[ao + p * as], b[bo + p * bs], lanes[p % LANES]);
        }
        return fold(lanes);
    }

    private static float sum(int n, float[] x) {
        int blocks = Math.ceilDiv(n, BLOCK);
        float[] sums = new float[blocks];
        for (int i = 0; i < blocks; i++) {
            float[] lanes = new float[LANES];
            for (int p = i * BLOCK; p < n && p - i * BLOCK < BLOCK; p++) {
                lanes[p % LANES] += x[p];
            }
            sums[i] = fold(lanes);
        }
        return blocks == 1 ? sums[0] : sum(blocks, sums);
    }

    static float fold(float[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int lane = 0; lane < half; lane++) {
                lanes[lane] += lanes[lane + half];
            }
        }
        return lanes[0];
    }
}
