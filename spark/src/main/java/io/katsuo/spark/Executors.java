package io.katsuo.spark;

import io.katsuo.core.ops.Backend;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkEnv;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaSparkContext;

/** Whether executors can run Katsuo, and what they are. */
final class Executors {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private Executors() {}

    /**
     * What an executor is.
     *
     * @param vectors whether the module of the Vector API is there
     */
    record Probe(String name, long pid, boolean vectors, String kernels) implements Serializable {
        private static final long serialVersionUID = 1;

        private static Probe here() {
            return new Probe(
                    "executor " + SparkEnv.get().executorId() + " on "
                            + SparkEnv.get().blockManager().blockManagerId().host(),
                    ProcessHandle.current().pid(),
                    ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent(),
                    Backend.name());
        }
    }

    /** Asks all executors that take tasks. */
    static List<Probe> probe(JavaSparkContext sc) {
        Set<Probe> probes = new TreeSet<>((a, b) -> a.name.compareTo(b.name));
        probes.addAll(SparkData.numbers(sc, 2 * Math.max(2, sc.defaultParallelism()))
                .map(i -> Probe.here())
                .collect());
        return List.copyOf(probes);
    }

    /**
     * Refuses executors that cannot compute, or would compute slowly without saying so.
     *
     * @throws IllegalStateException with one line that says what to change
     */
    static void check(JavaSparkContext sc) {
        try {
            for (Probe probe : probe(sc)) {
                if (!probe.vectors) {
                    throw new IllegalStateException("spark: " + probe.name + " runs without the module " + VECTOR_MODULE
                            + ", and would compute several times slower; add --add-modules=" + VECTOR_MODULE
                            + " to spark.executor.extraJavaOptions, or with a master local[…] to the driver's options");
                }
            }
        } catch (Exception e) {
            if (e instanceof SparkException
                    && String.valueOf(e.getMessage()).contains("UnsupportedClassVersionError")) {
                throw new IllegalStateException("spark: the executors run on an older Java; Katsuo needs JDK 25: set"
                        + " spark.executorEnv.JAVA_HOME, or JAVA_HOME where the workers are started");
            }
            throw e;
        }
    }
}
