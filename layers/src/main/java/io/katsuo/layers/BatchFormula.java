package io.katsuo.layers;

import java.util.Objects;

/** A formula of a whole batch. */
record BatchFormula(OfBatch function) implements Formula {
    BatchFormula {
        Objects.requireNonNull(function, "function");
    }

    @Override
    public boolean wholeBatch() {
        return true;
    }

    @Override
    public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
        throw new UnsupportedOperationException("formula: samples of a whole-batch formula cannot be computed alone");
    }

    @Override
    public double[] forward64(double[] x, int rows, double[]... parameters) {
        return function.outputs(x, rows, parameters);
    }
}
