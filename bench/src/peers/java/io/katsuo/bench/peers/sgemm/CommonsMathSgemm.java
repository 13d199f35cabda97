package io.katsuo.bench.peers.sgemm;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** A product by commons-math3: double precision, its simplest matrix, a new result each time. */
final class CommonsMathSgemm implements Sgemm {
    private RealMatrix a;
    private RealMatrix b;
    private RealMatrix c;

    @Override
    public void prepare(Product product, float[] a, float[] b) {
        this.a = matrix(a, product.m(), product.k(), product.transposeA());
        this.b = matrix(b, product.k(), product.n(), product.transposeB());
    }

    private static RealMatrix matrix(float[] values, int rows, int columns, boolean transposed) {
        double[][] result = new double[rows][columns];
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                result[i][j] = values[transposed ? j * rows + i : i * columns + j];
            }
        }
        return new Array2DRowRealMatrix(result, false);
    }

    @Override
    public void multiply() {
        c = a.multiply(b);
    }

    @Override
    public double get(int i, int j) {
        return c.getEntry(i, j);
    }
}
