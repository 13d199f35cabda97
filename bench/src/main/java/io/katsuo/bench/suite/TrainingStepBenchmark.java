package io.katsuo.bench.suite;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.network.gradcheck.GradientCheck;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a step of training take: fetch the next batch of a training set of 10,000 images, gradients by
 * back-propagation, gradient descent?
 */
@Warmup(iterations = 8, time = 1)
public class TrainingStepBenchmark extends SimdBenchmark {
    /** The sizes of the layers, and the images in a batch. */
    @Param({"784-50-10/100", "784-1000-1000-10/256"})
    public String training;

    private TrainingSet set;

    /** Draws images and labels, and proves that back-propagation agrees with the formulas in double. */
    @Setup(Level.Trial)
    public void prepare() {
        set = new TrainingSet(training);
        int[] sizes = TrainingSet.sizes(training.split("/")[0]);
        GradientCheck.of(set.network)
                .on(Tensor.rand(new Rng(2), 3, sizes[0]), TrainingSet.labels(3, sizes[sizes.length - 1]))
                .runDirections(4, 1)
                .assertPassed();
    }

    /** Proves that it was training that was timed. */
    @TearDown(Level.Trial)
    public void checkLoss() {
        set.checkLoss();
    }

    /** A step. */
    @Benchmark
    public double step() {
        return set.step();
    }
}
