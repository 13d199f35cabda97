package io.katsuo.bench.claim;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.Workspace;
import java.util.List;

/** Katsuo's network, computed as in training: float32, the log-sum-exp of the loss in double. */
final class KatsuoNetwork extends TimedNetwork {
    private final TwoLayerNet network;
    private final Tensor x;
    private final Targets t;
    private final List<Tensor> parameters;
    private final Workspace workspace = new Workspace();

    KatsuoNetwork(NetSize size, Images images, int batch) {
        network = new TwoLayerNet(size.inputs(), size.hidden(), size.outputs(), SEED);
        x = images.first(batch, size.inputs());
        t = Targets.of(images.labels(batch));
        parameters = network.params().values().stream().map(Tensor::flatten).toList();
    }

    @Override
    double loss() {
        return network.loss(x, t, workspace);
    }

    @Override
    double backpropagate() {
        return network.computeGradients(x, t);
    }

    @Override
    double[] gradient(int parameter) {
        return network.parameters().get(parameter).gradient().toDoubles();
    }

    @Override
    double get(int parameter, int entry) {
        return parameters.get(parameter).get(entry);
    }

    @Override
    void set(int parameter, int entry, double value) {
        parameters.get(parameter).set(entry, value);
    }
}
