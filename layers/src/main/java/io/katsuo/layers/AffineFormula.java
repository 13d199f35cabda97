package io.katsuo.layers;

/** {@code x·W}, or {@code x·W + b}, in double; the parameters are W [D, M] and b [M]. */
record AffineFormula(int outputs, boolean biased) implements Formula {
    @Override
    public int outputs(int inputs) {
        return outputs;
    }

    @Override
    public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
        double[] w = parameters[0];
        double value = biased ? parameters[1][unit] : 0;
        for (int k = 0; k < inputs; k++) {
            // Most pixels are 0, and so are half the outputs of a ReLU.
            if (x[at + k] != 0) {
                value += x[at + k] * w[k * outputs + unit];
            }
        }
        return value;
    }

    @Override
    public int touched(int parameter, int index, double[] x, int at) {
        if (parameter == 0 && x[at + index / outputs] == 0) {
            return NONE;
        }
        return index % outputs;
    }
}
