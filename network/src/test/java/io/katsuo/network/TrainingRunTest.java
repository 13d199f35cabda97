package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does around its steps: checkpoints, times, the warning at the end, and engines that fail. */
class TrainingRunTest {
    @TempDir
    Path directory;

    private static Classifier network() {
        return Network.builder(3, 1).affine(2).softmaxWithLoss();
    }

    private static Trainer trainer(Network network) {
        return new Trainer(network, Tensor.rand(new Rng(2), 8, 3), Targets.of(0, 1, 0, 1, 0, 1, 0, 1))
                .batchSize(4)
                .listener(TrainingListener.NONE);
    }

    /** After every so many iterations and at the end, but not twice; at once where an earlier run left a file. */
    @Test
    void listenersHearOfEachCheckpoint() throws IOException {
        Path file = directory.resolve("run.npz");
        assertEquals(List.of(4, 8, 10), checkpoints(file, 4, 10));
        assertEquals(List.of(0, 4, 8), checkpoints(file, 4, 8));
        assertEquals(List.of(0, 1, 2), checkpoints(file, 1, 2));
        assertEquals(List.of(5), checkpoints(directory.resolve("new.npz"), 100, 5));
    }

    private static List<Integer> checkpoints(Path file, int every, int iterations) throws IOException {
        List<Integer> written = new ArrayList<>();
        trainer(network())
                .iterations(iterations)
                .checkpoint(file, every)
                .listener(new TrainingListener() {
                    @Override
                    public void onCheckpoint(Path at, int iterations) {
                        assertEquals(file, at);
                        written.add(iterations);
                    }
                })
                .run();
        assertEquals(iterations, Checkpoint.read(file).iterations());
        return written;
    }

    @Test
    void notesAreKeptAndReplaceNoSetting() throws IOException {
        Path file = directory.resolve("run.npz");
        trainer(network())
                .note("rate", "0.1")
                .note("author", "Ada")
                .iterations(3)
                .checkpoint(file, 1)
                .run();
        Checkpoint checkpoint = Checkpoint.read(file);
        assertEquals("0.1", checkpoint.settings().get("rate"));
        assertEquals("Ada", checkpoint.settings().get("author"));
        assertEquals("3", checkpoint.settings().get("iterations"));
        for (String name : List.of("seed", "iterations", "optimizer")) {
            String message = assertThrows(
                            IllegalArgumentException.class,
                            () -> trainer(network()).note(name, "7"))
                    .getMessage();
            assertTrue(message.contains("'" + name + "'"), message);
        }
    }

    @Test
    void oneEpochIsTheLeast() {
        assertEquals(2, trainer(network()).epochs(1).run().iterations());
    }

    @Test
    void timesArePartsOfTheWholeTime() {
        long start = System.nanoTime();
        TrainingResult result = trainer(network()).epochs(20).run();
        double seconds = (System.nanoTime() - start) / 1e9;
        assertTrue(result.trainSeconds() > 0 && result.evaluateSeconds() > 0, result::toString);
        assertTrue(result.trainSeconds() + result.evaluateSeconds() <= seconds, result + " within " + seconds + " s");
    }

    /** A hundredth better than always naming the most frequent class is enough, if that is possible. */
    @Test
    void aNetworkAtChanceLevelIsWarnedOf() {
        assertTrue(warning(0.5, 0.5).contains("no better"));
        assertTrue(warning(0.5, 0.509).contains("most frequent class, 0.5000 right"));
        assertEquals("", warning(0.5, 0.51));
        assertEquals("", warning(1, 1));
        assertEquals("", warning(0.5, Double.NaN));
    }

    private static String warning(double chance, double accuracy) {
        Network network = network();
        FakeEngine engine = new FakeEngine(network);
        engine.chance = chance;
        engine.accuracy = () -> accuracy;
        return new Trainer(network, engine)
                .listener(TrainingListener.NONE)
                .iterations(1)
                .run()
                .warning();
    }

    @Test
    void enginesAreToldTheLengthOfTheRun() throws IOException {
        Network network = network();
        FakeEngine engine = new FakeEngine(network);
        Path file = directory.resolve("run.npz");
        with(engine, network, file, 7);
        assertEquals("7 of 2", engine.started);
        network = network();
        FakeEngine second = new FakeEngine(network);
        new Trainer(network, second)
                .listener(TrainingListener.NONE)
                .batchSize(5)
                .iterations(12)
                .resume(Checkpoint.read(file))
                .run();
        assertEquals("5 of 2", second.started);
    }

    /** A cluster that fails leaves what the last step made, in the steps and in the reports. */
    @Test
    void whatAnEngineHadDoneBeforeItFailedIsSaved() throws IOException {
        Path file = directory.resolve("run.npz");
        Network network = network();
        FakeEngine engine = new FakeEngine(network);
        engine.failure = () -> new IllegalStateException("no executor left");
        engine.failsAt = 3;
        assertEquals(
                "no executor left",
                assertThrows(IllegalStateException.class, () -> with(engine, network, file, 7))
                        .getMessage());
        assertEquals(3, Checkpoint.read(file).iterations());
        assertEquals(network.parameterHash(), Network.fromFile(file).parameterHash());

        Network other = network();
        FakeEngine reporting = new FakeEngine(other);
        reporting.accuracy = () -> {
            throw new IllegalStateException("gone");
        };
        assertThrows(IllegalStateException.class, () -> with(reporting, other, file, 7));
        assertEquals(1, Checkpoint.read(file).iterations());
    }

    /** Nothing is written that is not newer than the file, and a run that diverged leaves its last checkpoint alone. */
    @Test
    void anEngineThatFailsAtOnceOrDivergesSavesNothing() {
        Network network = network();
        FakeEngine engine = new FakeEngine(network);
        engine.failure = () -> new IllegalStateException("down");
        Path file = directory.resolve("run.npz");
        assertThrows(IllegalStateException.class, () -> with(engine, network, file, 7));
        assertFalse(Files.exists(file));
        engine.failsAt = 2;
        engine.failure = () -> new NonFiniteException(2, "loss is NaN");
        assertThrows(NonFiniteException.class, () -> with(engine, network, file, 7));
        assertFalse(Files.exists(file));
        engine.failure = () -> new IllegalStateException("down");
        assertThrows(
                IllegalStateException.class,
                () -> new Trainer(network, engine).iterations(3).run());
    }

    private static void with(FakeEngine engine, Network network, Path file, int iterations) {
        new Trainer(network, engine)
                .listener(TrainingListener.NONE)
                .batchSize(5)
                .iterations(iterations)
                .checkpoint(file, 1000)
                .run();
    }

    /** The memory of an optimizer is looked at with each report, not only at the end. */
    @Test
    void anOptimizerThatOverflowsIsToldAtTheNextReport() {
        SequencedMap<String, Tensor> state = new LinkedHashMap<>();
        state.put("m", Tensor.of(1, 1));
        Sgd sgd = new Sgd(0.1);
        Optimizer optimizer = new Optimizer() {
            @Override
            public void update(List<Param> parameters, long step) {
                sgd.update(parameters, step);
                if (step == 1) {
                    state.get("m").set(1, Float.POSITIVE_INFINITY);
                }
            }

            @Override
            public SequencedMap<String, Tensor> state(List<Param> parameters) {
                return state;
            }
        };
        Trainer trainer =
                trainer(network()).optimizer(optimizer).iterations(100).evaluateEvery(5);
        String message = assertThrows(NonFiniteException.class, trainer::run).getMessage();
        assertTrue(message.startsWith("m of the optimizer is not finite after step 5: "), message);
        assertTrue(message.contains("at [1]"), message);
    }

    /** Computes nothing; its gradients are 1, and it fails where it is told to. */
    private static final class FakeEngine implements TrainingEngine {
        private final Network network;
        private Supplier<RuntimeException> failure;
        private int failsAt;
        private Supplier<Double> accuracy = () -> 0.75;
        private double chance = 0.5;
        private String started;

        FakeEngine(Network network) {
            this.network = network;
        }

        @Override
        public Shape samples() {
            return Shape.of(10, 3);
        }

        @Override
        public void start(BlockPlan plan, Supplier<int[]> batches, int remaining, int epoch) {
            started = remaining + " of " + epoch;
        }

        @Override
        public double gradients(int step) {
            if (failure != null && step == failsAt) {
                throw failure.get();
            }
            network.parameters().forEach(parameter -> parameter.gradient().fill(1));
            return 1;
        }

        @Override
        public String nonFinite() {
            return null;
        }

        @Override
        public double trainAccuracy() {
            return accuracy.get();
        }

        @Override
        public double testAccuracy() {
            return Double.NaN;
        }

        @Override
        public double mostFrequent() {
            return chance;
        }
    }
}
