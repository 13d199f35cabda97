package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The training loop: items 66, 73 and 74, traps T14 to T16, E12. */
class TrainerTest {
    private static final Digits DIGITS = Digits.learnable(500, 1);

    private static Trainer trainer(TwoLayerNet net) {
        return new Trainer(net, DIGITS.images(), DIGITS.targets()).batchSize(50);
    }

    @Test
    void learns() {
        TwoLayerNet net = new TwoLayerNet(784, 20, 10, 1);
        Digits test = Digits.learnable(200, 2);
        TrainingResult result = trainer(net)
                .testOn(test.images(), test.targets())
                .optimizer(new Sgd(0.2f))
                .iterations(300)
                .run();
        assertEquals(300, result.iterations());
        assertFalse(result.cancelled());
        assertEquals(30, result.epochs().size());
        EpochReport first = result.epochs().getFirst();
        EpochReport last = result.epochs().getLast();
        assertEquals(0, first.iteration());
        assertEquals(290, last.iteration());
        assertEquals(29, last.epoch());
        assertTrue(first.trainAccuracy() < 0.6, "" + first);
        assertEquals(1, last.trainAccuracy(), 0.02);
        assertEquals(1, last.testAccuracy(), 0.05);
        assertTrue(result.losses()[299] < 0.2 * result.losses()[0]);
        assertEquals(last.loss(), result.losses()[290]);
    }

    /** Items 73 and 74: the very loop of the book, written out. The loss is the one after the update. */
    @Test
    void isTheBooksLoop() {
        TwoLayerNet net = new TwoLayerNet(784, 20, 10, 1);
        double[] losses = trainer(net).iterations(5).seed(9).run().losses();

        TwoLayerNet twin = new TwoLayerNet(784, 20, 10, 1);
        BatchSampler sampler = new BatchSampler(Sampling.BOOK, 500, 50, 9);
        for (int i = 0; i < 5; i++) {
            int[] rows = sampler.next();
            Tensor x = Tensor.zeros(50, 784);
            int[] labels = new int[50];
            for (int k = 0; k < 50; k++) {
                x.row(k).copyFrom(DIGITS.images().row(rows[k]));
                labels[k] = DIGITS.labels()[rows[k]];
            }
            var gradient = twin.gradient(x, labels);
            for (Param parameter : twin.parameters()) {
                float[] w = parameter.value().array();
                float[] g = gradient.get(parameter.name()).array();
                for (int k = 0; k < w.length; k++) {
                    w[k] = Math.fma(-0.1f, g[k], w[k]);
                }
            }
            assertEquals(twin.loss(x, labels), losses[i]);
        }
        assertEquals(twin.parameterHash(), net.parameterHash());
    }

    /** A listener ends training after any iteration. */
    @Test
    void aListenerStopsTraining() {
        TwoLayerNet net = new TwoLayerNet(784, 20, 10, 1);
        TrainingResult result = trainer(net)
                // Nothing is allocated for those that never come.
                .iterations(Integer.MAX_VALUE)
                .listener(new TrainingListener() {
                    private int done;

                    @Override
                    public void onIteration(int iteration, int iterations, double loss) {
                        done = iteration + 1;
                    }

                    @Override
                    public boolean stops() {
                        return done == 7;
                    }
                })
                .run();
        assertEquals(7, result.iterations());
        assertTrue(result.cancelled());
        TwoLayerNet twin = new TwoLayerNet(784, 20, 10, 1);
        trainer(twin).iterations(7).run();
        assertEquals(twin.parameterHash(), net.parameterHash());
    }

    /** An optimizer is told the number of the step: here a learning rate that falls. */
    @Test
    void optimizersAreToldTheStep() {
        List<Long> steps = new ArrayList<>();
        trainer(new TwoLayerNet(784, 20, 10, 1))
                .iterations(4)
                .optimizer((parameters, step) -> {
                    steps.add(step);
                    new Sgd(0.1f / (1 + step)).update(parameters, 0);
                })
                .run();
        assertEquals(List.of(0L, 1L, 2L, 3L), steps);
    }

    /** Samples that are made when they are asked for train as the same samples in a tensor do. */
    @Test
    void samplesOfAnySource() {
        byte[] pixels = new byte[500 * 784];
        Tensor floats = Tensor.zeros(500, 784);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31 % 256);
            floats.array()[i] = (pixels[i] & 0xFF) / 255f;
        }
        Samples bytes = new Samples() {
            @Override
            public int count() {
                return 500;
            }

            @Override
            public Shape shape() {
                return Shape.of(784);
            }

            @Override
            public void gather(int[] rows, Tensor out) {
                for (int i = 0; i < out.size(); i++) {
                    out.array()[i] = (pixels[rows[i / 784] * 784 + i % 784] & 0xFF) / 255f;
                }
            }
        };
        TwoLayerNet one = new TwoLayerNet(784, 20, 10, 1);
        TwoLayerNet other = new TwoLayerNet(784, 20, 10, 1);
        TrainingResult expected =
                new Trainer(one, floats, DIGITS.targets()).iterations(9).run();
        TrainingResult actual =
                new Trainer(other, bytes, DIGITS.targets()).iterations(9).run();
        assertEquals(one.parameterHash(), other.parameterHash());
        assertEquals(expected.epochs(), actual.epochs());
        assertEquals(one.accuracy(floats, DIGITS.targets()), other.accuracy(bytes, DIGITS.targets()));
    }

    /** A regression has losses, and no accuracies. */
    @Test
    void aRegressionReportsNoAccuracy() {
        Network net = Network.builder(784, 1).affine(10).identityWithLoss();
        TrainingResult result = new Trainer(net, DIGITS.images(), DIGITS.targets())
                .optimizer(new Sgd(1e-3f))
                .iterations(30)
                .run();
        assertTrue(result.losses()[29] < result.losses()[0]);
        assertTrue(Double.isNaN(result.epochs().getFirst().trainAccuracy()));
    }

    /** The kind of targets makes no difference. */
    @Test
    void oneHotRowsTrainTheSame() {
        Tensor oneHot = Tensor.zeros(500, 10);
        for (int i = 0; i < 500; i++) {
            oneHot.set(i, DIGITS.labels()[i], 1);
        }
        TwoLayerNet a = new TwoLayerNet(784, 20, 10, 1);
        TwoLayerNet b = new TwoLayerNet(784, 20, 10, 1);
        trainer(a).iterations(20).run();
        new Trainer(b, DIGITS.images(), Targets.of(oneHot))
                .batchSize(50)
                .iterations(20)
                .run();
        assertEquals(a.parameterHash(), b.parameterHash());
    }

    /** One hash for any number of threads, and in repeated runs. */
    @Test
    void threadsDoNotShowInTheBits() {
        Set<String> hashes = new HashSet<>();
        for (int threads : new int[] {1, 2, 3, 4, 1}) {
            TwoLayerNet net = new TwoLayerNet(784, 50, 10, 3);
            Threads.with(threads, () -> {
                new Trainer(net, DIGITS.images(), DIGITS.targets())
                        .batchSize(100)
                        .iterations(60)
                        .run();
            });
            hashes.add(net.parameterHash());
        }
        assertEquals(1, hashes.size());
    }

    /** Trap T14: reports after iterations 0, e, 2e, … where e = ceil(samples / batch size). */
    @Test
    void reportsOnceAnEpoch() {
        for (int n : new int[] {1, 7, 20, 60}) {
            for (int batch : new int[] {1, 3, 7, 20, 100}) {
                int epoch = (n + batch - 1) / batch;
                TwoLayerNet net = new TwoLayerNet(784, 2, 10, 1);
                Digits digits = Digits.random(n, 5);
                Trainer trainer = new Trainer(net, digits.images(), digits.targets())
                        .batchSize(batch)
                        .iterations(30);
                assertEquals(epoch, trainer.iterationsPerEpoch());
                List<Integer> at = new ArrayList<>();
                for (EpochReport report : trainer.run().epochs()) {
                    at.add(report.iteration());
                    assertTrue(Double.isNaN(report.testAccuracy()));
                }
                List<Integer> expected = new ArrayList<>();
                for (int i = 0; i < 30; i += epoch) {
                    expected.add(i);
                }
                assertEquals(expected, at, n + " samples, batches of " + batch);
            }
        }
        // The book's: 10,000 iterations of 600 make 17 lines.
        assertEquals(
                600,
                new Trainer(new TwoLayerNet(784, 2, 10, 1), Tensor.zeros(60_000, 784), Targets.of(new byte[60_000]))
                        .iterationsPerEpoch());
    }

    /** Trap T15. */
    @Test
    void samplersDrawWhatTheySay() {
        BatchSampler shuffled = new BatchSampler(Sampling.SHUFFLED, 25, 10, 1);
        for (int epoch = 0; epoch < 3; epoch++) {
            Set<Integer> seen = new HashSet<>();
            for (int size : new int[] {10, 10, 5}) {
                int[] batch = shuffled.next();
                assertEquals(size, batch.length);
                Arrays.stream(batch).forEach(seen::add);
            }
            assertEquals(25, seen.size());
        }
        assertEquals(4, new BatchSampler(Sampling.SHUFFLED, 4, 10, 1).next().length);
        BatchSampler twice = new BatchSampler(Sampling.SHUFFLED, 25, 25, 1);
        assertFalse(Arrays.equals(twice.next().clone(), twice.next()), "each epoch has an order of its own");
        assertFalse(Arrays.equals(
                new BatchSampler(Sampling.SHUFFLED, 25, 25, 1).next(),
                new BatchSampler(Sampling.SHUFFLED, 25, 25, 2).next()));

        BatchSampler book = new BatchSampler(Sampling.BOOK, 1000, 100, 1);
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            Arrays.stream(book.next()).forEach(seen::add);
        }
        assertEquals(1000 * (1 - Math.exp(-1)), seen.size(), 40);
        assertEquals(100, new BatchSampler(Sampling.BOOK, 4, 100, 1).next().length);
    }

    @Test
    void shuffledEpochsWithASmallerLastBatchTrain() {
        TwoLayerNet net = new TwoLayerNet(784, 5, 10, 1);
        TrainingResult result = new Trainer(net, DIGITS.images(), DIGITS.targets())
                .batchSize(150)
                .sampling(Sampling.SHUFFLED)
                .iterations(9)
                .run();
        assertEquals(9, result.iterations());
        assertEquals(3, result.epochs().size());
        TwoLayerNet other = new TwoLayerNet(784, 5, 10, 1);
        new Trainer(other, DIGITS.images(), DIGITS.targets())
                .batchSize(150)
                .iterations(9)
                .run();
        assertNotEquals(net.parameterHash(), other.parameterHash());
    }

    @Test
    void listenersHearEverythingAndCanCancel() {
        TwoLayerNet net = new TwoLayerNet(784, 5, 10, 1);
        Trainer trainer = trainer(net).iterations(100);
        List<Double> losses = new ArrayList<>();
        List<EpochReport> epochs = new ArrayList<>();
        TrainingResult result = trainer.listener(new TrainingListener() {
                    @Override
                    public void onIteration(int iteration, int iterations, double loss) {
                        assertEquals(losses.size(), iteration);
                        assertEquals(100, iterations);
                        losses.add(loss);
                        if (iteration == 12) {
                            trainer.cancel();
                        }
                    }

                    @Override
                    public void onEpoch(EpochReport report) {
                        epochs.add(report);
                    }
                })
                .run();
        assertTrue(result.cancelled());
        assertEquals(13, result.iterations());
        assertArrayEquals(losses.stream().mapToDouble(d -> d).toArray(), result.losses());
        assertEquals(result.epochs(), epochs);
        assertEquals(2, epochs.size());
    }

    @Test
    void aLabelThatIsNoClassIsNamedBeforeTraining() {
        TwoLayerNet net = new TwoLayerNet(2, 3, 4, 1);
        int[] labels = {0, 1, 2, 3, 4, 0};
        String message = assertThrows(
                        IllegalArgumentException.class, () -> new Trainer(net, Tensor.zeros(6, 2), Targets.of(labels)))
                .getMessage();
        assertEquals(
                "trainer: training samples: label 4 at 4 is not a class: scores [6, 4] have classes 0..3", message);
    }

    @Test
    void settingsAreChecked() {
        TwoLayerNet net = new TwoLayerNet(784, 5, 10, 1);
        for (float rate : new float[] {0, -0.1f, Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThrows(IllegalArgumentException.class, () -> new Sgd(rate));
        }
        assertThrows(IllegalArgumentException.class, () -> trainer(net).iterations(-1));
        assertThrows(IllegalArgumentException.class, () -> trainer(net).batchSize(0));
        assertThrows(
                IllegalArgumentException.class, () -> new Trainer(net, DIGITS.images(), Targets.of(new byte[499])));
        assertThrows(
                IllegalArgumentException.class, () -> new Trainer(net, Tensor.zeros(0, 784), Targets.of(new byte[0])));
        assertThrows(
                IllegalArgumentException.class, () -> trainer(net).testOn(DIGITS.images(), Targets.of(new byte[1])));
        assertEquals(0, trainer(net).iterations(0).run().losses().length);
    }
}
