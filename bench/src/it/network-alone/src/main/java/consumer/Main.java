package consumer;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Trainer;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.optimizer.Sgd;

/** A network learns exclusive or. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Tensor x = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Targets t = Targets.of(0, 1, 1, 0);
        TwoLayerNet network = new TwoLayerNet(2, 16, 2, 1.0, 1);
        new Trainer(network, x, t).batchSize(4).optimizer(new Sgd(0.5f)).iterations(500).run();
        System.out.println("network: loss " + network.loss(x, t) + ", accuracy " + network.accuracy(x, t));
        if (network.accuracy(x, t) != 1) {
            throw new AssertionError("accuracy 1 expected");
        }
    }
}
