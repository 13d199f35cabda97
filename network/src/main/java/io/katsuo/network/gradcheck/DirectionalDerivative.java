package io.katsuo.network.gradcheck;

import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.Stencil;
import java.util.function.DoubleFunction;

/**
 * The derivative of the loss of a {@link DoubleNetwork} along a direction in the space of its parameters: of
 * {@code s -> L(θ + s·v)} at 0. It is the product of the whole gradient with v, and costs two evaluations of the network
 * however many parameters it has.
 *
 * @param step the step that it was taken with
 * @param kinked whether some formula has a kink within that step
 */
record DirectionalDerivative(double value, double step, boolean kinked) {
    private static final int ATTEMPTS = 6;
    private static final double SHRINK = 4;

    /**
     * Takes the derivative. Many units move at once, so that a step soon crosses a kink: then it is divided by 4, up to
     * five times.
     *
     * @param direction one array for each parameter of the network, of its size; empty for one that stays
     * @param stencil makes the stencil for a step, such as {@code Stencil::central}
     * @param firstStep the first step
     */
    static DirectionalDerivative of(
            DoubleNetwork network, double[][] direction, DoubleFunction<Stencil> stencil, double firstStep) {
        double step = firstStep;
        for (int attempt = 1; ; attempt++, step /= SHRINK) {
            boolean[] kinked = new boolean[1];
            double value = stencil.apply(step)
                    .derivative(
                            s -> {
                                DoubleNetwork.Evaluation moved =
                                        network.evaluate(0, network.values(0), moved(network, direction, s));
                                kinked[0] |= moved.kinked();
                                return moved.meanLoss();
                            },
                            0);
            if (!kinked[0] || attempt == ATTEMPTS) {
                return new DirectionalDerivative(value, step, kinked[0]);
            }
        }
    }

    /** The parameters at {@code θ + s·v}, by layer. */
    private static double[][][] moved(DoubleNetwork network, double[][] direction, double s) {
        double[][][] moved = new double[network.depth()][][];
        int given = 0;
        for (int layer = 0; layer < moved.length; layer++) {
            moved[layer] = network.parameters(layer).clone();
            for (int p = 0; p < moved[layer].length; p++) {
                double[] v = direction[given++];
                if (v.length > 0) {
                    moved[layer][p] = sum(network.parameters(layer)[p], s, v);
                }
            }
        }
        return moved;
    }

    private static double[] sum(double[] from, double s, double[] v) {
        double[] sum = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            sum[i] = from[i] + s * v[i];
        }
        return sum;
    }
}
