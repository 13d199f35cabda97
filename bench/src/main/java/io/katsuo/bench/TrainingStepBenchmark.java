package io.katsuo.bench;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Sgd;
import io.katsuo.network.TwoLayerNet;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** One step of the book's training: gradients of a batch by backpropagation, and gradient descent against them. */
public class TrainingStepBenchmark extends SimdBenchmark {
    /** Images in a batch. */
    @Param("100")
    public int batchSize;

    private final Sgd sgd = new Sgd(0.1f);
    private TwoLayerNet network;
    private Tensor images;
    private Targets labels;

    /** Draws images and labels, and proves that backpropagation agrees with central differences on three of them. */
    @Setup(Level.Trial)
    public void prepare() {
        Rng rng = new Rng(1);
        network = new TwoLayerNet(784, 50, 10, rng.nextLong());
        images = Tensor.uniform(rng, 0, 1, batchSize, 784);
        byte[] classes = new byte[batchSize];
        for (int i = 0; i < batchSize; i++) {
            classes[i] = (byte) (i % 10);
        }
        labels = Targets.of(classes);
        checkGradients(images.slice(0, 0, 3).copy(), Targets.of(0, 1, 2));
    }

    /**
     * Forward, backward, update.
     *
     * @return the loss before the update
     */
    @Benchmark
    public double step() {
        double loss = network.computeGradients(images, labels);
        sgd.update(network.parameters());
        return loss;
    }

    /** A gradient here is at most about 1; float32 backpropagation is off by far less than the tolerance. */
    private void checkGradients(Tensor x, Targets t) {
        Map<String, Tensor> numerical = network.numericalGradient(x, t);
        network.gradient(x, t).forEach((name, gradient) -> {
            if (!gradient.allClose(numerical.get(name), 1e-3, 1e-6)) {
                throw new IllegalStateException("the gradient of " + name + " differs from central differences");
            }
        });
    }
}
