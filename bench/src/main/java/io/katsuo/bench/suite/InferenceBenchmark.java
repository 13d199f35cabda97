package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.Workspace;
import org.apache.commons.math3.linear.RealMatrix;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** How long does the book's network, 784-50-10, take to score one image, and how long for all of MNIST's test images? */
@Warmup(iterations = 8, time = 1)
public class InferenceBenchmark extends SimdBenchmark {
    /** How many images at once. */
    @Param({"1", "10000"})
    public int images;

    private TwoLayerNet network;
    private Tensor x;
    private Tensor scores;
    private Workspace workspace;

    /** Draws images and weights, and proves the scores of the first and the last image right, in double. */
    @Setup(Level.Trial)
    public void prepare() {
        Rng rng = new Rng(1);
        network = new TwoLayerNet(784, 50, 10, rng.nextLong());
        x = Tensor.rand(rng, images, 784);
        scores = Tensor.zeros(images, 10);
        workspace = new Workspace();
        predict();
        RealMatrix w1 = DenseProduct.toMatrix(network.params().get("W1"));
        RealMatrix w2 = DenseProduct.toMatrix(network.params().get("W2"));
        for (int image : new int[] {0, images - 1}) {
            // New biases are zero.
            RealMatrix hidden =
                    DenseProduct.toMatrix(x.slice(0, image, image + 1)).multiply(w1);
            for (int unit = 0; unit < hidden.getColumnDimension(); unit++) {
                hidden.setEntry(0, unit, Math.max(0, hidden.getEntry(0, unit)));
            }
            double[] expected = hidden.multiply(w2).getRow(0);
            for (int k = 0; k < expected.length; k++) {
                if (!(Math.abs(scores.get(image, k) - expected[k]) <= 1e-6)) {
                    throw new IllegalStateException("score " + k + " of image " + image + " is " + scores.get(image, k)
                            + ", not " + expected[k]);
                }
            }
        }
    }

    /** The scores, into memory that is there already. */
    @Benchmark
    public Tensor predict() {
        return network.predict(x, scores, workspace);
    }
}
