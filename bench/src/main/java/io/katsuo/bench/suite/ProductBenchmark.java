package io.katsuo.bench.suite;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How much faster do threads make a matrix product, and what does a transposed operand cost? Backpropagation multiplies
 * {@code xᵀ·dout} and {@code dout·Wᵀ}; the transposes are views, so the product reads columns instead of rows.
 */
public class ProductBenchmark extends SimdBenchmark {
    /** Extents as {@code m x k x n}. */
    @Param({"100x784x50", "512x512x512"})
    public String shape;

    /** Which operands are transposed views. */
    @Param({"none", "left", "right", "both"})
    public String transposed;

    /** Katsuo's threads; JMH's {@code -t} stays 1. */
    @Param({"1", "2"})
    public int threads;

    private Tensor a;
    private Tensor b;
    private Tensor out;

    /** Draws the operands. */
    @Setup(Level.Trial)
    public void prepare() {
        int[] extents = TrainingSet.sizes(shape);
        Rng rng = new Rng(1);
        a = matrix(rng, extents[0], extents[1], transposed.matches("left|both"));
        b = matrix(rng, extents[1], extents[2], transposed.matches("right|both"));
        out = Tensor.zeros(extents[0], extents[2]);
    }

    private static Tensor matrix(Rng rng, int rows, int columns, boolean transposed) {
        return transposed
                ? Tensor.uniform(rng, -1, 1, Shape.of(columns, rows)).transpose()
                : Tensor.uniform(rng, -1, 1, Shape.of(rows, columns));
    }

    /** The product, into memory that is there already. */
    @Benchmark
    public Tensor multiply() {
        return Threads.call(threads, () -> matmul(a, b, out));
    }
}
