package io.katsuo.bench.claim.sides;

/** Plain Java in double, with the loops in an order that runs along rows, so that the compiler can vectorize them. */
final class DoubleLoops implements Algebra<double[][]> {
    @Override
    public double[][] zeros(int rows, int columns) {
        return new double[rows][columns];
    }

    @Override
    public int rows(double[][] a) {
        return a.length;
    }

    @Override
    public int columns(double[][] a) {
        return a[0].length;
    }

    @Override
    public double get(double[][] a, int i, int j) {
        return a[i][j];
    }

    @Override
    public void set(double[][] a, int i, int j, double value) {
        a[i][j] = value;
    }

    @Override
    public double[][] multiply(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                addScaled(a[i][k], b[k], c[i]);
            }
        }
        return c;
    }

    @Override
    public double[][] multiplyTransposedLeft(double[][] a, double[][] b) {
        double[][] c = new double[a[0].length][b[0].length];
        for (int k = 0; k < c.length; k++) {
            for (int i = 0; i < a.length; i++) {
                addScaled(a[i][k], b[i], c[k]);
            }
        }
        return c;
    }

    @Override
    public double[][] multiplyTransposedRight(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                double sum = 0;
                for (int k = 0; k < b[j].length; k++) {
                    sum += a[i][k] * b[j][k];
                }
                c[i][j] = sum;
            }
        }
        return c;
    }

    private static void addScaled(double factor, double[] row, double[] sum) {
        for (int j = 0; j < row.length; j++) {
            sum[j] += factor * row[j];
        }
    }
}
