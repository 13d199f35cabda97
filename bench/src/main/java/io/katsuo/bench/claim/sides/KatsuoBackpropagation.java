package io.katsuo.bench.claim.sides;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.network.TwoLayerNet;

/** Katsuo's, as training runs it. */
final class KatsuoBackpropagation implements Backpropagation {
    private final Task task;
    private final TwoLayerNet network;

    KatsuoBackpropagation(Task task) {
        this.task = task;
        this.network = task.newNetwork();
    }

    @Override
    public double run() {
        return network.computeGradients(task.x(), task.t());
    }

    @Override
    public double[][] gradient() {
        return gradient(network);
    }

    /** What the last backpropagation left in a network's parameters. */
    static double[][] gradient(TwoLayerNet network) {
        return network.parameters().stream()
                .map(Param::gradient)
                .map(KatsuoBackpropagation::doubles)
                .toArray(double[][]::new);
    }

    static double[] doubles(Tensor values) {
        double[] result = new double[values.size()];
        float[] floats = values.toArray();
        for (int i = 0; i < result.length; i++) {
            result[i] = floats[i];
        }
        return result;
    }
}
