package io.katsuo.bench.suite;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long until a fresh JVM trains at full speed? Each fork times its first training steps once. The excess of {@code n} steps
 * over {@code n} times {@link TrainingStepBenchmark}'s step is the cost of warming up; it stops growing when the JVM has reached
 * full speed.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class WarmUpBenchmark extends SimdBenchmark {
    /** The number of steps. */
    @Param({"1", "100", "1000", "4000", "8000"})
    public int steps;

    private TrainingSet set;

    /** Draws images and labels; runs none of the kernels. */
    @Setup(Level.Trial)
    public void prepare() {
        set = new TrainingSet("784-50-10/100");
    }

    /** The first steps. */
    @Benchmark
    public double firstSteps() {
        double loss = 0;
        for (int i = 0; i < steps; i++) {
            loss = set.step();
        }
        return loss;
    }
}
