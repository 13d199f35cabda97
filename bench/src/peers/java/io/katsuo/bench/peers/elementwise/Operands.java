package io.katsuo.bench.peers.elementwise;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * The operands of an operation.
 *
 * @param rows the rows of x
 * @param columns the columns of x, and of y
 * @param x row-major
 * @param y row-major, one row or the number of rows of x
 * @param exponentials the sum of {@code e^x} for each row of x
 */
record Operands(int rows, int columns, float[] x, float[] y, double[] exponentials) {
    static Operands random(int rows, int columns, int rowsOfY) {
        Rng rng = new Rng(5);
        float[] x = values(rng, rows, columns);
        double[] exponentials = new double[rows];
        for (int i = 0; i < x.length; i++) {
            exponentials[i / columns] += Math.exp(x[i]);
        }
        return new Operands(rows, columns, x, values(rng, rowsOfY, columns), exponentials);
    }

    private static float[] values(Rng rng, int rows, int columns) {
        return Tensor.uniform(rng, -4, 4, Shape.of(rows, columns)).array();
    }

    double x(int i, int j) {
        return x[i * columns + j];
    }

    double y(int i, int j) {
        return y[i * columns + j];
    }
}
