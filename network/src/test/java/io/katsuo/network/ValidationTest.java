package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.Optimizer;
import io.katsuo.network.optimizer.Sgd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Validation samples, and early stopping by them. */
class ValidationTest {
    private static final int N = 1100;
    private static final Tensor X = Tensor.randn(new Rng(1), N, 6);
    private static final Targets T = Targets.of(labels());

    @TempDir
    private Path directory;

    private static int[] labels() {
        int[] labels = new int[N];
        for (int i = 0; i < N; i++) {
            labels[i] = X.get(i, 0) * X.get(i, 1) > 0 ? 1 : 0;
        }
        return labels;
    }

    private static Classifier network() {
        return Network.builder(6, 5)
                .affine(40)
                .batchNormalization()
                .relu()
                .dropout(0.2, 3)
                .affine(2)
                .softmaxWithLoss();
    }

    private static Trainer trainer(Network network) {
        return new Trainer(network, X, T)
                .listener(TrainingListener.NONE)
                .batchSize(50)
                .sampling(Sampling.SHUFFLED);
    }

    /** Samples that remember which of them were asked for. */
    private record Seen(Samples samples, Set<Integer> numbers) implements Samples {
        @Override
        public int count() {
            return samples.count();
        }

        @Override
        public Shape shape() {
            return samples.shape();
        }

        @Override
        public void gather(int[] rows, Tensor out) {
            for (int row : rows) {
                numbers.add(row);
            }
            samples.gather(rows, out);
        }
    }

    /** The numbers of the samples that a regression of two epochs trains on, and of those that its reports read. */
    private static List<Set<Integer>> split(long seed) {
        Seen seen = new Seen(Samples.of(X), new HashSet<>());
        Set<Integer> trained = new HashSet<>();
        Set<Integer> validated = new HashSet<>();
        new Trainer(Network.builder(6, 1).affine(2).identityWithLoss(), seen, T)
                .listener(new TrainingListener() {
                    @Override
                    public void onIteration(int iteration, int iterations, double loss) {
                        trained.addAll(seen.numbers);
                        seen.numbers.clear();
                    }

                    @Override
                    public void onEpoch(EpochReport report) {
                        validated.addAll(seen.numbers);
                        seen.numbers.clear();
                    }
                })
                .validationSplit(0.25, seed)
                .batchSize(25)
                .sampling(Sampling.SHUFFLED)
                .optimizer(new Sgd(0.01))
                .epochs(2)
                .run();
        return List.of(trained, validated);
    }

    @Test
    void aSplitTrainsOnTheRestAlone() {
        List<Set<Integer>> sets = split(7);
        assertEquals(825, sets.get(0).size());
        assertEquals(275, sets.get(1).size());
        assertTrue(sets.get(0).stream().noneMatch(sets.get(1)::contains));
        assertEquals(sets, split(7));
        assertNotEquals(sets, split(8));
    }

    @Test
    void bothPartsOfASplitHaveASample() {
        TrainingPlan plan = new TrainingPlan(network(), Samples.of(X), T);
        plan.splitValidation(1.0 / N, 9);
        assertEquals(N - 1, plan.rows.length);
        plan.splitValidation((N - 1.0) / N, 9);
        assertEquals(1, plan.rows.length);
        for (double wrong : new double[] {0.4 / N, 1 - 0.4 / N, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> plan.splitValidation(wrong, 9));
        }
    }

    @Test
    void aSplitTrainsAsTheSameSamplesGivenApart() {
        TrainingPlan plan = new TrainingPlan(network(), Samples.of(X), T);
        plan.splitValidation(0.3, 9);
        Set<Integer> rest = new HashSet<>();
        for (int row : plan.rows) {
            rest.add(row);
        }
        assertEquals(770, rest.size());
        assertArrayEquals(IntStream.of(plan.rows).sorted().toArray(), plan.rows);
        int[] held = IntStream.range(0, N).filter(i -> !rest.contains(i)).toArray();
        Classifier split = network();
        Classifier apart = network();
        TrainingResult one =
                trainer(split).validationSplit(0.3, 9).iterations(40).run();
        TrainingResult other = new Trainer(apart, Samples.of(X).select(plan.rows), T.gather(plan.rows, null))
                .listener(TrainingListener.NONE)
                .batchSize(50)
                .sampling(Sampling.SHUFFLED)
                .validateOn(Samples.of(X).select(held), T.gather(held, null))
                .iterations(40)
                .run();
        assertEquals(apart.parameterHash(), split.parameterHash());
        assertEquals(other.epochs(), one.epochs());
        assertEquals(other.finalReport(), one.finalReport());
        assertArrayEquals(other.losses(), one.losses());
        // The report tells what the network says of these samples.
        Tensor x = Tensor.zeros(held.length, 6);
        Samples.of(X).gather(held, x);
        assertEquals(split.loss(x, T.gather(held, null)), one.finalReport().validationLoss());
        assertEquals(split.accuracy(x, T.gather(held, null)), one.finalReport().validationAccuracy());
        assertEquals(39, one.finalReport().iteration());
    }

    @Test
    void validationIsTheSameOnAnyNumberOfThreads() {
        Set<EpochReport> reports = new HashSet<>();
        for (int threads = 1; threads <= 3; threads++) {
            reports.add(Threads.call(
                    threads,
                    () -> trainer(network())
                            .validateOn(X, T)
                            .iterations(5)
                            .run()
                            .finalReport()));
        }
        assertEquals(1, reports.size());
    }

    /** One weight and one bias of 0 that an optimizer sets: the validation loss is half the square of the weight. */
    private static TrainingResult script(StoppingMetric metric, int patience, Network network, double... weights) {
        Tensor one = Tensor.ones(1, 1);
        return new Trainer(network, one, Targets.of(Tensor.zeros(1, 1)))
                .listener(TrainingListener.NONE)
                .optimizer((parameters, step) -> parameters.getFirst().value().fill(weights[(int) step]))
                .validateOn(one, Targets.of(Tensor.zeros(1, 1)))
                .earlyStopping(metric, patience)
                .batchSize(1)
                .iterations(weights.length)
                .run();
    }

    private static Network line() {
        return Network.builder(1, 1).affine(1).identityWithLoss();
    }

    @Test
    void trainingStopsAfterSoManyReportsThatAreNoBetterAndTheBestIsRestored() {
        Network network = line();
        TrainingResult result = script(StoppingMetric.LOSS, 3, network, 5, 3, 4, 4, 1, 1, 2, 1, 0, 0);
        assertEquals(8, result.iterations(), "the third report after iteration 4 that is no better");
        assertEquals(4, result.finalReport().iteration());
        assertEquals(0.5, result.finalReport().validationLoss());
        assertEquals(1, network.params().get("W1").get(0, 0));
        assertFalse(result.cancelled());
    }

    @Test
    void aRunThatEndsBeforeHasItsBestNetworkToo() {
        Network network = line();
        TrainingResult result = script(StoppingMetric.LOSS, 9, network, 5, 1, 3);
        assertEquals(3, result.iterations());
        assertEquals(1, result.finalReport().iteration());
        assertEquals(1, network.params().get("W1").get(0, 0));
    }

    @Test
    void theStateOfTheLayersIsRestoredWithTheParameters() {
        Classifier network = network();
        List<String> hashes = new ArrayList<>();
        TrainingResult result = trainer(network)
                .optimizer(new Sgd(2)) // so large that the loss goes up and down
                .validationSplit(0.5, 1)
                .earlyStopping(StoppingMetric.ACCURACY, 4)
                .iterations(2000)
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochReport report) {
                        hashes.add(network.parameterHash());
                    }
                })
                .run();
        double best = result.epochs().stream()
                .mapToDouble(EpochReport::validationAccuracy)
                .max()
                .orElseThrow();
        assertTrue(result.iterations() < 2000, result::toString);
        assertEquals(best, result.finalReport().validationAccuracy());
        assertEquals(hashes.get(result.finalReport().epoch()), network.parameterHash());
        assertEquals(hashes.size() - 1 - 4, result.finalReport().epoch());
        assertNotEquals(hashes.getLast(), network.parameterHash());
    }

    @Test
    void aRunThatIsResumedStopsWhereItWouldHaveStopped() throws IOException {
        Classifier whole = network();
        TrainingResult expected = stopping(whole, new Adam(0.05), 3000).run();
        assertTrue(expected.iterations() < 3000, expected::toString);
        Path file = directory.resolve("run.npz");
        Classifier resumed = network();
        for (int cut : new int[] {40, 41, expected.iterations() - 5}) {
            resumed = network();
            stopping(network(), new Adam(0.05), cut).checkpoint(file, cut).run();
            TrainingResult result = stopping(resumed, new Adam(0.05), 3000)
                    .resume(Checkpoint.read(file))
                    .run();
            assertEquals(whole.parameterHash(), resumed.parameterHash(), "cut after " + cut);
            assertEquals(expected.finalReport(), result.finalReport());
            assertEquals(expected.epochs(), result.epochs());
        }
        stopping(network(), new Adam(0.05), 3000).checkpoint(file, 3000).run();
        TrainingResult again = stopping(network(), new Adam(0.05), 3000)
                .resume(Checkpoint.read(file))
                .run();
        assertEquals(expected.finalReport(), again.finalReport());
        assertTrue(again.warning().startsWith("nothing was trained: early stopping had ended the run"), again::warning);
        Trainer other = trainer(network()).optimizer(new Adam(0.05)).resume(Checkpoint.read(file));
        String text = assertThrows(IllegalStateException.class, other::run).getMessage();
        assertTrue(text.contains("made with validation 0.4 by seed 2, this run has none"), text);
    }

    private static Trainer stopping(Network network, Optimizer optimizer, int iterations) {
        return trainer(network)
                .optimizer(optimizer)
                .validationSplit(0.4, 2)
                .earlyStopping(StoppingMetric.LOSS, 3)
                .iterations(iterations);
    }

    @Test
    void nanIsTheWorst() {
        EpochReport nan = new EpochReport(0, 0, 1, 1, 1, Double.NaN, Double.NaN);
        EpochReport some = new EpochReport(0, 0, 1, 1, 1, 100, 0);
        for (StoppingMetric metric : StoppingMetric.values()) {
            assertTrue(metric.isBetter(some, nan));
            assertFalse(metric.isBetter(nan, some));
            assertFalse(metric.isBetter(nan, nan));
            assertFalse(metric.isBetter(some, some));
        }
    }

    @Test
    void whatCannotWorkIsRefused() {
        Trainer trainer = trainer(network());
        for (double fraction : new double[] {0, 1, -0.1, Double.NaN, 1e-9, 0.99999}) {
            assertThrows(IllegalArgumentException.class, () -> trainer.validationSplit(fraction, 1), fraction + "");
        }
        assertThrows(IllegalArgumentException.class, () -> trainer.earlyStopping(StoppingMetric.LOSS, 0));
        assertThrows(IllegalArgumentException.class, () -> trainer(line()).earlyStopping(StoppingMetric.ACCURACY, 1));
        trainer.earlyStopping(StoppingMetric.LOSS, 1);
        String text = assertThrows(IllegalStateException.class, trainer::run).getMessage();
        assertTrue(text.contains("early stopping needs validation samples"), text);
    }
}
