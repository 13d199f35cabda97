package io.katsuo.bench;

import io.katsuo.core.ops.Backend;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What all benchmarks share: forks that load the Vector API, and the refusal to time scalar kernels by accident.
 *
 * <p>Extra JVM flags belong into the environment variable {@code JDK_JAVA_OPTIONS}: JMH's {@code -jvmArgsAppend} would
 * replace those given here.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector", "--sun-misc-unsafe-memory-access=allow"})
public abstract class SimdBenchmark {
    /** Says which kernels are timed; scalar ones only if {@code katsuo.kernels} asks for them. */
    @Setup(Level.Trial)
    public void checkBackend() {
        boolean wanted = System.getProperty("katsuo.kernels", "auto").equals("scalar");
        if (Backend.name().equals("scalar") && !wanted) {
            throw new IllegalStateException("scalar kernels would be timed: " + Backend.describe());
        }
        System.out.println("# Katsuo: " + Backend.describe());
    }
}
