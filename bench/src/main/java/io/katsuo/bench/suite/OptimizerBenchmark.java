package io.katsuo.bench.suite;

import io.katsuo.network.optimizer.AdaGrad;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.AdamW;
import io.katsuo.network.optimizer.Momentum;
import io.katsuo.network.optimizer.Nesterov;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.RmsProp;
import io.katsuo.network.optimizer.Sgd;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/** A training step of the chapter's network, 784-50-10 with batches of 100, with each optimizer. */
@Warmup(iterations = 8, time = 1)
public class OptimizerBenchmark extends SimdBenchmark {
    /** The optimizer. */
    @Param({"sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam", "adamw"})
    public String optimizer;

    private TrainingSet set;

    /** Draws images and labels. */
    @Setup(Level.Trial)
    public void prepare() {
        set = new TrainingSet("784-50-10/100", made());
    }

    private Optimizer made() {
        return switch (optimizer) {
            case "momentum" -> new Momentum(0.05);
            case "nesterov" -> new Nesterov(0.05);
            case "adagrad" -> new AdaGrad(0.01);
            case "rmsprop" -> new RmsProp(0.001);
            case "adam" -> new Adam(0.001);
            case "adamw" -> new AdamW(0.001);
            default -> new Sgd(0.1);
        };
    }

    /** A step. */
    @Benchmark
    public double step() {
        return set.step();
    }
}
