package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.Workspace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** How long does the book's network, 784-50-10, take to score one image, and how long for all of MNIST's test images? */
@Warmup(iterations = 8, time = 1)
public class InferenceBenchmark extends SimdBenchmark {
    /** The number of images at once. */
    @Param({"1", "10000"})
    public int images;

    private final TwoLayerNet network = new TwoLayerNet(784, 50, 10, 1);
    private final Workspace workspace = new Workspace();
    private Tensor x;
    private Tensor scores;

    /** Draws the images. */
    @Setup(Level.Trial)
    public void prepare() {
        x = Tensor.rand(new Rng(1), images, 784);
        scores = Tensor.zeros(images, 10);
    }

    /** The scores, into memory that is there already. */
    @Benchmark
    public Tensor predict() {
        return network.predict(x, scores, workspace);
    }
}
