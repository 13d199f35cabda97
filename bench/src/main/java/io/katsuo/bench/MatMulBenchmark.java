package io.katsuo.bench;

import static io.katsuo.core.ops.MatMul.matmul;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The product of two dense matrices, {@code [m, k] · [k, n]}, beside that of commons-math3 (double precision, one
 * thread). Katsuo uses all processors; the property {@code katsuo.threads} limits them.
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

    /** Draws the operands, and proves that both libraries agree on their product. */
    @Setup(Level.Trial)
    public void prepare() {
        String[] extents = shape.split("x");
        int m = Integer.parseInt(extents[0]);
        int k = Integer.parseInt(extents[1]);
        int n = Integer.parseInt(extents[2]);
        Rng rng = new Rng(1);
        a = Tensor.uniform(rng, -1, 1, m, k);
        b = Tensor.uniform(rng, -1, 1, k, n);
        out = Tensor.zeros(m, n);
        aDouble = toMatrix(a);
        bDouble = toMatrix(b);
        checkAgreement(k);
    }

    /**
     * Katsuo's product, into memory that is there already.
     *
     * @return the product
     */
    @Benchmark
    public Tensor katsuo() {
        return matmul(a, b, out);
    }

    /**
     * The product of commons-math3.
     *
     * @return the product
     */
    @Benchmark
    public RealMatrix commonsMath() {
        return aDouble.multiply(bDouble);
    }

    /** A chain of k fused multiply-adds of values within ±1 is off by at most k · k/2 roundings of half an ulp of 1. */
    private void checkAgreement(int k) {
        RealMatrix expected = commonsMath();
        Tensor actual = katsuo();
        double bound = k * (k / 2.0 + 1) * 0x1p-24;
        for (int i = 0; i < expected.getRowDimension(); i++) {
            for (int j = 0; j < expected.getColumnDimension(); j++) {
                double difference = Math.abs(actual.get(i, j) - expected.getEntry(i, j));
                if (!(difference <= bound)) {
                    throw new IllegalStateException("products differ at [" + i + ", " + j + "]: katsuo "
                            + actual.get(i, j) + ", commons-math3 " + expected.getEntry(i, j));
                }
            }
        }
    }

    private static RealMatrix toMatrix(Tensor x) {
        double[][] rows = new double[x.dim(0)][x.dim(1)];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = x.get(i, j);
            }
        }
        return new Array2DRowRealMatrix(rows, false);
    }
}
