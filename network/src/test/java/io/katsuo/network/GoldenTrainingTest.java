package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.ops.Backend;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import org.junit.jupiter.api.Test;

/**
 * One training run has one result, on every machine and with every kernel: this module's tests run with the widest
 * vectors of the machine and with scalar kernels, and both must end at the parameters that are written here.
 */
class GoldenTrainingTest {
    private static final String PARAMETERS = "79433f0f8d30f8791ca3f0a5d39d308a2de5489154b392eca22f9fd841d4fc1d";

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
                .iterations(60)
                .seed(3)
                .run();
        assertEquals(PARAMETERS, network.parameterHash(), Backend::describe);
        assertEquals(0.6325, network.accuracy(x, Targets.of(labels)));
        assertEquals(60, result.losses().length);
    }
}
