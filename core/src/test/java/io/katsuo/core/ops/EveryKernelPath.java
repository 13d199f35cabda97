package io.katsuo.core.ops;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;

/** Runs every path of the matrix product often enough that the JVM compiles it; for {@link JitSafetyTest}'s child. */
public final class EveryKernelPath {
    private static final int[] ROWS = {1, 2, 3, 4, 5, 6, 13, 50};
    private static final int[] COLUMNS = {1, 4, 8, 13, 24, 32, 41, 64, 100};

    private EveryKernelPath() {}

    /**
     * Runs as many rounds as the argument says, then prints "done".
     *
     * @param arguments the number of rounds
     */
    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        Rng rng = new Rng(1);
        for (int round = 0; round < rounds; round++) {
            for (int m : ROWS) {
                for (int n : COLUMNS) {
                    products(rng, m, 40, n);
                }
            }
            products(rng, 60, 100, 530);
            products(rng, 9, 1030, 100);
        }
        System.out.println("done with kernels " + Backend.name());
    }

    private static void products(Rng rng, int m, int k, int n) {
        Tensor a = Tensor.uniform(rng, -1, 1, m, k);
        Tensor b = Tensor.uniform(rng, -1, 1, k, n);
        Tensor left = Tensor.uniform(rng, -1, 1, k, m).transpose();
        Tensor right = Tensor.uniform(rng, -1, 1, n, k).transpose();
        Tensor out = Tensor.zeros(m, n);
        Tensor turned = Tensor.zeros(n, m).transpose();
        Tensor wide = Tensor.zeros(m, 2 * n).slice(1, 0, 2 * n, 2);
        for (Tensor result : new Tensor[] {out, turned, wide}) {
            MatMul.matmul(a, b, result);
            MatMul.matmul(left, b, result);
            MatMul.matmul(a, right, result);
            MatMul.matmul(left, right, result);
            MatMul.matmulAdd(a, b, result);
            MatMul.matmulAdd(left, right, result);
        }
    }
}
