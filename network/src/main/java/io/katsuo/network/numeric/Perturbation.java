package io.katsuo.network.numeric;

import io.katsuo.layers.Formula;
import java.util.Arrays;

/**
 * The loss of a {@link DoubleNetwork} with one entry of one parameter changed, or of the input. What the change does not
 * reach is not recomputed; what it reaches is computed by the same formula as always, so the result is the double that
 * evaluating the whole network would give. An entry of an affine layer's weights, for instance, reaches one unit, and
 * none in samples whose input there is 0.
 *
 * <p>Holds private copies of what it changes; concurrent use: one thread.
 */
final class Perturbation {
    /** The number of the layer whose outputs are the network's input. */
    private static final int INPUT = -1;

    private final DoubleNetwork network;
    private final int layer;
    private final int which;
    private final double[][] parameters;
    /** The network's values, changed; those up to the layer's input are shared and never written. */
    private final double[][] values;

    private final double[] losses;
    /** Whether a layer that the change reaches lets samples depend on each other; then all parameters by layer. */
    private final boolean wholeBatch;

    private final double[][][] moved;
    private boolean kink;

    private Perturbation(DoubleNetwork network, int layer, int which) {
        this.network = network;
        this.layer = layer;
        this.which = which;
        this.values = network.values.clone();
        for (int i = layer + 1; i < values.length; i++) {
            values[i] = values[i].clone();
        }
        this.parameters = layer == INPUT ? new double[][] {values[0]} : network.parameters[layer].clone();
        if (layer != INPUT) {
            this.parameters[which] = parameters[which].clone();
        }
        this.losses = network.losses.clone();
        this.wholeBatch =
                Arrays.stream(network.formulas).skip(Math.max(layer, 0)).anyMatch(Formula::wholeBatch);
        this.moved = network.parameters.clone();
        if (layer != INPUT) {
            moved[layer] = parameters;
        }
    }

    /** Changes entries of a parameter, counted through the network; behind the last, of the input. */
    static Perturbation of(DoubleNetwork network, int parameter) {
        int which = parameter;
        for (int layer = 0; layer < network.parameters.length; layer++) {
            if (which < network.parameters[layer].length) {
                return new Perturbation(network, layer, which);
            }
            which -= network.parameters[layer].length;
        }
        return new Perturbation(network, INPUT, 0);
    }

    /** The derivative of the loss by an entry. */
    double difference(int index, Stencil stencil) {
        kink = false;
        return stencil.derivative(value -> lossAt(index, value), parameters[which][index]);
    }

    /** Whether the last difference was taken across a kink of some unit. */
    boolean crossedKink() {
        return kink;
    }

    private double lossAt(int index, double value) {
        double original = parameters[which][index];
        parameters[which][index] = value;
        double loss = wholeBatch ? batchLoss() : network.mean(rowLosses(index));
        parameters[which][index] = original;
        return loss;
    }

    /** The loss if a layer behind lets samples depend on each other. */
    private double batchLoss() {
        DoubleNetwork.Evaluation found = layer == INPUT
                ? network.evaluate(0, parameters[0], network.parameters)
                : network.evaluate(layer, network.values[layer], moved);
        kink |= found.kinked();
        return found.meanLoss();
    }

    private double[] rowLosses(int index) {
        for (int row = 0; row < network.rows; row++) {
            losses[row] = rowLoss(row, index);
        }
        return losses;
    }

    private double rowLoss(int row, int index) {
        int unit = touched(row, index);
        if (unit == Formula.NONE) {
            return network.losses[row];
        }
        int last = values.length - 1;
        int reached = Math.max(layer, 0);
        boolean changed = true;
        if (layer == INPUT) {
            unit = next(reached, last, unit);
        }
        // As long as only one unit changed, follow that unit; from then on follow whole rows.
        while (changed && reached < last && unit != Formula.ALL) {
            changed = follow(reached++, row, unit);
            unit = next(reached, last, unit);
        }
        while (changed && reached < last) {
            followAll(reached++, row);
        }
        if (changed) {
            kink |= network.loss.kink(
                    network.values[last], values[last], row * network.widths[last], network.targets[row]);
        }
        double loss = changed ? network.weightedLoss(row, values[last]) : network.losses[row];
        restore(row, reached);
        return loss;
    }

    /** The first value of a sample that an entry reaches: an output of its layer, or an input. */
    private int touched(int row, int index) {
        if (layer == INPUT) {
            return index / network.widths[0] == row ? index % network.widths[0] : Formula.NONE;
        }
        return network.formulas[layer].touched(which, index, network.values[layer], row * network.widths[layer]);
    }

    /** The outputs of a layer that change with this one of its inputs. */
    private int next(int reached, int last, int unit) {
        return reached < last && !network.formulas[reached].elementwise() ? Formula.ALL : unit;
    }

    /** Recomputes one output of a layer; returns whether it differs from the unperturbed one. */
    private boolean follow(int at, int row, int unit) {
        double output = output(at, row, unit);
        int i = row * network.widths[at + 1] + unit;
        values[at + 1][i] = output;
        return output != network.values[at + 1][i];
    }

    private void followAll(int at, int row) {
        int width = network.widths[at + 1];
        for (int unit = 0; unit < width; unit++) {
            values[at + 1][row * width + unit] = output(at, row, unit);
        }
    }

    private double output(int at, int row, int unit) {
        Formula formula = network.formulas[at];
        int width = network.widths[at];
        int start = row * width;
        if (formula.elementwise()) {
            kink |= formula.kink(network.values[at][start + unit], values[at][start + unit]);
        }
        double[][] p = at == layer ? parameters : network.parameters[at];
        return formula.output(unit, values[at], start, width, p);
    }

    /** Restores a row of the values up to the input of layer {@code reached}. */
    private void restore(int row, int reached) {
        // lossAt restores the input that it changed.
        for (int i = Math.max(layer + 1, 1); i <= reached; i++) {
            int width = network.widths[i];
            System.arraycopy(network.values[i], row * width, values[i], row * width, width);
        }
    }
}
