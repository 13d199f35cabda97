package io.katsuo.network.numeric;

import java.util.function.DoubleFunction;

/**
 * The loss of a {@link DoubleNetwork} along a line through its parameters as they are: {@code s -> L(θ + s·v)}. The
 * derivative at 0 is the product of the whole gradient with v, for two evaluations of the network however many
 * parameters it has.
 *
 * @since 0.1
 */
public final class Line {
    private static final int ATTEMPTS = 6;
    private static final double SHRINK = 4;

    private final DoubleNetwork network;
    /** By layer, then by parameter. */
    private final double[][][] direction;

    private final double[][][] moved;
    private boolean kink;

    /**
     * A derivative along a line.
     *
     * @param value the derivative
     * @param step the step that it was taken with
     * @param kinked whether some unit has a kink within that step
     */
    public record Derivative(double value, double step, boolean kinked) {}

    /**
     * A line.
     *
     * @param network the formulas
     * @param direction one array for each parameter of the network, of its size; empty for one that stays
     * @throws IllegalArgumentException if the sizes do not fit
     */
    public Line(DoubleNetwork network, double[]... direction) {
        this.network = network;
        int depth = network.parameters.length;
        this.direction = new double[depth][][];
        this.moved = new double[depth][][];
        int given = 0;
        for (int layer = 0; layer < depth; layer++) {
            double[][] own = network.parameters[layer];
            this.direction[layer] = new double[own.length][];
            this.moved[layer] = own.clone();
            for (int p = 0; p < own.length; p++, given++) {
                double[] v = given < direction.length ? direction[given] : new double[0];
                if (v.length != 0 && v.length != own[p].length) {
                    throw new IllegalArgumentException("line: parameter " + given + " has " + own[p].length
                            + " entries, its direction " + v.length);
                }
                this.direction[layer][p] = v;
                moved[layer][p] = v.length == 0 ? own[p] : new double[v.length];
            }
        }
        if (given != direction.length) {
            throw new IllegalArgumentException(
                    "line: " + direction.length + " directions for " + given + " parameters");
        }
    }

    /**
     * The derivative at 0. Many units move at once, so that a kink is soon crossed: then the step is made a quarter,
     * up to five times.
     *
     * @param way how it is taken, given the step, such as {@code Stencil::central}
     * @param firstStep the step, at first
     * @return the derivative
     */
    public Derivative derivative(DoubleFunction<Stencil> way, double firstStep) {
        double step = firstStep;
        for (int attempt = 1; ; attempt++, step /= SHRINK) {
            kink = false;
            double value = way.apply(step).derivative(this::lossAt, 0);
            if (!kink || attempt == ATTEMPTS) {
                return new Derivative(value, step, kink);
            }
        }
    }

    private double lossAt(double s) {
        double[] values = network.values[0];
        boolean changed = false;
        for (int layer = 0; layer < direction.length; layer++) {
            changed |= move(layer, s);
            if (changed && network.formulas[layer].elementwise()) {
                findKinks(layer, values);
            }
            values = changed
                    ? network.formulas[layer].forward64(values, network.rows, moved[layer])
                    : network.values[layer + 1];
        }
        double[] losses = new double[network.rows];
        int width = network.widths[direction.length];
        for (int row = 0; row < network.rows; row++) {
            losses[row] = network.loss.loss(values, row * width, network.targets[row]);
        }
        return DoubleNetwork.mean(losses);
    }

    private boolean move(int layer, double s) {
        boolean any = false;
        for (int p = 0; p < direction[layer].length; p++) {
            double[] from = network.parameters[layer][p];
            double[] v = direction[layer][p];
            for (int i = 0; i < v.length; i++) {
                moved[layer][p][i] = from[i] + s * v[i];
            }
            any |= v.length > 0;
        }
        return any;
    }

    private void findKinks(int layer, double[] inputs) {
        double[] unmoved = network.values[layer];
        for (int i = 0; i < inputs.length && !kink; i++) {
            kink = network.formulas[layer].kink(unmoved[i], inputs[i]);
        }
    }
}
