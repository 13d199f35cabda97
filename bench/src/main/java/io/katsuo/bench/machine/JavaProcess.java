package io.katsuo.bench.machine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A fresh JVM on this JVM's class path. */
public final class JavaProcess {
    private JavaProcess() {}

    /**
     * The command line of a fresh JVM.
     *
     * @param flags its flags
     * @param main its main class
     * @param arguments of the main class
     */
    public static List<String> command(List<String> flags, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * Runs a main class to its end and returns the last line that it prints.
     *
     * @param failure begins the message if it fails
     * @param flags of the JVM
     * @param main the main class
     * @param arguments of the main class
     */
    public static String run(String failure, List<String> flags, Class<?> main, String... arguments)
            throws IOException {
        Path errors = Files.createTempFile("katsuo-bench-", ".log");
        Process process = null;
        try {
            process = new ProcessBuilder(command(flags, main, arguments))
                    .redirectInput(Redirect.PIPE)
                    .redirectError(errors.toFile())
                    .start();
            List<String> lines = process.inputReader().readAllLines();
            int exitCode = process.waitFor();
            if (exitCode != 0 || lines.isEmpty()) {
                String why = Files.readAllLines(errors).stream()
                        .filter(line -> line.contains("Exception") || line.contains("Error"))
                        .findFirst()
                        .orElse("exit code " + exitCode);
                throw new IOException(failure + ": " + why);
            }
            return lines.getLast();
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
}
