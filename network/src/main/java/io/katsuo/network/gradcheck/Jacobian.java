package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The derivatives of a layer's outputs by one number that they depend on, an input or an entry of a parameter: central
 * differences of the layer's formula, beside a kink one-sided differences from the side on which the input lies.
 *
 * <p>Concurrent use: one thread.
 */
final class Jacobian {
    /** The step of a difference: truncation and rounding are both of order 1e-10, relative to the outputs. */
    private static final double STEP = 1e-5;

    /** Tried in turn, until no kink lies within the step. */
    private static final double[] STEPS_BESIDE_KINKS = {STEP, 1e-8};

    private final Formula formula;
    private final double[][] parameters;
    private final double[] x;
    /** The parameter, or negative for the inputs. */
    private final int which;
    /** The numbers that are moved: a private copy of the parameter, or of the inputs. */
    private final double[] cells;

    private final int inputs;
    private final int outputs;
    private final int rows;
    private final double[] slopes;
    private final double[] errors;
    /** By sample: the output that the number reaches, or all or none. */
    private final int[] reached;
    /** What the current difference moves, and which output of which sample it takes. */
    private int cell;

    private int row;
    private int unit;
    private final DoubleUnaryOperator output = this::output;

    /** For a formula of a whole batch: all outputs for two values of the number, since each output asks for both. */
    private final double[][] batchOutputs = new double[2][];

    private final double[] batchValues = new double[2];

    private Jacobian(Formula formula, double[][] parameters, int which, double[] x, int rows) {
        this.formula = formula;
        this.parameters = parameters.clone();
        this.which = which;
        this.cells = which < 0 ? x.clone() : parameters[which].clone();
        this.x = which < 0 ? cells : x;
        if (which >= 0) {
            this.parameters[which] = cells;
        }
        this.rows = rows;
        this.inputs = x.length / rows;
        this.outputs = formula.outputs(inputs);
        this.slopes = new double[rows * outputs];
        this.errors = new double[rows * outputs];
        this.reached = new int[rows];
    }

    /** Derivatives by entries of a parameter, for these samples; the arrays are not written. */
    static Jacobian byParameter(Formula formula, double[][] parameters, int which, double[] x, int rows) {
        return new Jacobian(formula, parameters, which, x, rows);
    }

    /** Derivatives by inputs, for these samples; the arrays are not written. */
    static Jacobian byInputs(Formula formula, double[][] parameters, double[] x, int rows) {
        return new Jacobian(formula, parameters, -1, x, rows);
    }

    /** Takes the derivatives by one number, given by its row-major place. */
    void at(int place) {
        cell = place;
        Arrays.fill(batchOutputs, null);
        for (row = firstRow(); row < endRow(); row++) {
            int at = row * inputs;
            reached[row] = which >= 0
                    ? formula.touched(which, place, x, at)
                    : formula.elementwise() ? place - at : Formula.ALL;
            for (int k = first(row); k < end(row); k++) {
                unit = k;
                slopes[row * outputs + k] = which < 0 && formula.elementwise() ? besideKinks() : smooth();
            }
        }
    }

    private double output(double value) {
        double original = cells[cell];
        cells[cell] = value;
        double y = formula.wholeBatch()
                ? batchOutputs(value)[row * outputs + unit]
                : formula.output(unit, x, row * inputs, inputs, parameters);
        cells[cell] = original;
        return y;
    }

    private double[] batchOutputs(double value) {
        for (int i = 0; i < 2; i++) {
            if (batchOutputs[i] != null && batchValues[i] == value) {
                return batchOutputs[i];
            }
        }
        double[] all = formula.forward64(x, rows, parameters);
        int free = batchOutputs[0] == null ? 0 : batchOutputs[1] == null ? 1 : -1;
        if (free >= 0) {
            batchOutputs[free] = all;
            batchValues[free] = value;
        }
        return all;
    }

    private double smooth() {
        double value = cells[cell];
        return WiderStep.derivative(output, value, WiderStep.first(STEP, value));
    }

    /** Order 2 on one side if a declared kink lies on the other; NaN between two kinks. */
    private double besideKinks() {
        double value = cells[cell];
        for (double step : STEPS_BESIDE_KINKS) {
            double h = WiderStep.first(step, value);
            boolean above = formula.kink(value, value + 2 * h);
            boolean below = formula.kink(value, value - 2 * h);
            if (!above && !below) {
                Slope slope = Slope.of(output, value, WiderStep.first(0, value), 0);
                errors[row * outputs + unit] = slope.error();
                return slope.value();
            }
            if (!above || !below) {
                double s = above ? -h : h;
                return (4 * output(value + s) - 3 * output(value) - output(value + 2 * s)) / (2 * s);
            }
        }
        return Double.NaN;
    }

    private boolean isOfOneSample() {
        return which < 0 && !formula.wholeBatch();
    }

    /** The first sample that the number reaches. */
    int firstRow() {
        return isOfOneSample() ? cell / inputs : 0;
    }

    /** One more than the last sample that the number reaches. */
    int endRow() {
        return isOfOneSample() ? cell / inputs + 1 : rows;
    }

    /** The first output of a sample that the number reaches. */
    int first(int row) {
        return Math.max(reached[row], 0);
    }

    /** One more than the last output that the number reaches; at most {@link #first} if it reaches none. */
    int end(int row) {
        return switch (reached[row]) {
            case Formula.NONE -> 0;
            case Formula.ALL -> outputs;
            default -> reached[row] + 1;
        };
    }

    /** The derivative of an output; 0 where the number does not reach. */
    double slope(int row, int output) {
        return output >= first(row) && output < end(row) ? slopes[row * outputs + output] : 0;
    }

    /** The error of a derivative, beyond that of a difference with the usual step. */
    double error(int row, int output) {
        return output >= first(row) && output < end(row) ? errors[row * outputs + output] : 0;
    }

    /** What arrives at the number if these derivatives arrive at the outputs: the chain rule. */
    double backward(double[] dout) {
        double sum = 0;
        for (int r = firstRow(); r < endRow(); r++) {
            for (int k = first(r); k < end(r); k++) {
                sum += dout[r * outputs + k] * slopes[r * outputs + k];
            }
        }
        return sum;
    }
}
