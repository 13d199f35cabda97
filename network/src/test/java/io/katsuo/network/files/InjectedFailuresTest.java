package io.katsuo.network.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.Checkpoint;
import io.katsuo.network.InMemory;
import io.katsuo.network.Network;
import io.katsuo.network.Trainer;
import io.katsuo.network.TrainingListener;
import io.katsuo.network.files.FailingFileSystem.Failure;
import io.katsuo.network.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file call of an operation fails in turn: once, from then on, or because the process ends there. After a restart the
 * content is the earlier one or the new one, never a mixture, and nothing else is left.
 */
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "the run with all cases covers it")
class InjectedFailuresTest {
    private static final List<String> NAMES = List.of("a", "b", "summary.json");
    /** Longer than the buffer of a write. */
    private static final int LENGTH = 100_000;

    @TempDir(factory = InMemory.class)
    private Path temporary;

    /** Something that writes files into a directory. */
    private interface Operation {
        void run(Path directory) throws IOException;
    }

    /** What a directory contains in one word, for a reader that starts anew. */
    private interface State {
        String of(Path directory) throws IOException;
    }

    private static Map<String, AtomicFile.Content> contents(String word) {
        Map<String, AtomicFile.Content> files = new TreeMap<>();
        NAMES.forEach(name -> files.put(name, AtomicFile.Content.of(word + " ".repeat(LENGTH))));
        return files;
    }

    private static String word(Path file) throws IOException {
        String text = Files.readString(file);
        String word = text.strip();
        assertEquals(word.length() + LENGTH, text.length(), "a part of " + file);
        return word;
    }

    /** Runs the operation with a failure at its first call, its second, and so on until it makes no such call. */
    private void everyCallFails(Operation before, Operation operation, State state, Set<String> allowed)
            throws IOException {
        int cases = 0;
        for (Failure failure : Failure.values()) {
            boolean failed = true;
            // A disk that refuses everything has a set's last step wait a second for other writers, hence not each
            // call.
            for (int call = 1; failed; call += failure == Failure.FROM_THEN_ON ? 3 : 1) {
                String where = failure + " at call " + call;
                Path directory = Files.createDirectory(temporary.resolve(failure + "-" + call));
                before.run(directory);
                FailingFileSystem system = new FailingFileSystem(failure, call);
                boolean refused = false;
                boolean waits = false;
                try {
                    operation.run(system.path(directory));
                } catch (IOException e) {
                    refused = true;
                    assertTrue(e.getMessage().startsWith(temporary.toString()), e::getMessage);
                    waits = e.getMessage().contains("complete files wait in ");
                } catch (FailingFileSystem.Crash e) {
                    assertEquals(Failure.CRASH, failure);
                }
                failed = system.failed();
                AtomicFile.check(directory, NAMES, 0);
                String found = state.of(directory);
                assertTrue(allowed.contains(found), where + ": " + found);
                if (failure != Failure.CRASH && !waits) {
                    assertEquals(refused, !found.equals("new"), where + " was told as it is: " + found);
                }
                assertNothingElse(directory);
                cases++;
            }
        }
        assertTrue(cases > 30, cases + " cases");
        System.err.println("InjectedFailuresTest: " + cases + " failing calls, each left one of " + allowed);
    }

    /** What is hidden is removed once it is old. */
    private static void assertNothingElse(Path directory) throws IOException {
        FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path hidden :
                    tree.filter(path -> path.toString().contains(".katsuo-")).toList()) {
                Files.setLastModifiedTime(hidden, yesterday);
            }
        }
        AtomicFile.check(directory, List.of(), 0);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.getFileName().toString().startsWith("."))
                            .toList());
        }
    }

    @Test
    void aFile() throws IOException {
        everyCallFails(
                directory ->
                        AtomicFile.write(directory.resolve("a"), contents("old").get("a")),
                directory ->
                        AtomicFile.write(directory.resolve("a"), contents("new").get("a")),
                directory -> word(directory.resolve("a")),
                Set.of("old", "new"));
    }

    private static String wordOfAll(Path directory) throws IOException {
        List<String> words = new ArrayList<>();
        for (String name : NAMES) {
            words.add(word(directory.resolve(name)));
        }
        return words.stream().distinct().count() == 1 ? words.getFirst() : words.toString();
    }

    @Test
    void aSet() throws IOException {
        everyCallFails(
                directory -> AtomicFile.write(directory, contents("old")),
                directory -> AtomicFile.write(directory, contents("new")),
                InjectedFailuresTest::wordOfAll,
                Set.of("old", "new"));
    }

    /** The process before was killed between two renames. */
    @Test
    void aSetAfterOneThatIsHalfRenamed() throws IOException {
        everyCallFails(
                directory -> {
                    AtomicFile.write(directory, contents("earlier"));
                    String old = "old" + " ".repeat(LENGTH);
                    Files.writeString(directory.resolve("a"), old);
                    Path complete = Files.createDirectory(directory.resolve(Staging.COMPLETE));
                    Files.writeString(complete.resolve("b"), old);
                    Files.writeString(complete.resolve("summary.json"), old);
                },
                directory -> AtomicFile.write(directory, contents("new")),
                InjectedFailuresTest::wordOfAll,
                Set.of("old", "new"));
    }

    /**
     * A run replaces the checkpoint of an earlier run at its start, and its own at the end. A write replaces the newest
     * and keeps the one before it.
     */
    @Test
    void aCheckpoint() throws IOException {
        everyCallFails(
                directory -> train(directory, 1),
                directory -> train(directory, 2),
                directory -> List.of("begun", "old", "new")
                        .get(Checkpoint.read(directory.resolve("run.ckpt")).iterations()),
                Set.of("begun", "old", "new"));
    }

    private static void train(Path directory, int iterations) throws IOException {
        Tensor x = Tensor.uniform(new Rng(1), 0, 1, Shape.of(4, 3));
        IOException[] failed = new IOException[1];
        new Trainer(Network.of(new int[] {3, 2}, 1), x, Targets.of(0, 1, 0, 1))
                .optimizer(new Sgd(0.1))
                .batchSize(4)
                .iterations(iterations)
                .checkpoint(directory.resolve("run.ckpt"), 10)
                .listener(new TrainingListener() {
                    @Override
                    public void onCheckpoint(Path file, int iterations) {
                        failed[0] = null;
                    }

                    @Override
                    public void onCheckpointFailed(Path file, IOException failure) {
                        failed[0] = failure;
                    }
                })
                .run();
        if (failed[0] != null) {
            throw failed[0];
        }
    }

    /** Others than the default one know no atomic moves, such as the one in a zip file. */
    @Test
    void anotherFileSystem() throws IOException {
        Path zip = temporary.resolve("networks.zip");
        try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path file = system.getPath("/n.npz");
            for (int seed = 1; seed <= 2; seed++) {
                Network network = Network.of(new int[] {3, 2}, seed);
                network.save(file);
                Path copy = Files.copy(file, temporary.resolve(seed + ".npz"));
                assertEquals(network.parameterHash(), Network.fromFile(copy).parameterHash());
            }
        }
    }
}
