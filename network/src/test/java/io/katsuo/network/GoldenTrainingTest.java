package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.CrossEntropyOptions;
import io.katsuo.layers.Gelu;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.AdaGrad;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.AdamW;
import io.katsuo.network.optimizer.Momentum;
import io.katsuo.network.optimizer.Nesterov;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.RmsProp;
import io.katsuo.network.optimizer.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * One training run has one result, on every machine and with every kernel: this module's tests run with the widest
 * vectors of the machine and with scalar kernels, and both must end at the parameters that are written here.
 */
class GoldenTrainingTest {
    private static final String PARAMETERS = "79433f0f8d30f8791ca3f0a5d39d308a2de5489154b392eca22f9fd841d4fc1d";

    private static final String EVERY_LAYER = "57ac3a4b907bf1a3b27ce7f1c6b64d8140d114681ab3966fce2ddb5a306b5086";

    /** Both trainings, twice, in a JVM with other flags; prints which kernels ran. */
    public static void main(String[] arguments) {
        for (int run = 0; run < 2; run++) {
            new GoldenTrainingTest().sameParametersEverywhere();
            new GoldenTrainingTest().everyLayerAndOptimizer();
        }
        System.out.println(Backend.name());
    }

    @Test
    void sameParametersEverywhere() {
        Rng rng = new Rng(2024);
        int samples = 400;
        Tensor x = Tensor.zeros(samples, 784);
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = rng.nextInt(10);
            // As in images of digits, most inputs are 0; those of a class are somewhat alike.
            for (int k = 0; k < 784; k++) {
                boolean ink = (k * 31 + labels[i] * 17) % 97 < 20 && rng.nextInt(4) > 0;
                x.set(i, k, ink ? rng.nextFloat() : 0);
            }
        }
        TwoLayerNet network = new TwoLayerNet(784, 50, 10, 7);
        TrainingResult result = new Trainer(network, x, Targets.of(labels))
                .listener(TrainingListener.NONE)
                .iterations(60)
                .seed(3)
                .run();
        assertEquals(PARAMETERS, network.parameterHash(), Backend::describe);
        assertEquals(0.6325, network.accuracy(x, Targets.of(labels)));
        assertEquals(60, result.losses().length);
    }

    /** All kinds of layers, the options of the loss, and every optimizer, twenty steps each. */
    @Test
    void everyLayerAndOptimizer() {
        Rng rng = new Rng(5);
        Tensor x = Tensor.normal(rng, 0, 1, Shape.of(60, 20));
        int[] labels = new int[60];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 7 == 6 ? -1 : i % 3;
        }
        Network network = Network.builder(20, 1)
                .batchNormalization()
                .affine(16)
                .tanh()
                .affine(16)
                .leakyRelu()
                .affine(16)
                .elu()
                .dropout(0.1, 3)
                .layerNormalization()
                .affine(16)
                .softplus()
                .affine(16)
                .gelu()
                .affine(16)
                .add(Gelu.byTanh("gelu2"))
                .affine(3)
                .build(new SoftmaxWithLoss(
                        "loss",
                        CrossEntropyOptions.MEAN
                                .classWeights(1, 2, 0.5)
                                .labelSmoothing(0.1)
                                .ignoredLabel(-1)));
        Schedule rate = Schedule.oneCycle(0.01, 100).warmUp(5);
        for (Optimizer optimizer : List.of(
                new Momentum(rate, 0.9),
                new Nesterov(rate, 0.9),
                new AdaGrad(rate, 1e-8),
                new RmsProp(rate, 0.9, 1e-8),
                new Adam(rate, 0.9, 0.999, 1e-8).weightDecay(1e-3).clipNorm(0.5).clipValue(0.1),
                new AdamW(0.01))) {
            for (int step = 0; step < 20; step++) {
                network.computeGradients(x, Targets.of(labels), step);
                optimizer.update(network.parameters(), step);
            }
        }
        assertEquals(EVERY_LAYER, network.parameterHash(), Backend::describe);
    }
}
