package io.katsuo.bench.claim;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** The same network with the products of commons-math3, whose matrices share the arrays. */
final class CommonsMathNetwork extends PlainNetwork {
    CommonsMathNetwork(NetSize size, Images images, int batch) {
        super(size, images, batch);
    }

    private static RealMatrix matrix(double[][] values) {
        return new Array2DRowRealMatrix(values, false);
    }

    private static double[][] values(RealMatrix matrix) {
        return ((Array2DRowRealMatrix) matrix).getDataRef();
    }

    @Override
    double[][] times(double[][] a, double[][] b) {
        return values(matrix(a).multiply(matrix(b)));
    }

    @Override
    double[][] transposedTimes(double[][] a, double[][] b) {
        return values(matrix(a).transpose().multiply(matrix(b)));
    }

    @Override
    double[][] timesTransposed(double[][] a, double[][] b) {
        return values(matrix(a).multiply(matrix(b).transpose()));
    }
}
