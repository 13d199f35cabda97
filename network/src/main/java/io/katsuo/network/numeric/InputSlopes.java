package io.katsuo.network.numeric;

import io.katsuo.layers.Formula;

/**
 * The derivatives of a layer's outputs by one of its inputs, by central differences of its formula; beside a kink from
 * the side on which the input lies. One thread uses it.
 *
 * @since 0.1
 */
public final class InputSlopes {
    /** Tried in turn, until a difference has no kink in it. */
    private static final double[] STEPS = {1e-5, 1e-8};

    private final Formula formula;
    private final double[][] parameters;
    private final double[] x;
    private final int inputs;
    private final int outputs;
    private final double[] slopes;
    private int first;
    private int end;

    /**
     * The derivatives at a point.
     *
     * @param formula the layer
     * @param parameters the values of its parameters; not written
     * @param x the layer's inputs, one sample after another; not written
     * @param rows the number of samples
     */
    public InputSlopes(Formula formula, double[][] parameters, double[] x, int rows) {
        this.formula = formula;
        this.parameters = parameters;
        this.x = x.clone();
        this.inputs = x.length / rows;
        this.outputs = formula.outputs(inputs);
        this.slopes = new double[outputs];
    }

    /**
     * Takes the derivatives by one input.
     *
     * @param row the sample
     * @param input which of its inputs
     */
    public void at(int row, int input) {
        int at = row * inputs;
        if (formula.elementwise()) {
            first = input;
            end = input + 1;
            slopes[input] = elementwise(at, input);
            return;
        }
        first = 0;
        end = outputs;
        double value = x[at + input];
        double h = WiderStep.first(STEPS[0], value);
        double high = value + h;
        double low = value - h;
        x[at + input] = high;
        for (int k = 0; k < outputs; k++) {
            slopes[k] = formula.output(k, x, at, inputs, parameters);
        }
        x[at + input] = low;
        for (int k = 0; k < outputs; k++) {
            double above = slopes[k];
            double below = formula.output(k, x, at, inputs, parameters);
            slopes[k] = WiderStep.good(above, below, high - low)
                    ? (above - below) / (high - low)
                    : wider(at, input, k, value, h, above, below);
        }
        x[at + input] = value;
    }

    private double wider(int at, int input, int unit, double value, double h, double above, double below) {
        double before = x[at + input];
        double slope = WiderStep.derivative(
                moved -> {
                    x[at + input] = moved;
                    return formula.output(unit, x, at, inputs, parameters);
                },
                value,
                h,
                above,
                below);
        x[at + input] = before;
        return slope;
    }

    private double elementwise(int at, int unit) {
        double value = x[at + unit];
        for (double least : STEPS) {
            double h = WiderStep.first(least, value);
            boolean above = formula.kink(value, value + 2 * h);
            boolean below = formula.kink(value, value - 2 * h);
            if (!above && !below) {
                return WiderStep.derivative(
                        moved -> f(at, unit, moved), value, h, f(at, unit, value + h), f(at, unit, value - h));
            }
            if (!above || !below) {
                double s = above ? -h : h;
                return (4 * f(at, unit, value + s) - 3 * f(at, unit, value) - f(at, unit, value + 2 * s)) / (2 * s);
            }
        }
        return Double.NaN;
    }

    private double f(int at, int unit, double value) {
        double original = x[at + unit];
        x[at + unit] = value;
        double y = formula.output(unit, x, at, inputs, parameters);
        x[at + unit] = original;
        return y;
    }

    /**
     * The first output that the input reaches.
     *
     * @return an output
     */
    public int first() {
        return first;
    }

    /**
     * Where the outputs end that the input reaches.
     *
     * @return one more than the last one
     */
    public int end() {
        return end;
    }

    /**
     * The derivative of an output.
     *
     * @param output which, from {@link #first} to {@link #end}
     * @return the derivative; NaN where there is none, between two kinks
     */
    public double slope(int output) {
        return slopes[output];
    }
}
