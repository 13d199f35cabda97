package io.katsuo.bench.peers;

import com.google.gson.Gson;
import io.katsuo.bench.peers.natives.NativeBlas;
import io.katsuo.bench.peers.trial.NativePools;
import io.katsuo.bench.peers.trial.Times;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** A fresh JVM that times some trials. */
final class ForkProcess {
    private ForkProcess() {}

    /**
     * Runs one and hands over what it measures as it comes.
     *
     * @throws IllegalStateException if it fails, with what it said
     */
    static void run(int threads, List<String> systems, List<String> trials, Consumer<Times> results)
            throws IOException {
        Path log = Files.createTempFile("katsuo-peers-", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dkatsuo.threads=" + threads,
                "-D" + NativeBlas.DIRECTORY + "=" + System.getProperty(NativeBlas.DIRECTORY, "target/peers/natives"),
                "-cp",
                System.getProperty("java.class.path"),
                Fork.class.getName(),
                Integer.toString(threads),
                String.join(",", systems),
                String.join(",", trials));
        builder.environment().putAll(NativePools.environment());
        builder.redirectError(log.toFile());
        Process process = builder.start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            StringBuilder other = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Fork.MARK)) {
                    results.accept(new Gson().fromJson(line.substring(Fork.MARK.length()), Times.class));
                } else {
                    other.append(line).append('\n');
                }
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        "a JVM of the comparison failed:\n" + other + Files.readString(log));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(log);
        }
    }
}
