package io.katsuo.bench.claim.sides;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.Workspace;
import io.katsuo.network.numeric.NumericalGradient;
import java.util.List;

/**
 * Central differences of the loss as Katsuo computes it: for each entry the whole network forward twice, by the same
 * float32 kernels as backpropagation, the log-sum-exp of the scores in double.
 */
final class KatsuoDifferences implements Differentiation {
    private final TwoLayerNet network;
    private final List<Tensor> chosen;
    private final Tensor x;
    private final Targets t;
    private final float step;
    private final Workspace workspace = new Workspace();

    /**
     * @param network the network; its parameters are written to, and put back
     * @param chosen for each of its parameters the entries in question, in the parameter's memory
     */
    KatsuoDifferences(TwoLayerNet network, List<Tensor> chosen, Task task, double step) {
        this.network = network;
        this.chosen = chosen;
        this.x = task.x();
        this.t = task.t();
        this.step = (float) step;
    }

    /** By all entries of the task. */
    static KatsuoDifferences of(Task task, double step) {
        TwoLayerNet network = task.newNetwork();
        List<Tensor> chosen =
                network.params().values().stream().map(task::chosen).toList();
        return new KatsuoDifferences(network, chosen, task, step);
    }

    @Override
    public double[][] derivatives() {
        double[][] derivatives = new double[chosen.size()][];
        for (int i = 0; i < derivatives.length; i++) {
            Tensor found = NumericalGradient.of(ignored -> network.loss(x, t, workspace), chosen.get(i), step);
            derivatives[i] = KatsuoBackpropagation.doubles(found);
        }
        return derivatives;
    }
}
