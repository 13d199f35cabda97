package io.katsuo.mnist.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.Checkpoint;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Training that is interrupted at random instants, by Ctrl-C and by {@code kill -9} in turn, and resumed: the end has the bits
 * of the run that was not interrupted. Two interruptions; {@code -Dkatsuo.test.cases=10} makes twenty.
 */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "a long test, in full runs only")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "signals are sent by kill")
class InterruptionCampaignTest {
    private static final int INTERRUPTIONS =
            Math.max(2, (int) (2 * Double.parseDouble(System.getProperty("katsuo.test.cases", "1"))));
    /** So many checkpoints are written that many a signal comes while one is being written. */
    private static final String[] OPTIONS = {
        "--data",
        "embedded",
        "--hidden",
        "16",
        "--optimizer",
        "adam",
        "--schedule",
        "cosine",
        "--sampling",
        "shuffled",
        "--iterations",
        "1500",
        "--checkpoint-every",
        "10"
    };

    /** One every 100 iterations; the end is too near after the last. */
    private static final int REPORTS = 14;

    @TempDir
    private Path directory;

    private static String[] train(Path out, String... more) {
        List<String> args = new ArrayList<>(List.of("train", "--out", out.toString()));
        args.addAll(List.of(more));
        return args.toArray(String[]::new);
    }

    /** Starts a process that trains. */
    private Process start(Path out) throws IOException {
        return Run.process(train(out, OPTIONS))
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    /** Waits for a report of the run, and a random part of the time between two reports, however busy the machine is. */
    private static String waitFor(Process process, int report, Random random) throws IOException, InterruptedException {
        BufferedReader lines = process.inputReader();
        long before = 0;
        long last = System.nanoTime();
        String line = lines.readLine();
        while (line != null && !line.strip().startsWith(report + " ")) {
            before = last;
            last = System.nanoTime();
            line = lines.readLine();
        }
        long millis = Math.max(1, (last - before) / 1_000_000);
        int wait = random.nextInt((int) Math.min(millis, 2_000));
        Thread.sleep(wait);
        return wait + " ms after report " + report;
    }

    @Test
    void anInterruptedRunEndsWithTheBitsOfOneThatWasNot() throws IOException, InterruptedException {
        Path whole = directory.resolve("whole");
        assertEquals(0, Run.of(train(whole, OPTIONS)).exitCode());
        String hash = Checkpoint.read(whole.resolve("checkpoint.npz")).stateHash();
        byte[] losses = Files.readAllBytes(whole.resolve("losses.npy"));
        long seed = Long.getLong("katsuo.test.seed", 20);
        Random random = new Random(seed);
        StringBuilder told = new StringBuilder();
        for (int i = 0; i < INTERRUPTIONS; i++) {
            String signal = i % 2 == 0 ? "INT" : "KILL";
            Path out = directory.resolve("run" + i);
            Process process = start(out);
            String when = waitFor(process, random.nextInt(REPORTS), random);
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
            String where = "seed " + seed + ", interruption " + i + " (" + signal + " " + when + ")";
            Path checkpoint = out.resolve("checkpoint.npz");
            boolean saved = Files.exists(checkpoint) || Files.exists(out.resolve("checkpoint.npz.previous"));
            assertTrue(saved || signal.equals("KILL"), where + " leaves a checkpoint");
            int done = saved ? Checkpoint.read(checkpoint).iterations() : 0;
            told.append(where).append(": exit code ").append(process.exitValue());
            told.append(", ").append(done).append(" iterations in the checkpoint\n");
            String threads = Integer.toString(1 + i % 3);
            Run resumed = Run.of(
                    saved ? train(out, "--resume", checkpoint.toString(), "--threads", threads) : train(out, OPTIONS));
            assertEquals(0, resumed.exitCode(), () -> where + resumed);
            assertEquals(hash, Checkpoint.read(checkpoint).stateHash(), where);
            assertArrayEquals(losses, Files.readAllBytes(out.resolve("losses.npy")), where);
        }
        System.getLogger("io.katsuo.mnist").log(System.Logger.Level.INFO, told.toString());
    }
}
