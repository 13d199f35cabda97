package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C and SIGTERM, in a process of its own. */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "a long test, in full runs only")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill")
class InterruptTest {
    @TempDir
    private Path directory;

    @Test
    @Timeout(60)
    void trainingEndsWithACheckpoint() throws IOException, InterruptedException {
        checkInterrupted("INT", 130);
    }

    @Test
    @Timeout(60)
    void soItDoesWhenTheSystemEndsIt() throws IOException, InterruptedException {
        checkInterrupted("TERM", 143);
    }

    private void checkInterrupted(String signal, int exitCode) throws IOException, InterruptedException {
        Path out = directory.resolve("out");
        Path errors = directory.resolve("errors");
        String[] command = {"train", "--data", "embedded", "--iterations", "10000000", "--out", out.toString()};
        interrupt(line -> line.strip().startsWith("1 "), errors, signal, exitCode, command);
        Path checkpoint = out.resolve("checkpoint.npz");
        int done = Checkpoint.read(checkpoint).iterations();
        assertTrue(done > 100, "after " + done);
        assertSaid(
                errors,
                "katsuo: interrupted while training, after " + done
                        + " iterations; go on with: katsuo train --resume \\Q" + checkpoint + "\\E");
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(List.of(checkpoint), files.toList(), "nothing else is left");
        }
        Run.of("train", "--resume", checkpoint.toString(), "--iterations", "" + (done + 5), "--out", out.toString());
        String resumed = Checkpoint.read(checkpoint).stateHash();
        Path whole = directory.resolve("whole");
        Run.train(whole, "--iterations", "" + (done + 5));
        assertEquals(Checkpoint.read(whole.resolve("checkpoint.npz")).stateHash(), resumed);
    }

    @Test
    @Timeout(60)
    void aLongGradientCheckEndsToo() throws IOException, InterruptedException {
        Path errors = directory.resolve("errors");
        interrupt(
                line -> line.startsWith("Data:"),
                errors,
                "INT",
                130,
                "gradcheck",
                "--data",
                "embedded",
                "--net",
                "784-1000-1000-10");
        assertSaid(errors, "katsuo: interrupted while checking gradients; there is no verdict");
    }

    /** Runs a command until it has printed such a line, sends it a signal, and sees it end. */
    private static void interrupt(Predicate<String> sign, Path errors, String signal, int exitCode, String... args)
            throws IOException, InterruptedException {
        Process process = Run.process(args).redirectError(errors.toFile()).start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null && !sign.test(line)) {
                line = lines.readLine();
            }
            assertNotNull(line, "it runs: " + Files.readString(errors));
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it ends");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(exitCode, process.exitValue());
    }

    private static void assertSaid(Path errors, String pattern) throws IOException {
        List<String> said = Files.readAllLines(errors).stream()
                .filter(line -> !line.startsWith("WARNING: Using incubator modules"))
                .toList();
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.getFirst().matches(pattern), said::toString);
    }
}
