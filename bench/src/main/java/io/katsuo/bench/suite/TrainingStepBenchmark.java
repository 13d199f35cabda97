package io.katsuo.bench.suite;

import io.katsuo.network.optimizer.Sgd;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long does a step of training take: fetch the next batch of a training set of 10,000 images, gradients by
 * backpropagation, gradient descent?
 */
@Warmup(iterations = 8, time = 1)
public class TrainingStepBenchmark extends SimdBenchmark {
    /** The sizes of the layers, and the images in a batch. */
    @Param({"784-50-10/100", "784-1000-1000-10/256"})
    public String training;

    private TrainingSet set;

    /** Draws images and labels. */
    @Setup(Level.Trial)
    public void prepare() {
        set = new TrainingSet(training, new Sgd(0.1f));
    }

    /** A step. */
    @Benchmark
    public double step() {
        return set.step();
    }
}
