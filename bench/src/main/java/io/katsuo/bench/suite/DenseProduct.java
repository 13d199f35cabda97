package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * The operands of a product {@code [m, k] · [k, n]}, and the proof that a result is right.
 *
 * @param a the left operand
 * @param b the right operand
 * @param out memory for the product
 */
record DenseProduct(Tensor a, Tensor b, Tensor out) {
    /** Random operands for extents such as {@code 64x32x16}; a transposed one lies in memory as its transpose. */
    static DenseProduct of(String shape, boolean leftTransposed, boolean rightTransposed) {
        String[] extents = shape.split("x");
        int m = Integer.parseInt(extents[0]);
        int k = Integer.parseInt(extents[1]);
        int n = Integer.parseInt(extents[2]);
        Rng rng = new Rng(1);
        return new DenseProduct(
                matrix(rng, m, k, leftTransposed), matrix(rng, k, n, rightTransposed), Tensor.zeros(m, n));
    }

    private static Tensor matrix(Rng rng, int rows, int columns, boolean transposed) {
        return transposed
                ? Tensor.uniform(rng, -1, 1, Shape.of(columns, rows)).transpose()
                : Tensor.uniform(rng, -1, 1, Shape.of(rows, columns));
    }

    /** A chain of k fused multiply-adds of values within ±1 is off by at most k · k/2 roundings of half an ulp of 1. */
    void checkAgainst(RealMatrix expected) {
        int k = a.dim(1);
        double bound = k * (k / 2.0 + 1) * 0x1p-24;
        for (int i = 0; i < expected.getRowDimension(); i++) {
            for (int j = 0; j < expected.getColumnDimension(); j++) {
                double difference = Math.abs(out.get(i, j) - expected.getEntry(i, j));
                if (!(difference <= bound)) {
                    throw new IllegalStateException("products differ at [" + i + ", " + j + "]: katsuo " + out.get(i, j)
                            + ", commons-math3 " + expected.getEntry(i, j));
                }
            }
        }
    }

    /** A tensor of rank 2 in double precision. */
    static RealMatrix toMatrix(Tensor x) {
        double[][] rows = new double[x.dim(0)][x.dim(1)];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                rows[i][j] = x.get(i, j);
            }
        }
        return new Array2DRowRealMatrix(rows, false);
    }
}
