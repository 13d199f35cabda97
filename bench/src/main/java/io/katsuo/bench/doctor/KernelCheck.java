package io.katsuo.bench.doctor;

import com.google.gson.Gson;
import com.google.gson.JsonSyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * SIMD kernels against their scalar twins: the same products and functions in two JVMs that have the options of this one.
 *
 * @param chosen what Katsuo chose, or what it would choose if scalar kernels were not forced; null if that JVM failed
 * @param scalar the scalar twins; null if that JVM failed, or if {@code chosen} is scalar already
 * @param error why a JVM gave no result; null if both did
 * @param late whether it was for lack of time
 */
record KernelCheck(KernelRun chosen, KernelRun scalar, String error, boolean late) {
    private static final int MOST_SECONDS = 20;
    private static final String KERNELS = "-Dkatsuo.kernels=";
    private static final List<String> AGENTS = List.of("-agent", "-javaagent", "-Xrun", "-Xdebug");

    /** Runs both. */
    static KernelCheck run(Facts facts) throws IOException {
        boolean forcedScalar = KernelFacts.SCALAR.equals(facts.kernels().name());
        try {
            KernelRun chosen = probe(facts, forcedScalar ? KERNELS + "auto" : null);
            KernelRun scalar =
                    chosen.kernels().equals(KernelFacts.SCALAR) ? null : probe(facts, KERNELS + KernelFacts.SCALAR);
            return new KernelCheck(chosen, scalar, null, false);
        } catch (ProbeException e) {
            return new KernelCheck(null, null, e.getMessage(), e.late);
        }
    }

    /** How many times as fast as the scalar twins; null if there are not both. */
    Double speedup() {
        return scalar == null ? null : chosen.gflops() / scalar.gflops();
    }

    private static KernelRun probe(Facts facts, String lastOption) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        facts.jvm().options().stream()
                .filter(option -> AGENTS.stream().noneMatch(option::startsWith))
                .forEach(command::add);
        if (lastOption != null) {
            command.add(lastOption);
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), KernelProbe.class.getName()));
        Path output = Files.createTempFile("katsuo-doctor-", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
                    throw new ProbeException("did not finish within " + MOST_SECONDS + " s", true);
                }
            } finally {
                process.destroyForcibly();
            }
            return parsed(Files.readAllLines(output), process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while kernels were compared", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /** The JVM's own warnings stand before the result. */
    static KernelRun parsed(List<String> lines, int exitCode) {
        String last = lines.isEmpty() ? "" : lines.getLast();
        if (exitCode == 0 && last.startsWith("{")) {
            try {
                return new Gson().fromJson(last, KernelRun.class);
            } catch (JsonSyntaxException e) {
                throw new ProbeException("printed \"" + last + "\"", false);
            }
        }
        String why = lines.stream()
                .filter(line -> line.contains("Exception") || line.contains("Error"))
                .findFirst()
                .orElse(last);
        throw new ProbeException("ended with exit code " + exitCode + (why.isBlank() ? "" : ": " + why.strip()), false);
    }

    /** A JVM that gave no result. */
    static final class ProbeException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final boolean late;

        ProbeException(String what, boolean late) {
            super("the JVM that compares the kernels " + what);
            this.late = late;
        }
    }
}
