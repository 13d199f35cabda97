package io.katsuo.network.gradcheck;

import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.Stencil;
import java.util.function.DoubleFunction;

/**
 * The derivative of the loss of a {@link DoubleNetwork} along a direction in the space of its parameters: of
 * {@code s -> L(θ + s·v)} at 0. It is the product of the whole gradient with v, and costs two evaluations of the network
 * however many parameters it has.
 *
 * @param value the derivative
 * @param step the step that it was taken with
 * @param kinked whether some unit has a kink within that step
 */
record DirectionalDerivative(double value, double step, boolean kinked) {
    private static final int ATTEMPTS = 6;
    private static final double SHRINK = 4;

    /**
     * Takes the derivative. Many units move at once, so that a step soon crosses a kink: then it is divided by 4, up to
     * five times.
     *
     * @param network the formulas
     * @param direction one array for each parameter of the network, of its size; empty for one that stays
     * @param stencil makes the stencil for a step, such as {@code Stencil::central}
     * @param firstStep the first step
     */
    static DirectionalDerivative of(
            DoubleNetwork network, double[][] direction, DoubleFunction<Stencil> stencil, double firstStep) {
        Line line = new Line(network, direction);
        double step = firstStep;
        for (int attempt = 1; ; attempt++, step /= SHRINK) {
            line.kink = false;
            double value = stencil.apply(step).derivative(line::lossAt, 0);
            if (!line.kink || attempt == ATTEMPTS) {
                return new DirectionalDerivative(value, step, line.kink);
            }
        }
    }

    /** The loss along the line. */
    private static final class Line {
        private final DoubleNetwork network;
        private final double[][] direction;
        private boolean kink;

        Line(DoubleNetwork network, double[][] direction) {
            this.network = network;
            this.direction = direction;
            int given = 0;
            for (int layer = 0; layer < network.depth(); layer++) {
                for (double[] parameter : network.parameters(layer)) {
                    int size = given < direction.length ? direction[given].length : parameter.length;
                    if (size != 0 && size != parameter.length) {
                        throw new IllegalArgumentException("direction: parameter " + given + " has " + parameter.length
                                + " entries, its direction " + size);
                    }
                    given++;
                }
            }
            if (given != direction.length) {
                throw new IllegalArgumentException(
                        "direction: " + direction.length + " arrays for " + given + " parameters");
            }
        }

        double lossAt(double s) {
            double[] values = network.values(0);
            boolean changed = false;
            int given = 0;
            for (int layer = 0; layer < network.depth(); layer++) {
                double[][] moved = network.parameters(layer).clone();
                for (int p = 0; p < moved.length; p++) {
                    double[] v = direction[given++];
                    moved[p] = v.length == 0 ? moved[p] : sum(moved[p], s, v);
                    changed |= v.length > 0;
                }
                if (changed && network.formula(layer).elementwise()) {
                    findKinks(layer, values);
                }
                values = changed
                        ? network.formula(layer).forward64(values, network.rows(), moved)
                        : network.values(layer + 1);
            }
            return network.meanLoss(values);
        }

        private static double[] sum(double[] from, double s, double[] v) {
            double[] moved = new double[v.length];
            for (int i = 0; i < v.length; i++) {
                moved[i] = from[i] + s * v[i];
            }
            return moved;
        }

        private void findKinks(int layer, double[] inputs) {
            double[] unmoved = network.values(layer);
            for (int i = 0; i < inputs.length && !kink; i++) {
                kink = network.formula(layer).kink(unmoved[i], inputs[i]);
            }
        }
    }
}
