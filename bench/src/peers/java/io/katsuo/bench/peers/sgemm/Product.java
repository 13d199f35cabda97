package io.katsuo.bench.peers.sgemm;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.List;

/**
 * A matrix product {@code [m, k] · [k, n]} that all systems compute, row-major and in single precision unless a system
 * has only double.
 *
 * @param name the name in tables
 * @param m rows of the result
 * @param k the inner extent
 * @param n columns of the result
 * @param transposeA whether the left operand is stored transposed, as {@code [k, m]}
 * @param transposeB whether the right operand is stored transposed, as {@code [n, k]}
 */
record Product(String name, int m, int k, int n, boolean transposeA, boolean transposeB) {
    /** Squares, the products of the book's network, thin and flat ones, and those of a network with 1,000 units. */
    static final List<Product> ALL = List.of(
            square(32),
            square(64),
            square(128),
            square(256),
            square(512),
            square(1024),
            square(2048),
            square(1000),
            square(127),
            square(257),
            new Product("mnist_fwd1_100x784x50", 100, 784, 50, false, false),
            new Product("mnist_dW1_784x100x50", 784, 100, 50, true, false),
            new Product("mnist_fwd2_100x50x10", 100, 50, 10, false, false),
            new Product("mnist_dW2_50x100x10", 50, 100, 10, true, false),
            new Product("mnist_dX_100x10x50", 100, 10, 50, false, true),
            new Product("mnist_all_60000x784x50", 60000, 784, 50, false, false),
            new Product("mnist_one_1x784x50", 1, 784, 50, false, false),
            new Product("mnist_three_3x784x50", 3, 784, 50, false, false),
            new Product("rank64_4096x64x4096", 4096, 64, 4096, false, false),
            new Product("dot_64x4096x64", 64, 4096, 64, false, false),
            new Product("skinny_4096x4096x64", 4096, 4096, 64, false, false),
            new Product("wide_64x64x4096", 64, 64, 4096, false, false),
            new Product("mlp_fwd1_256x784x1000", 256, 784, 1000, false, false),
            new Product("mlp_fwd2_256x1000x1000", 256, 1000, 1000, false, false),
            new Product("mlp_dW2_1000x256x1000", 1000, 256, 1000, true, false),
            new Product("mlp_dX2_256x1000x1000", 256, 1000, 1000, false, true),
            new Product("tn256", 256, 256, 256, true, false),
            new Product("nt256", 256, 256, 256, false, true),
            new Product("tn512", 512, 512, 512, true, false),
            new Product("nt512", 512, 512, 512, false, true),
            new Product("tn1024", 1024, 1024, 1024, true, false),
            new Product("nt1024", 1024, 1024, 1024, false, true));

    private static Product square(int n) {
        return new Product("sq" + n, n, n, n, false, false);
    }

    /** Floating-point operations: a multiplication and an addition for each of m·k·n terms. */
    double operations() {
        return 2.0 * m * k * n;
    }

    /** The left operand as stored, the same values at every call. */
    float[] left() {
        return values(1, transposeA ? k : m, transposeA ? m : k);
    }

    /** The right operand as stored, the same values at every call. */
    float[] right() {
        return values(2, transposeB ? n : k, transposeB ? k : n);
    }

    /** The number of columns of the left operand as stored. */
    int leftColumns() {
        return transposeA ? m : k;
    }

    /** The number of columns of the right operand as stored. */
    int rightColumns() {
        return transposeB ? k : n;
    }

    /** Where the left operand's element [i, t] is stored. */
    int leftAt(int i, int t) {
        return transposeA ? t * m + i : i * k + t;
    }

    /** Where the right operand's element [t, j] is stored. */
    int rightAt(int t, int j) {
        return transposeB ? j * k + t : t * n + j;
    }

    private static float[] values(long seed, int rows, int columns) {
        return Tensor.uniform(new Rng(seed), -1, 1, Shape.of(rows, columns)).array();
    }
}
