package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.format.FormatException;
import io.katsuo.network.format.Npz;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.Momentum;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.RmsProp;
import io.katsuo.network.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is interrupted anywhere and resumed ends as the run that was not; no damaged file is taken for a sound one. */
class CheckpointTest {
    private static final Tensor X = Tensor.uniform(new Rng(1), 0, 1, Shape.of(230, 12));
    private static final Targets T = Targets.of(labels());
    private static final int ITERATIONS = 57;

    private static int[] labels() {
        int[] labels = new Rng(2).permutation(230);
        for (int i = 0; i < labels.length; i++) {
            labels[i] %= 4;
        }
        return labels;
    }

    @TempDir
    Path directory;

    private static final List<Supplier<Optimizer>> OPTIMIZERS = List.of(
            () -> new Sgd(0.1),
            () -> new Momentum(0.05).weightDecay(1e-4),
            () -> new Adam(0.01).clipNorm(1),
            () -> new RmsProp(0.01));

    private static Classifier network() {
        return Network.builder(12, 5)
                .affine(9)
                .batchNormalization()
                .relu()
                .dropout(0.3, 7)
                .affine(4)
                .softmaxWithLoss();
    }

    private static Trainer trainer(Classifier network, Optimizer optimizer, Sampling sampling) {
        return new Trainer(network, X, T)
                .testOn(X, T)
                .optimizer(optimizer)
                .iterations(ITERATIONS)
                .batchSize(20)
                .sampling(sampling)
                .seed(3);
    }

    @Test
    void aResumedRunEndsAsOneThatWasNotInterrupted() {
        Rng rng = new Rng(11);
        for (Supplier<Optimizer> optimizer : OPTIMIZERS) {
            for (Sampling sampling : Sampling.values()) {
                Path file = directory.resolve("run.ckpt");
                Classifier whole = network();
                Optimizer used = optimizer.get();
                TrainingResult expected = trainer(whole, used, sampling).run();

                int threads = 1;
                List<Integer> cuts = new ArrayList<>();
                TrainingResult last = null;
                Classifier network = network();
                Optimizer again = optimizer.get();
                while (last == null || last.cancelled()) {
                    // A new process: nothing but the file is left of the run before.
                    network = network();
                    again = optimizer.get();
                    Trainer trainer = trainer(network, again, sampling).checkpoint(file, 1000);
                    if (last != null) {
                        trainer.resume(read(file));
                    }
                    int cut = (last == null ? 0 : last.iterations()) + 1 + rng.nextInt(25);
                    cuts.add(cut);
                    stopAfter(trainer, cut);
                    TrainingResult[] result = new TrainingResult[1];
                    Threads.with(threads++, () -> result[0] = trainer.run());
                    last = result[0];
                }
                String what = sampling + ", cut after " + cuts;
                assertEquals(whole.parameterHash(), network.parameterHash(), what);
                assertArrayEquals(expected.losses(), last.losses(), what);
                assertEquals(expected.epochs(), last.epochs(), what);
                Checkpoint end = read(file);
                assertEquals(ITERATIONS, end.iterations());
                assertEquals(
                        ParameterHash.ofTensors(Checkpoint.state(whole, used).values()), end.stateHash(), what);
                assertTrue(cuts.size() > 1, what);
            }
        }
    }

    private static void stopAfter(Trainer trainer, int iterations) {
        trainer.listener(new TrainingListener() {
            @Override
            public void onIteration(int iteration, int all, double loss) {
                if (iteration + 1 == iterations) {
                    trainer.cancel();
                }
            }
        });
    }

    private static Checkpoint read(Path file) {
        try {
            return Checkpoint.read(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path written(int every) {
        Path file = directory.resolve("sound.ckpt");
        trainer(network(), new Adam(0.01), Sampling.SHUFFLED)
                .checkpoint(file, every)
                .run();
        return file;
    }

    @Test
    void theFileBeforeServesWhenTheNewestIsDamagedOrMissing() throws IOException {
        Path file = written(40);
        assertEquals(ITERATIONS, Checkpoint.read(file).iterations());
        Files.write(file, new byte[10]);
        assertEquals(40, Checkpoint.read(file).iterations());
        Files.delete(file);
        assertEquals(40, Checkpoint.read(file).iterations());
        Files.delete(directory.resolve("sound.ckpt.previous"));
        assertThrows(IOException.class, () -> Checkpoint.read(file));
    }

    /** A run that went on from the previous file, since the newest is damaged, must not put the damaged one in its place. */
    @Test
    void aDamagedFileNeverReplacesTheOneThatServed() throws IOException {
        Path file = written(40);
        Path previous = directory.resolve("sound.ckpt.previous");
        byte[] good = Files.readAllBytes(previous);
        Files.write(file, new byte[10]);
        resumed(file, ITERATIONS);
        assertArrayEquals(good, Files.readAllBytes(previous));
        assertEquals(ITERATIONS, readAlone(file).iterations());
        // From a sound newest one, that becomes the previous one.
        byte[] newest = Files.readAllBytes(file);
        resumed(file, ITERATIONS + 5);
        assertArrayEquals(newest, Files.readAllBytes(previous));
        assertEquals(ITERATIONS + 5, readAlone(file).iterations());
    }

    /** What a new run leaves is never the checkpoint of an earlier run. */
    @Test
    void anEarlierRunsPreviousFileIsNotKept() throws IOException {
        Path file = written(40);
        Path previous = directory.resolve("sound.ckpt.previous");
        trainer(network(), new RmsProp(0.01), Sampling.SHUFFLED)
                .checkpoint(file, 1000)
                .listener(new TrainingListener() {
                    @Override
                    public void onCheckpoint(Path at, int iterations) {
                        if (iterations == 0) {
                            assertFalse(Files.exists(previous));
                        }
                    }
                })
                .run();
        assertEquals(ITERATIONS, readAlone(file).iterations());
        assertEquals(0, readAlone(previous).iterations());
        assertEquals(
                new RmsProp(0.01).toString(), readAlone(previous).settings().get("optimizer"));

        // Also where only the previous file of an earlier run is left.
        Files.delete(file);
        trainer(network(), new Adam(0.01), Sampling.SHUFFLED)
                .iterations(0)
                .checkpoint(file, 1000)
                .run();
        assertEquals(0, readAlone(file).iterations());
        assertFalse(Files.exists(previous));
    }

    private static void resumed(Path file, int iterations) throws IOException {
        trainer(network(), new Adam(0.01), Sampling.SHUFFLED)
                .iterations(iterations)
                .checkpoint(file, 1000)
                .resume(Checkpoint.read(file))
                .run();
    }

    /** A copy has no previous file beside it. */
    private Checkpoint readAlone(Path file) throws IOException {
        Path alone = directory.resolve("alone.ckpt");
        Files.copy(file, alone, StandardCopyOption.REPLACE_EXISTING);
        return Checkpoint.read(alone);
    }

    @Test
    void noDamagedFileIsTakenForASoundOne() throws IOException {
        byte[] sound = Files.readAllBytes(written(1000));
        String hash = Checkpoint.read(directory.resolve("sound.ckpt")).stateHash();
        Path file = directory.resolve("damaged.ckpt");
        for (int length = 0; length < sound.length; length += 1 + sound.length / 300) {
            Files.write(file, Arrays.copyOf(sound, length));
            assertThrows(IOException.class, () -> Checkpoint.read(file), "truncated");
        }
        Rng rng = new Rng(4);
        for (int i = 0; i < 600; i++) {
            int at = rng.nextInt(sound.length);
            byte[] damaged = sound.clone();
            damaged[at] ^= (byte) (1 << rng.nextInt(8));
            Files.write(file, damaged);
            try {
                // Bits that mean nothing, such as an entry's date, may change.
                assertEquals(hash, Checkpoint.read(file).stateHash(), "byte " + at);
            } catch (IOException e) {
                assertFalse(e.getMessage().isBlank());
            }
        }
    }

    @Test
    void anotherRunsCheckpointIsRefusedAndNothingIsChanged() throws IOException {
        Checkpoint checkpoint = Checkpoint.read(written(1000));
        Classifier network = network();
        String before = network.parameterHash();
        refused(trainer(network, new Adam(0.01), Sampling.BOOK), checkpoint, "sampling SHUFFLED, this run has BOOK");
        refused(trainer(network, new Adam(0.01), Sampling.SHUFFLED).seed(9), checkpoint, "seed 3, this run has 9");
        refused(trainer(network, new Sgd(0.01), Sampling.SHUFFLED), checkpoint, "made with optimizer Adam, rate 0.01");
        assertEquals(before, network.parameterHash());
        Path parameters = directory.resolve("parameters.npz");
        network.save(parameters);
        String text = assertThrows(FormatException.class, () -> Checkpoint.read(parameters))
                .getMessage();
        assertTrue(text.contains("not a checkpoint"), text);
        assertFalse(Npz.read(directory.resolve("sound.ckpt")).isEmpty());
    }

    private static void refused(Trainer trainer, Checkpoint checkpoint, String why) {
        String text = assertThrows(
                        IllegalStateException.class,
                        () -> trainer.resume(checkpoint).run())
                .getMessage();
        assertTrue(text.contains(why), text);
    }

    @Test
    void aCheckpointThatCannotBeWrittenDoesNotEndTraining() {
        Path nowhere = directory.resolve("missing").resolve("run.ckpt");
        List<Path> failed = new ArrayList<>();
        TrainingResult result = trainer(network(), new Sgd(0.1), Sampling.BOOK)
                .checkpoint(nowhere, 20)
                .listener(new TrainingListener() {
                    @Override
                    public void onCheckpointFailed(Path file, IOException failure) {
                        failed.add(file);
                    }
                })
                .run();
        assertEquals(ITERATIONS, result.iterations());
        assertEquals(List.of(nowhere, nowhere, nowhere), failed);
    }
}
