package io.katsuo.bench.machine;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A fresh JVM that runs a main class to its end.
 *
 * @param failure begins the message if it fails
 * @param environment variables that are added to those of this process
 * @param seconds the time after which it is killed
 */
public record JavaProcess(
        String failure, List<String> flags, String classPath, Map<String, String> environment, long seconds) {
    /** A JVM that did not succeed. */
    public static final class FailedException extends IOException {
        private static final long serialVersionUID = 1;

        /** Whether it was killed because it took too long. */
        public final boolean late;

        FailedException(String message, boolean late) {
            super(message);
            this.late = late;
        }
    }

    /** A JVM on this JVM's class path, for at most an hour. */
    public JavaProcess(String failure, String... flags) {
        this(failure, List.of(flags), System.getProperty("java.class.path"), Map.of(), 3600);
    }

    /**
     * Runs it and returns the last line of its standard output.
     *
     * @throws FailedException if it fails or prints nothing; the message has the first error that it printed
     */
    public String run(Class<?> main, String... arguments) throws IOException {
        String[] last = {""};
        run(line -> last[0] = line, main, arguments);
        return last[0];
    }

    /**
     * Runs it and hands over each line of its standard output.
     *
     * @throws FailedException if it fails or prints nothing; the message has the first error that it printed
     */
    public void run(Consumer<String> lines, Class<?> main, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        Path errors = Files.createTempFile("katsuo-bench-", ".log");
        AtomicBoolean late = new AtomicBoolean();
        Process process = null;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectInput(Redirect.PIPE).redirectError(errors.toFile());
            builder.environment().putAll(environment);
            process = builder.start();
            Process started = process;
            CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)
                    .execute(() -> late.set(started.isAlive() && started.destroyForcibly() != null));
            String last = null;
            try (BufferedReader output = process.inputReader()) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                    lines.accept(line);
                    last = line;
                }
            }
            int exitCode = process.waitFor();
            if (exitCode != 0 || last == null) {
                String why = late.get()
                        ? "did not finish within " + seconds + " s"
                        : error(errors).orElse("exit code " + exitCode + (last == null ? "" : ": " + last));
                throw new FailedException(failure + ": " + why, late.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(failure + ": interrupted", e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
            Files.deleteIfExists(errors);
        }
    }

    /** The first error that the JVM printed. */
    private static Optional<String> error(Path errors) throws IOException {
        return Files.readAllLines(errors).stream()
                .filter(line -> line.contains("Exception") || line.contains("Error"))
                .findFirst()
                .map(String::strip);
    }
}
