package io.katsuo.bench.claim.sides;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.Workspace;

/** {@code (f(x + h) - f(x)) / h}: half the work of central differences, and an error of order h instead of h². */
final class OneSidedDifferences implements Differentiation {
    private final Task task;
    private final TwoLayerNet network;
    private final float step;
    private final Workspace workspace = new Workspace();

    OneSidedDifferences(Task task, double step) {
        this.task = task;
        this.network = task.newNetwork();
        this.step = (float) step;
    }

    @Override
    public double[][] derivatives() {
        double here = loss();
        return network.params().values().stream()
                .map(parameter -> derivatives(task.chosen(parameter), here))
                .toArray(double[][]::new);
    }

    private double[] derivatives(Tensor w, double here) {
        double[] derivatives = new double[w.size()];
        for (int i = 0; i < derivatives.length; i++) {
            float original = w.get(i);
            float high = original + step;
            w.set(high, i);
            derivatives[i] = (loss() - here) / ((double) high - original);
            w.set(original, i);
        }
        return derivatives;
    }

    private double loss() {
        return network.loss(task.x(), task.t(), workspace);
    }
}
