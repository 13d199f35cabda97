package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
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

    /** A smaller relative change of the slopes is within the error that is accepted anyway. */
    private static final double CURVED = 1e-9;

    private final Formula formula;
    private final double[][] parameters;
    private final double[] x;
    /** The parameter, or negative for the inputs. */
    private final int which;
    /** The numbers that are moved: a private copy of the parameter, or of the inputs. */
    private final double[] cells;

    private final boolean curved;

    /** By output: its rounding error. */
    private final double[] noise;

    private final int inputs;
    private final int outputs;
    private final int rows;

    /** What the current difference moves, and which output of which sample it takes. */
    private int cell;

    private int row;
    private int unit;
    private final DoubleUnaryOperator output = this::output;

    /** For a formula of a whole batch: all outputs by value of the number, since each output asks for the same values. */
    private final Map<Double, double[]> batchOutputs = new HashMap<>();

    /** Takes the derivatives one after another. */
    @FunctionalInterface
    interface Terms {
        /**
         * The derivative of one output.
         *
         * @param output its place among all outputs of the batch
         */
        void add(int output, double slope, double error);
    }

    /**
     * Derivatives by entries of a parameter, or by inputs if {@code which} is negative, with the rounding error of each
     * output; the arrays are not written.
     */
    Jacobian(Formula formula, double[][] parameters, int which, double[] x, int rows, double[] noise) {
        this.formula = formula;
        this.parameters = parameters.clone();
        this.which = which;
        this.cells = which < 0 ? x.clone() : parameters[which].clone();
        this.x = which < 0 ? cells : x;
        if (which >= 0) {
            this.parameters[which] = cells;
        }
        this.rows = rows;
        this.noise = noise;
        this.inputs = x.length / rows;
        this.outputs = formula.outputs(inputs);
        this.curved = which < 0 && !formula.elementwise() && curved();
    }

    /** The derivatives of all outputs that one number reaches, given by its row-major place. */
    void at(int place, Terms terms) {
        cell = place;
        batchOutputs.clear();
        boolean ofOneSample = which < 0 && !formula.wholeBatch();
        int end = ofOneSample ? place / inputs + 1 : rows;
        for (row = ofOneSample ? place / inputs : 0; row < end; row++) {
            int reached = reached(place);
            int last = reached == Formula.ALL ? outputs - 1 : reached;
            for (unit = Math.max(reached, 0); unit <= last; unit++) {
                if (which < 0 && formula.elementwise()) {
                    besideKinks(terms);
                } else {
                    int at = row * outputs + unit;
                    Slope slope = curved
                            ? Slope.of(output, cells[cell], Slope.step(0, cells[cell]), noise[at])
                            : Slope.smooth(output, cells[cell], STEP, noise[at]);
                    terms.add(at, slope.value(), slope.error());
                }
            }
        }
    }

    /** Whether a step four times as wide gives visibly other slopes: then each slope needs a step that fits. */
    private boolean curved() {
        double[][] at = {forward(STEP), forward(-STEP), forward(4 * STEP), forward(-4 * STEP)};
        double largest = 0;
        double change = 0;
        for (int i = 0; i < at[0].length; i++) {
            double narrow = at[0][i] - at[1][i];
            double rounding = 0x1p-50 * (Math.abs(at[2][i]) + Math.abs(at[3][i]));
            largest = Math.max(largest, Math.abs(narrow));
            change = Math.max(change, Math.abs((at[2][i] - at[3][i]) / 4 - narrow) - rounding);
        }
        return change > CURVED * largest;
    }

    /** The outputs for inputs moved in different ways. */
    private double[] forward(double step) {
        double[] moved = x.clone();
        Arrays.setAll(moved, i -> x[i] + step * Math.sin(i + 1));
        return formula.forward64(moved, rows, parameters);
    }

    private int reached(int place) {
        if (which >= 0) {
            return formula.touched(which, place, x, row * inputs);
        }
        return formula.elementwise() ? place - row * inputs : Formula.ALL;
    }

    private double output(double value) {
        double original = cells[cell];
        cells[cell] = value;
        double y = formula.wholeBatch()
                ? batchOutputs.computeIfAbsent(value, v -> formula.forward64(x, rows, parameters))[row * outputs + unit]
                : formula.output(unit, x, row * inputs, inputs, parameters);
        cells[cell] = original;
        return y;
    }

    /** Order 2 on one side if a declared kink lies on the other; NaN between two kinks. */
    private void besideKinks(Terms terms) {
        double value = cells[cell];
        int at = row * outputs + unit;
        for (double step : STEPS_BESIDE_KINKS) {
            double h = Slope.step(step, value);
            boolean above = formula.kink(value, value + 2 * h);
            boolean below = formula.kink(value, value - 2 * h);
            if (!above && !below) {
                // The formula may have cancelled terms of the size of the input, as x·Φ(x) has.
                double hidden = 8 * Slope.ROUNDING * Math.abs(value);
                Slope slope = Slope.of(output, value, Slope.step(0, value), noise[at] + hidden);
                terms.add(at, slope.value(), slope.error());
                return;
            }
            if (!above || !below) {
                double s = above ? -h : h;
                terms.add(
                        at,
                        (4 * output(value + s) - 3 * output(value) - output(value + 2 * s)) / (2 * s),
                        4 * noise[at] / h);
                return;
            }
        }
        terms.add(at, Double.NaN, 0);
    }
}
