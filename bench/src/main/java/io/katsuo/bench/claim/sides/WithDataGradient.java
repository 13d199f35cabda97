package io.katsuo.bench.claim.sides;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.network.TwoLayerNet;
import java.util.List;

/** Katsuo's layers as the book calls them: the derivative by the images is computed too, which nobody needs. */
final class WithDataGradient implements Backpropagation {
    private final Task task;
    private final TwoLayerNet network;
    private final List<Layer> layers;

    WithDataGradient(Task task) {
        this.task = task;
        this.network = task.newNetwork();
        this.layers = List.copyOf(network.layers().values());
    }

    @Override
    public double run() {
        Tensor value = task.x();
        for (int i = 0; i < layers.size(); i++) {
            value = layers.get(i).forward(value);
        }
        double loss = network.lastLayer().forward(value, task.t());
        Tensor dout = network.lastLayer().backward();
        for (int i = layers.size() - 1; i >= 0; i--) {
            dout = layers.get(i).backward(dout);
        }
        return loss;
    }

    @Override
    public double[][] gradient() {
        return KatsuoBackpropagation.gradient(network);
    }
}
