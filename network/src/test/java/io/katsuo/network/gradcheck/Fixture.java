package io.katsuo.network.gradcheck;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import java.util.List;

/**
 * A right network in which each layer can be replaced by a wrong one: affine1 [8, 6], relu1, affine2 [6, 6], sigmoid1,
 * affine3 [6, 5], softmax, on six samples. As many samples as units: a mix-up of the two is not refused for its shape.
 */
final class Fixture {
    static final int SAMPLES = 6;

    final Rng rng = new Rng(12);
    Layer affine1 = affine("affine1", 8, 6);
    Layer relu1 = new Relu("relu1");
    Layer affine2 = affine("affine2", 6, 6);
    Layer sigmoid1 = new Sigmoid("sigmoid1");
    Layer affine3 = affine("affine3", 6, 5);
    LossLayer loss = new SoftmaxWithLoss();
    Tensor x = Tensor.randn(rng, SAMPLES, 8);
    Targets t = Targets.of(0, 3, 1, 4, 2, 3);

    private Affine affine(String name, int inputs, int outputs) {
        return new Affine(
                name,
                Tensor.normal(rng, 0, 0.6, Shape.of(inputs, outputs)),
                Tensor.normal(rng, 0, 0.3, Shape.of(outputs)));
    }

    /** Rows of probabilities, none of them one-hot. */
    void softTargets() {
        Tensor rows = Tensor.uniform(rng, 0.1f, 1, Shape.of(SAMPLES, 5));
        for (int i = 0; i < SAMPLES; i++) {
            float sum = 0;
            for (int k = 0; k < 5; k++) {
                sum += rows.get(i, k);
            }
            for (int k = 0; k < 5; k++) {
                rows.set(i, k, rows.get(i, k) / sum);
            }
        }
        t = Targets.of(rows);
    }

    /** The report on the network, which has seen another batch before. */
    GradientReport check() {
        Network network = new Network(List.of(affine1, relu1, affine2, sigmoid1, affine3), loss);
        network.computeGradients(Tensor.randn(new Rng(13), SAMPLES, 8), Targets.of(1, 1, 0, 2, 4, 3));
        return GradientCheck.of(network).on(x, t).run();
    }
}
