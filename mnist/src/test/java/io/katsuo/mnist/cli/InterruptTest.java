package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, in a process of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill")
class InterruptTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void endsWith130AndLeavesNothing() throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path errors = directory.resolve("errors");
        interrupt(
                line -> line.strip().startsWith("1 ") && Files.isDirectory(out),
                errors,
                "train",
                "--data",
                "embedded",
                "--iterations",
                "10000000",
                "--out",
                out.toString());
        assertFalse(Files.exists(out), "nothing is left");
        assertSaid(errors, "katsuo: interrupted while training.*; no file was written");
    }

    @Test
    @Timeout(60)
    void aLongGradientCheckEndsToo() throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        interrupt(
                line -> line.startsWith("Data:"),
                errors,
                "gradcheck",
                "--data",
                "embedded",
                "--net",
                "784-1000-1000-10");
        assertSaid(errors, "katsuo: interrupted while checking gradients; there is no verdict");
    }

    /** Runs a command until it has printed such a line, sends it a signal, and sees it end. */
    private static void interrupt(Predicate<String> sign, Path errors, String... args)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                System.getProperty("jdk.module.path"),
                "--module",
                "io.katsuo.mnist/io.katsuo.mnist.cli.Main"));
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !sign.test(line)) {
                line = lines.readLine();
            }
            assertNotNull(line, "it runs: " + Files.readString(errors));
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it ends");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(130, process.exitValue());
    }

    private static void assertSaid(Path errors, String pattern) throws IOException {
        List<String> said = Files.readAllLines(errors).stream()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().matches(pattern), said::toString);
    }
}
