package io.katsuo.bench.suite;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.linear.RealMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * How long does the product of two dense matrices take, {@code [m, k] · [k, n]}? Beside it the product of commons-math3
 * (double precision, one thread). Katsuo uses all processors; the property {@code katsuo.threads} limits them.
 */
public class MatMulBenchmark extends SimdBenchmark {
    /** Extents as {@code m x k x n}; the last is the first product of the book's network. */
    @Param({"64x64x64", "256x256x256", "512x512x512", "1024x1024x1024", "100x784x50"})
    public String shape;

    private DenseProduct product;
    private RealMatrix aDouble;
    private RealMatrix bDouble;

    /** Draws the operands, and proves that both libraries agree on their product. */
    @Setup(Level.Trial)
    public void prepare() {
        product = DenseProduct.of(shape, false, false);
        aDouble = DenseProduct.toMatrix(product.a());
        bDouble = DenseProduct.toMatrix(product.b());
        katsuo();
        product.checkAgainst(commonsMath());
    }

    /** Katsuo's product, into memory that is there already. */
    @Benchmark
    public Tensor katsuo() {
        return matmul(product.a(), product.b(), product.out());
    }

    /** The product of commons-math3. */
    @Benchmark
    public RealMatrix commonsMath() {
        return aDouble.multiply(bDouble);
    }
}
