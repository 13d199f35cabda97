package io.katsuo.bench.suite;

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
 * The base class of all benchmarks: their forks load the Vector API, and a benchmark refuses to time scalar kernels unless they
 * were asked for with {@code --scalar}.
 *
 * <p>Five forks, because a JVM settles on one of several speeds and stays there: with the Vector API on JDK 25, scores of the
 * same bytecode lay a factor of two apart between forks (corretto/corretto-jdk#161). More iterations in one fork would not show
 * it. An operation is at full speed after about a second; a training step consists of many and has a longer warm-up in its class.
 *
 * <p>Extra JVM flags belong in the environment variable {@code JDK_JAVA_OPTIONS}: JMH's {@code -jvmArgsAppend} would replace the
 * flags given here.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
        value = 5,
        jvmArgsAppend = {SimdBenchmark.VECTORS, SimdBenchmark.QUIET})
public abstract class SimdBenchmark {
    /** Makes the Vector API visible. */
    static final String VECTORS = "--add-modules=jdk.incubator.vector";

    /** Keeps JDK 25 from warning about JMH's use of {@code Unsafe}. */
    static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

    /** Fails if scalar kernels would be timed by accident; prints the kernels. */
    @Setup(Level.Trial)
    public void checkBackend() {
        boolean wanted = System.getProperty("katsuo.kernels", "auto").equals("scalar");
        if (Backend.name().equals("scalar") && !wanted) {
            throw new IllegalStateException("scalar kernels would be timed: " + Backend.describe());
        }
        System.out.println("# Katsuo: " + Backend.describe());
    }
}
