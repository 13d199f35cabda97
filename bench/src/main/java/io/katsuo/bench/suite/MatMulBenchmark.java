package io.katsuo.bench.suite;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.bench.claim.PlainNetwork;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
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

    private Tensor a;
    private Tensor b;
    private Tensor out;
    private RealMatrix aDouble;
    private RealMatrix bDouble;

    /** Draws the operands, and checks that both libraries agree on their product. */
    @Setup(Level.Trial)
    public void prepare() {
        int[] extents = TrainingSet.sizes(shape);
        Rng rng = new Rng(1);
        a = Tensor.uniform(rng, -1, 1, Shape.of(extents[0], extents[1]));
        b = Tensor.uniform(rng, -1, 1, Shape.of(extents[1], extents[2]));
        out = Tensor.zeros(extents[0], extents[2]);
        aDouble = new Array2DRowRealMatrix(PlainNetwork.matrix(a), false);
        bDouble = new Array2DRowRealMatrix(PlainNetwork.matrix(b), false);
        Tensor expected = Tensor.of(commonsMath().getData());
        // A chain of k fused multiply-adds of values within ±1 has an error of at most k·k/2 half ulps of 1.
        double k = extents[1];
        if (!katsuo().allClose(expected, 0, k * (k / 2 + 1) * 0x1p-24)) {
            throw new IllegalStateException("the products of katsuo and commons-math3 differ: " + shape);
        }
    }

    /** Katsuo's product, into memory that is there already. */
    @Benchmark
    public Tensor katsuo() {
        return matmul(a, b, out);
    }

    /** The product of commons-math3. */
    @Benchmark
    public RealMatrix commonsMath() {
        return aDouble.multiply(bDouble);
    }
}
