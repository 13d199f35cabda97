package io.katsuo.network.gradcheck;

import io.katsuo.layers.Formula;
import java.util.Optional;

/**
 * Checks what a formula claims about itself. The reference does not compute what {@link Formula#elementwise} and
 * {@link Formula#touched} exclude, so a false claim would make the reference as wrong as the code.
 */
final class FormulaClaims {
    /** Far more than a step of a difference: any real dependence shows. */
    private static final double MOVE = 0.5;

    private static final int INPUTS = 16;
    private static final int ENTRIES = 8;
    private static final int OUTPUTS = 512;

    private final String layer;
    private final Formula formula;
    private final double[][] parameters;
    private final double[] x;
    private final int inputs;
    private final int outputs;

    FormulaClaims(String layer, Formula formula, double[][] parameters, double[] x, int rows) {
        this.layer = layer;
        this.formula = formula;
        this.parameters = parameters.clone();
        this.x = x.clone();
        this.inputs = x.length / rows;
        this.outputs = formula.outputs(inputs);
    }

    /** The first false claim, in words. */
    Optional<String> untrue() {
        if (formula.wholeBatch()) {
            return Optional.empty();
        }
        int last = x.length - inputs;
        return elementwise(0).or(() -> elementwise(last)).or(() -> touched(0)).or(() -> touched(last));
    }

    private Optional<String> elementwise(int at) {
        if (!formula.elementwise()) {
            return Optional.empty();
        }
        double[] before = values(at);
        for (int n = 0; n < Math.min(INPUTS, inputs); n++) {
            int moved = place(n, INPUTS, inputs);
            double value = x[at + moved];
            x[at + moved] = value + MOVE;
            int changed = changed(before, values(at), moved);
            x[at + moved] = value;
            if (changed >= 0) {
                return Optional.of(layer + ".formula: elementwise() is not true: output " + changed
                        + " changes with input " + moved);
            }
        }
        return Optional.empty();
    }

    private Optional<String> touched(int at) {
        double[] before = values(at);
        for (int p = 0; p < parameters.length; p++) {
            double[] original = parameters[p];
            for (int n = 0; n < Math.min(ENTRIES, original.length); n++) {
                int entry = place(n, ENTRIES, original.length);
                int touched = formula.touched(p, entry, x, at);
                if (touched == Formula.ALL) {
                    continue;
                }
                parameters[p] = original.clone();
                parameters[p][entry] += MOVE;
                int changed = changed(before, values(at), touched);
                parameters[p] = original;
                if (changed >= 0) {
                    return Optional.of(layer + ".formula: touched() is not true: output " + changed
                            + " changes with entry " + entry + " of parameter " + p + ", which is said to touch "
                            + (touched == Formula.NONE ? "none" : "output " + touched + " only"));
                }
            }
        }
        return Optional.empty();
    }

    /** Some of the outputs of a sample; all if there are few. */
    private double[] values(int at) {
        double[] values = new double[Math.min(OUTPUTS, outputs)];
        for (int n = 0; n < values.length; n++) {
            values[n] = formula.output(place(n, OUTPUTS, outputs), x, at, inputs, parameters);
        }
        return values;
    }

    /** The first output that changed, except the one that may; -1 if there is none. */
    private int changed(double[] before, double[] after, int mayChange) {
        for (int n = 0; n < before.length; n++) {
            int output = place(n, OUTPUTS, outputs);
            if (output != mayChange && Double.compare(before[n], after[n]) != 0) {
                return output;
            }
        }
        return -1;
    }

    /** Evenly spaced places; all if there are no more than asked for. */
    private static int place(int n, int asked, int size) {
        return size <= asked ? n : (int) ((long) n * size / asked);
    }
}
