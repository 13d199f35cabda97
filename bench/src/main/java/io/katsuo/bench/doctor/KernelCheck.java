package io.katsuo.bench.doctor;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import io.katsuo.bench.machine.JavaProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * SIMD kernels against their scalar twins: the same products and functions in two JVMs that have the options of this one.
 *
 * @param chosen what Katsuo chose, or what it would choose if scalar kernels were not forced; null if that JVM failed
 * @param scalar the scalar twins; null if that JVM failed, or if {@code chosen} is scalar already
 * @param error why a JVM gave no result; null if both did
 * @param late whether a JVM was killed because it took too long
 */
record KernelCheck(KernelRun chosen, KernelRun scalar, String error, boolean late) {
    private static final int MOST_SECONDS = 20;
    private static final String KERNELS = "-Dkatsuo.kernels=";
    private static final List<String> AGENTS = List.of("-agent", "-javaagent", "-Xrun", "-Xdebug");

    /** Runs both. */
    static KernelCheck run(Facts facts) throws IOException {
        boolean forcedScalar = KernelFacts.SCALAR.equals(facts.kernels().name());
        try {
            KernelRun chosen = probe(facts, forcedScalar ? List.of(KERNELS + "auto") : List.of());
            return new KernelCheck(
                    chosen,
                    chosen.kernels().equals(KernelFacts.SCALAR)
                            ? null
                            : probe(facts, List.of(KERNELS + KernelFacts.SCALAR)),
                    null,
                    false);
        } catch (JavaProcess.FailedException e) {
            return new KernelCheck(null, null, e.getMessage(), e.late);
        } catch (JsonSyntaxException e) {
            return new KernelCheck(null, null, "the JVM that compares the kernels printed no result", false);
        }
    }

    /** How many times as fast as the scalar twins; null if there are not both. */
    Double speedup() {
        return scalar == null ? null : chosen.gflops() / scalar.gflops();
    }

    /** Whether all results are the same bits. */
    boolean sameBits() {
        return chosen.sameBits(scalar == null ? chosen : scalar);
    }

    private static KernelRun probe(Facts facts, List<String> more) throws IOException {
        List<String> flags = new ArrayList<>(facts.jvm().options());
        flags.removeIf(flag -> AGENTS.stream().anyMatch(flag::startsWith));
        flags.addAll(more);
        JavaProcess process = new JavaProcess(
                "the JVM that compares the kernels failed",
                flags,
                System.getProperty("java.class.path"),
                Map.of(),
                MOST_SECONDS);
        // The JVM's own warnings come before the result.
        return new Gson().fromJson(process.run(KernelProbe.class), KernelRun.class);
    }
}
