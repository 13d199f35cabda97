package io.katsuo.bench.claim.sides;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/** The matrices of commons-math3, in double. */
final class CommonsMath implements Algebra<RealMatrix> {
    @Override
    public RealMatrix zeros(int rows, int columns) {
        return new Array2DRowRealMatrix(rows, columns);
    }

    @Override
    public int rows(RealMatrix a) {
        return a.getRowDimension();
    }

    @Override
    public int columns(RealMatrix a) {
        return a.getColumnDimension();
    }

    @Override
    public double get(RealMatrix a, int i, int j) {
        return a.getEntry(i, j);
    }

    @Override
    public void set(RealMatrix a, int i, int j, double value) {
        a.setEntry(i, j, value);
    }

    @Override
    public RealMatrix multiply(RealMatrix a, RealMatrix b) {
        return a.multiply(b);
    }

    @Override
    public RealMatrix multiplyTransposedLeft(RealMatrix a, RealMatrix b) {
        return a.transpose().multiply(b);
    }

    @Override
    public RealMatrix multiplyTransposedRight(RealMatrix a, RealMatrix b) {
        return a.multiply(b.transpose());
    }
}
