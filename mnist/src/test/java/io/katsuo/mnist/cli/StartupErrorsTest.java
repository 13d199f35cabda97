package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong once a JVM, hence in processes of their own: one clear line, nothing written. */
@Timeout(60)
class StartupErrorsTest {
    @TempDir
    private Path directory;

    private List<String> fails(String jvmOption) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        List<String> lines = runs(1, train(jvmOption, "--out", out.toString()));
        assertFalse(Files.exists(out), "nothing is left");
        return lines;
    }

    private static List<String> train(String jvmOption, String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                jvmOption,
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--module",
                "io.katsuo.mnist/io.katsuo.mnist.cli.Main",
                "train",
                "--data",
                "embedded"));
        command.addAll(List.of(options));
        return command;
    }

    private static List<String> runs(int exitCode, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
        assertEquals(exitCode, process.waitFor(), lines::toString);
        return lines;
    }

    @Test
    void unknownKernels() throws Exception {
        assertEquals(
                List.of("katsuo: katsuo.kernels: \"banana\" is not one of auto, scalar, 128, 256, 512"),
                fails("-Dkatsuo.kernels=banana"));
    }

    @Test
    void tooLittleMemory() throws Exception {
        List<String> lines = fails("-Xmx10m");
        assertTrue(lines.getLast().startsWith("katsuo: not enough memory ("), lines::toString);
    }

    @Test
    void aNameThatTheLocaleCannotHold() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/sh")), "no shell here");
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", "name=$(printf 'gr\\303\\266'); LC_ALL=C exec \"$@\" --out \"$name\"", "sh"));
        command.addAll(train("-Xmx256m"));
        String line = runs(2, command).getFirst();
        assertTrue(line.contains("the locale's encoding, US-ASCII, cannot represent the name of this directory"), line);
    }
}
