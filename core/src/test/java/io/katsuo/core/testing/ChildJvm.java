package io.katsuo.core.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A program of these tests in a JVM of its own. */
public final class ChildJvm {
    /** The flag that offers the Vector API. */
    public static final String VECTORS = "--add-modules=jdk.incubator.vector";

    private ChildJvm() {}

    /**
     * What the program prints on standard output; a failure unless it ends with 0.
     *
     * @param flags of the JVM, with spaces between them
     * @param program the class with the main method
     * @param arguments its arguments
     * @return the output without spaces around it
     * @throws IOException if no process can be started
     * @throws InterruptedException if this thread is interrupted
     */
    public static String run(String flags, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Arrays.stream(flags.split(" ")).filter(flag -> !flag.isEmpty()).forEach(command::add);
        command.add("-cp");
        // Where Maven puts them, whose working directory is the module's; the rest is JUnit.
        command.add(String.join(
                File.pathSeparator,
                Path.of("target", "classes").toString(),
                Path.of("target", "test-classes").toString(),
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", "")));
        command.add(program.getName());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), flags + ": " + printed);
        return printed.strip();
    }
}
