package io.katsuo.bench.suite;

import io.katsuo.core.tensor.Tensor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What does a transposed operand cost a matrix product? Backpropagation multiplies {@code xᵀ·dout} and {@code dout·Wᵀ}; the
 * transposes are views, so the product reads columns instead of rows.
 */
public class TransposesBenchmark extends SimdBenchmark {
    /** Extents as {@code m x k x n}. */
    @Param("256x512x512")
    public String shape;

    /** Which operands are transposed views. */
    @Param({"none", "left", "right", "both"})
    public String transposed;

    private DenseProduct product;

    /** Draws the operands. */
    @Setup(Level.Trial)
    public void prepare() {
        boolean both = transposed.equals("both");
        product = DenseProduct.of(shape, both || transposed.equals("left"), both || transposed.equals("right"));
    }

    /** The product. */
    @Benchmark
    public Tensor multiply() {
        return product.multiply();
    }
}
