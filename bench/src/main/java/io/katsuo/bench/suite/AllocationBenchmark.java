package io.katsuo.bench.suite;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.core.ops.Reductions;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.Workspace;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How much memory does a warm operation allocate? Run it with {@code -prof gc}: {@code gc.alloc.rate.norm} is the number
 * of bytes an operation, of all threads, and should be next to nothing; JMH's own work between the operations is in it.
 */
@Warmup(iterations = 8, time = 1)
public class AllocationBenchmark extends SimdBenchmark {
    private static final int IMAGES = 100;

    private TrainingSet set;
    private Workspace workspace;
    private Tensor images;
    private Tensor scores;
    private DenseProduct product;
    private Tensor sums;

    /** Draws the operands; whether the results are right is proved where they are timed. */
    @Setup(Level.Trial)
    public void prepare() {
        set = new TrainingSet("784-50-10/" + IMAGES);
        workspace = new Workspace();
        images = Tensor.rand(new Rng(2), IMAGES, 784);
        scores = Tensor.zeros(IMAGES, 10);
        product = DenseProduct.of("100x784x50", false, false);
        sums = Tensor.zeros(50);
    }

    /** A step of training. */
    @Benchmark
    public double trainingStep() {
        return set.step();
    }

    /** Scores in a workspace. */
    @Benchmark
    public Tensor predict() {
        return set.network.predict(images, scores, workspace);
    }

    /** A matrix product. */
    @Benchmark
    public Tensor product() {
        return matmul(product.a(), product.b(), product.out());
    }

    /** The sums of the columns. */
    @Benchmark
    public Tensor columnSums() {
        return Reductions.sum(product.out(), 0, sums);
    }
}
