package io.katsuo.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.tensor.Tensor;

/** Arrays as the sources print them, and how far from them we may be: their inputs are printed rounded. */
final class PrintedArrays {
    static final double DOUBLE_TOLERANCE = 2e-8;
    static final double FLOAT_TOLERANCE = 3e-7;

    private PrintedArrays() {}

    static Tensor tensor(double[][] rows) {
        Tensor result = Tensor.zeros(rows.length, rows[0].length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) {
                result.set(i, j, (float) rows[i][j]);
            }
        }
        return result;
    }

    static void assertClose(double[][] expected, Tensor actual) {
        assertEquals(tensor(expected).shape(), actual.shape());
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                assertEquals(expected[i][j], actual.get(i, j), FLOAT_TOLERANCE, i + ", " + j);
            }
        }
    }

    static void assertClose(double[][] expected, double[] actual) {
        for (int i = 0; i < expected.length; i++) {
            for (int j = 0; j < expected[i].length; j++) {
                assertEquals(expected[i][j], actual[i * expected[i].length + j], DOUBLE_TOLERANCE, i + ", " + j);
            }
        }
    }

    static double[] flat(double[][] rows) {
        double[] result = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, result, i * rows[i].length, rows[i].length);
        }
        return result;
    }

    /** The derivative of Σ dout·f by the entries of an array that f reads, by central differences in double. */
    static double[] differences(double[] at, java.util.function.Supplier<double[]> f, double[] dout, double h) {
        double[] result = new double[at.length];
        for (int i = 0; i < at.length; i++) {
            double original = at[i];
            at[i] = original + h;
            double[] high = f.get();
            at[i] = original - h;
            double[] low = f.get();
            at[i] = original;
            for (int k = 0; k < high.length; k++) {
                result[i] += dout[k] * (high[k] - low[k]) / (2 * h);
            }
        }
        return result;
    }
}
