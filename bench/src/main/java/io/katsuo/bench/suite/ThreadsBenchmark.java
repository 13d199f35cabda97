package io.katsuo.bench.suite;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How much faster do more threads make a matrix product? The threads are Katsuo's; JMH's {@code -t} stays 1. */
public class ThreadsBenchmark extends SimdBenchmark {
    /** Extents as {@code m x k x n}. */
    @Param({"100x784x50", "512x512x512"})
    public String shape;

    /** How many threads the product may use. */
    @Param({"1", "2", "4"})
    public int threads;

    private DenseProduct product;

    /** Draws the operands. */
    @Setup(Level.Trial)
    public void prepare() {
        product = DenseProduct.of(shape, false, false);
    }

    /** The product. */
    @Benchmark
    public Tensor multiply() {
        return Threads.call(threads, product::multiply);
    }
}
