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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * What all benchmarks share: forks that load the Vector API, and the refusal to time other kernels than the name says.
 *
 * <p>Five forks, because a JVM settles on one of several speeds and stays there: with the Vector API on JDK 25 scores of
 * the same bytecode were seen that lie a factor of two apart between forks (corretto/corretto-jdk#161). More iterations
 * in one fork would not show it. An operation is at full speed after about a second; what is made of many of them, such as
 * a step of training, takes longer, and warms up longer in its class.
 *
 * <p>Extra JVM flags belong into the environment variable {@code JDK_JAVA_OPTIONS}: JMH's {@code -jvmArgsAppend} would
 * replace those given here.
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

    /** Keeps JDK 25 from warning of what JMH itself does. */
    static final String QUIET = "--sun-misc-unsafe-memory-access=allow";

    /** Makes Katsuo choose the scalar kernels. */
    static final String SCALAR = "-Dkatsuo.kernels=scalar";

    /**
     * Refuses scalar kernels by accident, and SIMD kernels under the name of a scalar benchmark; says which are timed.
     *
     * @param benchmark what runs
     */
    @Setup(Level.Trial)
    public void checkBackend(BenchmarkParams benchmark) {
        boolean scalar = Backend.name().equals("scalar");
        boolean wanted = System.getProperty("katsuo.kernels", "auto").equals("scalar");
        if (scalar && !wanted) {
            throw new IllegalStateException("scalar kernels would be timed: " + Backend.describe());
        }
        if (!scalar && benchmark.getBenchmark().endsWith("Scalar")) {
            throw new IllegalStateException(benchmark.getBenchmark() + " would time " + Backend.describe()
                    + "; it needs " + SCALAR + ", which -jvmArgsAppend replaces and -f 0 does not set");
        }
        System.out.println("# Katsuo: " + Backend.describe());
    }
}
