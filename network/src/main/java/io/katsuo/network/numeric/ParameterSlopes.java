package io.katsuo.network.numeric;

import io.katsuo.layers.Formula;

/**
 * The derivatives of a layer's outputs by one entry of one of its parameters, by central differences of its formula. One
 * thread uses it.
 *
 * @since 0.1
 */
public final class ParameterSlopes {
    /** The step of the difference: truncation is of order 1e-10, and so is rounding, relative to the outputs. */
    private static final double STEP = 1e-5;

    private final Formula formula;
    private final double[][] parameters;
    private final double[] values;
    private final int which;
    private final double[] x;
    private final int inputs;
    private final int outputs;
    private final int[] units;
    private final double[] slopes;

    /**
     * The derivatives at a point.
     *
     * @param formula the layer
     * @param parameters the values of its parameters; not written
     * @param which the parameter
     * @param x the layer's inputs, one sample after another; not written
     * @param rows the number of samples
     */
    public ParameterSlopes(Formula formula, double[][] parameters, int which, double[] x, int rows) {
        this.formula = formula;
        this.parameters = parameters.clone();
        this.values = parameters[which].clone();
        this.parameters[which] = values;
        this.which = which;
        this.x = x;
        this.inputs = x.length / rows;
        this.outputs = formula.outputs(inputs);
        this.units = new int[rows];
        this.slopes = new double[rows * outputs];
    }

    /**
     * Takes the derivatives by one entry.
     *
     * @param index which, in row-major order
     */
    public void at(int index) {
        double w = values[index];
        double h = WiderStep.first(STEP, w);
        double high = w + h;
        double low = w - h;
        for (int row = 0; row < units.length; row++) {
            units[row] = formula.touched(which, index, x, row * inputs);
            for (int k = first(row); k < end(row); k++) {
                values[index] = high;
                double above = formula.output(k, x, row * inputs, inputs, parameters);
                values[index] = low;
                double below = formula.output(k, x, row * inputs, inputs, parameters);
                slopes[row * outputs + k] = WiderStep.good(above, below, high - low)
                        ? (above - below) / (high - low)
                        : wider(index, row, k, w, h, above, below);
            }
            values[index] = w;
        }
    }

    private double wider(int index, int row, int unit, double w, double h, double above, double below) {
        return WiderStep.derivative(
                moved -> {
                    values[index] = moved;
                    return formula.output(unit, x, row * inputs, inputs, parameters);
                },
                w,
                h,
                above,
                below);
    }

    /**
     * The first output of a sample that the entry reaches.
     *
     * @param row the sample
     * @return an output
     */
    public int first(int row) {
        return Math.max(units[row], 0);
    }

    /**
     * Where the outputs end that the entry reaches.
     *
     * @param row the sample
     * @return one more than the last one; at most {@link #first} if there is none
     */
    public int end(int row) {
        return switch (units[row]) {
            case Formula.NONE -> 0;
            case Formula.ALL -> outputs;
            default -> units[row] + 1;
        };
    }

    /**
     * The derivative of an output.
     *
     * @param row the sample
     * @param output which of its outputs
     * @return the derivative; 0 where the entry does not reach
     */
    public double slope(int row, int output) {
        return output >= first(row) && output < end(row) ? slopes[row * outputs + output] : 0;
    }
}
