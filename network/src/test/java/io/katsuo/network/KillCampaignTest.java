package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.files.AtomicFile;
import io.katsuo.network.optimizer.Adam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that write without a pause are killed at random instants ({@code kill -9}; on Windows, TerminateProcess). A
 * reader then finds what was there before the write or what was written, and the next writer goes on from there.
 */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "a long test, in full runs only")
class KillCampaignTest {
    private static final List<String> NAMES = List.of("a.txt", "b.txt", "c.npz");
    private static final int ITERATIONS = 150;

    @TempDir(factory = InMemory.class)
    private Path directory;

    private final long seed = Long.getLong("katsuo.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void someKills() throws Exception {
        campaign(4);
    }

    @Test
    @Tag("nightly")
    void aHundredKills() throws Exception {
        campaign(100);
    }

    @Test
    @Tag("weekly")
    void aThousandKills() throws Exception {
        campaign(1000);
    }

    /** Half of the kills meet writers of sets of files, the others a training run that writes checkpoints. */
    private void campaign(int kills) throws Exception {
        long start = System.nanoTime();
        int midway = 0;
        for (int i = 0; i < kills / 2; i++) {
            midway += killWriterOfSets(i) ? 1 : 0;
        }
        int runs = killTraining(kills - kills / 2);
        removeOld();
        System.err.printf(
                "KillCampaignTest: %d kills, %d of them within a write of a set, %d runs resumed to their end, seed %d, %.0f s%n",
                kills, midway, runs, seed, (System.nanoTime() - start) / 1e9);
    }

    /** Kills a writer of sets. The result tells whether it had one in work. */
    private boolean killWriterOfSets(int number) throws Exception {
        long before = number == 0 ? 0 : set();
        long told = kill(start("sets", directory, before + 1), 40);
        boolean midway = !hidden().isEmpty();
        long found = set();
        removeOld();
        assertTrue(
                found == told || found == told + 1,
                () -> "set " + found + " after set " + told + " was written, seed " + seed);
        return midway;
    }

    private List<Path> hidden() throws IOException {
        try (Stream<Path> tree = Files.walk(directory)) {
            return tree.filter(path -> path.toString().contains(".katsuo-")).toList();
        }
    }

    /** What killed writers left is removed by the next check once it is old. */
    private void removeOld() throws IOException {
        for (Path left : hidden()) {
            Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(86_400)));
        }
        AtomicFile.check(directory, List.of(), 0);
        assertEquals(List.of(), hidden());
    }

    /** The number of the set on the disk, after a check that all its files are complete and of one set. */
    private long set() throws IOException {
        AtomicFile.check(directory, NAMES, 0);
        long number =
                Long.parseLong(Files.readString(directory.resolve("a.txt")).strip());
        for (Map.Entry<String, AtomicFile.Content> file : contents(number).entrySet()) {
            Path expected = directory.resolveSibling(directory.getFileName() + "-expected");
            AtomicFile.write(expected, file.getValue());
            assertArrayEquals(
                    Files.readAllBytes(expected),
                    Files.readAllBytes(directory.resolve(file.getKey())),
                    () -> file.getKey() + " of set " + number + ", seed " + seed);
            Files.delete(expected);
        }
        return number;
    }

    private static Map<String, AtomicFile.Content> contents(long number) {
        Map<String, AtomicFile.Content> files = new TreeMap<>();
        files.put("a.txt", AtomicFile.Content.of(number + " ".repeat(200_000)));
        files.put("b.txt", AtomicFile.Content.of(number + "\n"));
        files.put("c.npz", Network.of(new int[] {50, 20}, number)::save);
        return files;
    }

    /** Kills training runs; each goes on from the checkpoint of the one before. The number of those that reached the end. */
    private int killTraining(int kills) throws Exception {
        String hash = wholeRun();
        Path file = directory.resolve("run.npz");
        int ends = 0;
        for (int i = 0; i < kills; i++) {
            long told = kill(start("training", file, 0), 200);
            int done = exists(file) ? Checkpoint.read(file).iterations() : 0;
            assertTrue(done >= told, () -> done + " iterations, " + told + " were told, seed " + seed);
            if (done > ITERATIONS - 30 || i == kills - 1) {
                train(file, iteration -> {});
                assertEquals(hash, Checkpoint.read(file).stateHash(), "seed " + seed);
                Files.deleteIfExists(file);
                Files.deleteIfExists(previous(file));
                ends++;
            }
        }
        return ends;
    }

    @Test
    void someCancellations() throws Exception {
        cancellations(10);
    }

    @Test
    @Tag("nightly")
    void fiveHundredCancellations() throws Exception {
        cancellations(500);
    }

    /** Threads that train are cancelled or interrupted at random instants, and others go on from the checkpoint. */
    private void cancellations(int count) throws Exception {
        long start = System.nanoTime();
        String hash = wholeRun();
        Path file = directory.resolve("run.npz");
        int ends = 0;
        for (int i = 0; i < count; i++) {
            Trainer trainer = trainer(file, ITERATIONS);
            if (exists(file)) {
                trainer.resume(Checkpoint.read(file));
            }
            FutureTask<TrainingResult> training = new FutureTask<>(trainer::run);
            Thread thread = new Thread(training);
            thread.start();
            LockSupport.parkNanos(random.nextInt(30_000_000));
            if (i % 4 == 0) {
                thread.interrupt();
                LockSupport.parkNanos(random.nextInt(5_000_000));
            }
            trainer.cancel();
            int done = training.get().iterations();
            assertEquals(done, exists(file) ? Checkpoint.read(file).iterations() : 0, "seed " + seed);
            if (done == ITERATIONS || i == count - 1) {
                train(file, iteration -> {});
                assertEquals(hash, Checkpoint.read(file).stateHash(), "seed " + seed);
                Files.delete(file);
                Files.deleteIfExists(previous(file));
                ends++;
            }
        }
        System.err.printf(
                "KillCampaignTest: %d cancellations, %d runs resumed to their end, seed %d, %.0f s%n",
                count, ends, seed, (System.nanoTime() - start) / 1e9);
    }

    private String wholeRun() throws IOException {
        Path whole = directory.resolve("whole.npz");
        trainer(whole, ITERATIONS).run();
        return Checkpoint.read(whole).stateHash();
    }

    private static Path previous(Path file) {
        return file.resolveSibling(file.getFileName() + ".previous");
    }

    /** From the first checkpoint on there is one at any moment, whole: the old one or the new one. */
    private static boolean exists(Path file) throws IOException {
        if (!Files.exists(file)) {
            assertFalse(Files.exists(previous(file)), "only the previous file is left");
            return false;
        }
        // A copy has no previous file that could serve instead.
        Checkpoint.read(Files.copy(file, file.resolveSibling("alone.npz"), StandardCopyOption.REPLACE_EXISTING));
        return true;
    }

    private static Trainer trainer(Path file, int iterations) {
        Tensor x = Tensor.uniform(new Rng(1), 0, 1, Shape.of(40, 30));
        int[] labels = new int[40];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 10;
        }
        return new Trainer(Network.of(new int[] {30, 40, 10}, 1), x, Targets.of(labels))
                .optimizer(new Adam(0.01))
                .batchSize(8)
                .sampling(Sampling.SHUFFLED)
                .iterations(iterations)
                .checkpoint(file, 1);
    }

    /** Trains to the end from where the checkpoint stands, and tells of each checkpoint that it has written. */
    private static void train(Path file, IntConsumer told) throws IOException {
        Trainer trainer = trainer(file, ITERATIONS);
        if (Files.exists(file)) {
            trainer.resume(Checkpoint.read(file));
        }
        trainer.listener(new TrainingListener() {
            @Override
            public void onIteration(int iteration, int all, double loss) {
                // The checkpoint of this iteration is written next; that of the one before is.
                told.accept(iteration);
            }
        });
        trainer.run();
    }

    /** Waits for a line of the process, a random time, and kills it. The last line that it has printed, a number. */
    private long kill(Process process, int maxMillis) throws IOException, InterruptedException {
        try {
            while (Files.size(told()) == 0) {
                assertTrue(process.isAlive(), "it runs");
                Thread.sleep(1);
            }
            Thread.sleep(random.nextInt(maxMillis));
        } finally {
            process.destroyForcibly();
        }
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it ends");
        // The line after the last end of line may have been cut off.
        String text = Files.readString(told());
        String whole = text.substring(0, text.lastIndexOf('\n'));
        return Long.parseLong(whole.substring(whole.lastIndexOf('\n') + 1));
    }

    /** Where processes print. */
    private Path told() {
        return directory.resolve("told");
    }

    private Process start(String what, Path where, long number) throws IOException {
        return ChildJvm.of(Victim.class, what, where.toString(), Long.toString(number))
                .redirectOutput(told().toFile())
                .start();
    }

    /** What the killed processes run. */
    static final class Victim {
        private Victim() {}

        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("training")) {
                train(Path.of(arguments[1]), System.out::println);
                return;
            }
            for (long number = Long.parseLong(arguments[2]); ; number++) {
                AtomicFile.write(Path.of(arguments[1]), contents(number));
                System.out.println(number);
            }
        }
    }
}
