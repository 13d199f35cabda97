package io.katsuo.bench.peers;

import io.katsuo.bench.machine.FmaPeak;
import io.katsuo.bench.suite.SimdBenchmark;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does one system take for one matrix product? {@link PeersCommand} runs it for many and prints ratios. */
@Warmup(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 200, timeUnit = TimeUnit.MILLISECONDS)
public class SgemmBenchmark extends SimdBenchmark {
    /** Which system. */
    @Param({"katsuo", "mkl", "openblas", "vectorblas", "ejml", "ojalgo", "commons-math3"})
    public String system;

    /** Which product. */
    @Param("sq512")
    public String shape;

    /** How many threads the systems may use that obey such a number. */
    @Param("1")
    public int threads;

    private Sgemm sgemm;

    /** The peak of this process, reported beside the time. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Peak {
        private double gflops;

        /** Measures it before each iteration, while the clock is about what it will be. */
        @Setup(Level.Iteration)
        public void measure(SgemmBenchmark benchmark) {
            gflops = FmaPeak.gflops(benchmark.threads);
        }

        /**
         * The peak.
         *
         * @return billions of floating-point operations a second
         */
        public double peakGflops() {
            return gflops;
        }
    }

    /** Loads the system and proves its product right. */
    @Setup(Level.Trial)
    public void prepare() {
        if (!Integer.toString(threads).equals(System.getProperty("katsuo.threads"))) {
            throw new IllegalStateException("the property katsuo.threads must be the benchmark's " + threads);
        }
        Product product = Product.named(shape);
        sgemm = Peer.named(system).load(threads);
        sgemm.prepare(product, product.left(), product.right());
        sgemm.multiply();
        new ProductCheck(product).check(system, sgemm);
    }

    /**
     * The product.
     *
     * @param peak makes the peak be measured
     */
    @Benchmark
    public void multiply(Peak peak) {
        sgemm.multiply();
    }
}
