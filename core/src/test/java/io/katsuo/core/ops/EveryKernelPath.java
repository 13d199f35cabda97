package io.katsuo.core.ops;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.kernel.Simd;
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
import io.katsuo.core.ops.OpTable.Entry;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * Runs every kernel, on every path that leads there, often enough that the JVM compiles it; for {@link JitSafetyTest}'s
 * child.
 */
public final class EveryKernelPath {
    private static final int[] ROWS = {1, 2, 3, 4, 5, 6, 13, 50};
    private static final int[] COLUMNS = {1, 4, 8, 13, 24, 32, 41, 64, 100};

    /** One vector and a bit, of every width, and more than two. */
    private static final int[] FEW_COLUMNS = {5, 13, 24, 50, 100, 200};

    /** Rounds of ops, which are short, for one of products. */
    private static final int OPS = 60;

    private EveryKernelPath() {}

    /**
     * Runs as many rounds as the argument says, then prints "done".
     *
     * @param arguments the number of rounds
     */
    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        Rng rng = new Rng(1);
        // Longer than a block of a dot product.
        Tensor longRow = Tensor.uniform(rng, -1, 1, Shape.of(4100));
        for (int round = 0; round < rounds; round++) {
            for (int m : ROWS) {
                for (int n : COLUMNS) {
                    products(rng, m, 40, n);
                }
            }
            for (int terms = 1; terms <= 6; terms++) {
                for (int n : FEW_COLUMNS) {
                    products(rng, 30, terms, n);
                }
            }
            products(rng, 60, 100, 530);
            products(rng, 13, 2100, 100);
            for (int i = 0; i < OPS; i++) {
                elementwise(rng);
                reductions(rng);
                LinearAlgebra.matmul(longRow, longRow);
                if (Kernels.SIMD) {
                    tiles();
                }
            }
        }
        System.out.println("done with kernels " + Backend.name());
    }

    private static void products(Rng rng, int m, int k, int n) {
        Tensor a = Tensor.uniform(rng, -1, 1, Shape.of(m, k));
        Tensor b = Tensor.uniform(rng, -1, 1, Shape.of(k, n));
        Tensor left = Tensor.uniform(rng, -1, 1, Shape.of(k, m)).transpose();
        Tensor right = Tensor.uniform(rng, -1, 1, Shape.of(n, k)).transpose();
        Tensor apart = Tensor.uniform(rng, -1, 1, Shape.of(k, 2 * n)).slice(1, 0, 2 * n, 2);
        Tensor out = Tensor.zeros(m, n);
        Tensor turned = Tensor.zeros(n, m).transpose();
        Tensor wide = Tensor.zeros(m, 2 * n).slice(1, 0, 2 * n, 2);
        for (Tensor result : new Tensor[] {out, turned, wide}) {
            LinearAlgebra.matmul(a, b, result);
            LinearAlgebra.matmul(left, b, result);
            LinearAlgebra.matmul(a, right, result);
            LinearAlgebra.matmul(a, apart, result);
            LinearAlgebra.matmul(left, right, result);
            LinearAlgebra.matmulAdd(a, b, result);
            LinearAlgebra.matmulAdd(left, right, result);
        }
    }

    /** Tiles of every size, those for other numbers of registers among them. */
    private static void tiles() {
        int k = 8;
        int ldc = 4 * Simd.LANES;
        float[] a = new float[6 * k];
        float[] b = new float[k * ldc];
        float[] c = new float[6 * ldc];
        for (int rows = 1; rows <= 6; rows++) {
            for (boolean fromC : new boolean[] {false, true}) {
                RowTiles1.run(rows, fromC, k, a, 0, k, b, 0, c, 0, ldc);
                RowTiles2.run(rows, fromC, k, a, 0, k, b, 0, c, 0, ldc);
                RowTiles3.run(rows, fromC, k, a, 0, k, b, 0, c, 0, ldc);
                RowTiles4.run(rows, fromC, k, a, 0, k, b, 0, c, 0, ldc);
            }
            ThinTiles1.run(rows, 6, a, 0, k, 1, b, 0, ldc, c, 0, ldc);
            ThinTiles2.run(rows, 6, a, 0, k, 1, b, 0, ldc, c, 0, ldc);
            DirectTiles1.run(rows, k, a, 0, k, b, 0, ldc, c, 0, ldc);
            DirectTiles2.run(rows, k, a, 0, k, b, 0, ldc, c, 0, ldc);
            DirectTiles3.run(rows, k, a, 0, k, b, 0, ldc, c, 0, ldc);
            DirectTiles4.run(rows, k, a, 0, k, b, 0, ldc, c, 0, ldc);
        }
    }

    private static void elementwise(Rng rng) {
        Tensor x = Tensor.rand(rng, 5, 37);
        Tensor row = Tensor.rand(rng, 37);
        Tensor turned = Tensor.rand(rng, 37, 5).transpose();
        Tensor out = Tensor.zeros(5, 37);
        for (Entry op : OpTable.all()) {
            op.into().apply(out, x, x, x);
            op.into().apply(out, turned, turned, turned);
            if (op.operands() == 2) {
                op.into().apply(out, x, row);
            }
        }
        Elementwise.axpy(1e-9f, x, out);
        Elementwise.reluBackward(x, x, out);
        Indexing.gatherRows(new byte[5 * 37], new int[] {4, 3, 2, 1, 0}, 255, out);
    }

    private static void reductions(Rng rng) {
        // Long enough for the wide loops and their remainders, in rows and in columns.
        for (Tensor x : new Tensor[] {Tensor.rand(rng, 5, 301), Tensor.rand(rng, 3, 10)}) {
            Reductions.softmax(x);
            Reductions.logSumExp(x, -1);
            for (Tensor view : new Tensor[] {x, x.transpose()}) {
                Reductions.sum(view);
                Reductions.variance(view);
                Reductions.max(view);
                Reductions.argMax(view);
                for (int axis = 0; axis < 2; axis++) {
                    Reductions.sum(view, axis);
                    Reductions.mean(view, axis);
                    Reductions.variance(view, axis);
                    Reductions.max(view, axis);
                    Reductions.argMax(view, axis).toInts();
                }
            }
        }
    }
}
