package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/** What the bits of a matrix product must be, in plain loops over dense copies, from the contract alone. */
final class MatMulOracle {
    private static final int LANES = 32;
    private static final int BLOCK = 4096;

    private MatMulOracle() {}

    static Tensor matmul(Tensor a, Tensor b) {
        return product(a, b, null);
    }

    static Tensor matmulAdd(Tensor a, Tensor b, Tensor start) {
        return product(a, b, start);
    }

    private static Tensor product(Tensor a, Tensor b, Tensor start) {
        int m = a.rank() == 1 ? 1 : a.dim(0);
        int k = a.dim(-1);
        int n = b.rank() == 1 ? 1 : b.dim(1);
        float[] out = start == null ? new float[m * n] : start.toArray();
        if (k == 0) {
            // Nothing is added, so that a -0 stays.
            return Tensor.wrap(out, shape(a, b).dims());
        }
        if (n == 1) {
            dots(m, k, a.toArray(), b.toArray(), start != null, out);
        } else {
            chains(m, n, k, a.toArray(), b.toArray(), out);
        }
        return Tensor.wrap(out, shape(a, b).dims());
    }

    private static Shape shape(Tensor a, Tensor b) {
        if (a.rank() == 1) {
            return b.rank() == 1 ? Shape.SCALAR : Shape.of(b.dim(1));
        }
        return b.rank() == 1 ? Shape.of(a.dim(0)) : Shape.of(a.dim(0), b.dim(1));
    }

    /** Each element one chain of fused multiply-adds over 4096 terms at a time; later chains are added to the first. */
    private static void chains(int m, int n, int k, float[] a, float[] b, float[] out) {
        for (int i = 0; i < m; i++) {
            for (int p = 0; p < Math.min(k, BLOCK); p++) {
                step(n, a[i * k + p], b, p * n, out, i * n);
            }
            for (int first = BLOCK; first < k; first += BLOCK) {
                float[] chain = new float[n];
                for (int p = first; p < Math.min(k, first + BLOCK); p++) {
                    step(n, a[i * k + p], b, p * n, chain, 0);
                }
                for (int j = 0; j < n; j++) {
                    out[i * n + j] += chain[j];
                }
            }
        }
    }

    private static void step(int n, float x, float[] b, int bo, float[] out, int at) {
        for (int j = 0; j < n; j++) {
            out[at + j] = Math.fma(x, b[bo + j], out[at + j]);
        }
    }

    private static void dots(int m, int k, float[] a, float[] b, boolean add, float[] out) {
        for (int i = 0; i < m; i++) {
            float[] blocks = new float[Math.max(1, (k + BLOCK - 1) / BLOCK)];
            for (int block = 0; block < blocks.length; block++) {
                float[] lanes = new float[LANES];
                for (int p = block * BLOCK; p < Math.min(k, (block + 1) * BLOCK); p++) {
                    lanes[p % LANES] = Math.fma(a[i * k + p], b[p], lanes[p % LANES]);
                }
                blocks[block] = fold(lanes);
            }
            float dot = blocks.length == 1 ? blocks[0] : laneTree(blocks);
            out[i] = add ? out[i] + dot : dot;
        }
    }

    /** The lane tree's sum of at most one block of values. */
    private static float laneTree(float[] values) {
        float[] lanes = new float[LANES];
        for (int i = 0; i < values.length; i++) {
            lanes[i % LANES] += values[i];
        }
        return fold(lanes);
    }

    private static float fold(float[] lanes) {
        float[] level = lanes;
        while (level.length > 1) {
            int half = level.length / 2;
            float[] next = Arrays.copyOf(level, half);
            for (int i = 0; i < half; i++) {
                next[i] += level[i + half];
            }
            level = next;
        }
        return level[0];
    }
}
