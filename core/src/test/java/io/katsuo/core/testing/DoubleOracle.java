package io.katsuo.core.testing;

import io.katsuo.core.tensor.Tensor;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** Matrix products in double precision by commons-math3, which knows nothing of our code. */
public final class DoubleOracle {
    /** The unit roundoff of float, 2^-24. */
    public static final double U = 0x1p-24;

    private DoubleOracle() {}

    /**
     * The product of two matrices.
     *
     * @param a an m by k matrix
     * @param b a k by n matrix
     * @return the m by n product; zeros for k = 0
     */
    public static double[][] matmul(Tensor a, Tensor b) {
        return product(doubles(a), doubles(b), b.dim(1));
    }

    /**
     * The product |a|·|b| of the absolute values, to which the error of a product is proportional.
     *
     * @param a an m by k matrix
     * @param b a k by n matrix
     * @return the m by n product
     */
    public static double[][] absoluteMatmul(Tensor a, Tensor b) {
        return product(absolute(doubles(a)), absolute(doubles(b)), b.dim(1));
    }

    /**
     * The forward error bound of k roundings, γ(k) = k·u / (1 - k·u).
     *
     * @param k how many roundings
     * @return γ(k)
     */
    public static double gamma(int k) {
        return k * U / (1 - k * U);
    }

    private static double[][] product(double[][] a, double[][] b, int columns) {
        if (a.length == 0 || b.length == 0 || columns == 0) {
            // The oracle knows no empty matrices.
            return new double[a.length][columns];
        }
        RealMatrix product = new Array2DRowRealMatrix(a, false).multiply(new Array2DRowRealMatrix(b, false));
        return product.getData();
    }

    private static double[][] doubles(Tensor matrix) {
        double[][] result = new double[matrix.dim(0)][matrix.dim(1)];
        for (int i = 0; i < result.length; i++) {
            for (int j = 0; j < result[i].length; j++) {
                result[i][j] = matrix.get(i, j);
            }
        }
        return result;
    }

    private static double[][] absolute(double[][] matrix) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] = Math.abs(row[j]);
            }
        }
        return matrix;
    }
}
