package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program of these tests in a JVM of its own. */
final class OtherJvm {
    private OtherJvm() {}

    /** What the program prints on standard output; a failure unless it ends with 0. */
    static String run(String flags, Class<?> program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.addAll(flags.isEmpty() ? List.of() : List.of(flags.split(" ")));
        command.add("-cp");
        command.add("target/classes" + File.pathSeparator + "target/test-classes" + File.pathSeparator
                + System.getProperty("java.class.path") + File.pathSeparator
                + System.getProperty("jdk.module.path", ""));
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
