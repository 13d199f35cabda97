package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.Sgd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Gradients as sums over blocks of samples. */
class BlocksTest {
    private static final Digits DIGITS = Digits.learnable(300, 1);

    private static Network deep() {
        return Network.builder(784, 3)
                .affineWithoutBias(12)
                .batchNormalization()
                .relu()
                .dropout(0.4, 5)
                .affine(10)
                .softmaxWithLoss();
    }

    private static Network dropping() {
        return Network.builder(784, 3)
                .affine(12)
                .relu()
                .dropout(0.4, 5)
                .affine(10)
                .softmaxWithLoss();
    }

    private static Trainer trainer(Network network) {
        return new Trainer(network, DIGITS.images(), DIGITS.targets())
                .listener(TrainingListener.NONE)
                .sampling(Sampling.SHUFFLED)
                .optimizer(new Adam(0.01))
                .batchSize(70)
                .iterations(12);
    }

    private static String hash(Network network, BlockPlan plan, int threads) {
        Threads.with(threads, () -> trainer(network).blocks(plan).run());
        return network.parameterHash();
    }

    @Test
    void aBlockAsLargeAsTheBatchChangesNothing() {
        for (Supplier<Network> kind : List.<Supplier<Network>>of(BlocksTest::deep, BlocksTest::dropping)) {
            String whole = hash(kind.get(), BlockPlan.WHOLE, 1);
            assertEquals(whole, hash(kind.get(), new BlockPlan(70, 0, 0), 1));
            assertEquals(whole, hash(kind.get(), new BlockPlan(1000, 0, 0), 3));
            assertNotEquals(whole, hash(kind.get(), new BlockPlan(16, 0, 0), 1));
        }
    }

    @Test
    void theBitsDoNotDependOnThreads() {
        for (BlockPlan plan : List.of(new BlockPlan(16, 0, 0), new BlockPlan(1, 0, 0), new BlockPlan(33, 2, 0.05))) {
            String one = hash(deep(), plan, 1);
            assertEquals(one, hash(deep(), plan, 2), plan::toString);
            assertEquals(one, hash(deep(), plan, 5), plan::toString);
        }
    }

    /** Would fail if the dropout masks of a block began with those of sample 0, or if a block were weighted wrongly. */
    @Test
    void theSumIsTheGradientOfTheBatch() {
        int[] rows = new Rng(8).permutation(300);
        int[] batch = Arrays.copyOf(rows, 67);
        Network network = dropping();
        Tensor x = Tensor.zeros(67, 784);
        Samples.of(DIGITS.images()).gather(batch, x);
        double loss = network.computeGradients(x, DIGITS.targets().gather(batch, null), 4);
        List<Tensor> whole =
                network.parameters().stream().map(p -> p.gradient().copy()).toList();
        for (int size : new int[] {1, 7, 16, 66}) {
            LocalEngine engine = new LocalEngine(network, Samples.of(DIGITS.images()), DIGITS.targets(), null);
            engine.start(new BlockPlan(size, 0, 0), batch::clone, 1, 1);
            assertEquals(loss, engine.gradients(4), 1e-12);
            for (int i = 0; i < whole.size(); i++) {
                Param param = network.parameters().get(i);
                assertTrue(param.gradient().allClose(whole.get(i), 1e-5, 1e-7), size + " " + param);
            }
        }
    }

    /** The statistics of a block are its own, and the running mean follows the mean of all blocks. */
    @Test
    void runningMeansFollowAllBlocks() {
        Network network =
                Network.builder(784, 3).batchNormalization().affine(10).softmaxWithLoss();
        int[] batch = new Rng(2).permutation(300);
        LocalEngine engine = new LocalEngine(network, Samples.of(DIGITS.images()), DIGITS.targets(), null);
        engine.start(new BlockPlan(64, 0, 0), batch::clone, 1, 1);
        engine.gradients(0);
        Tensor running =
                network.layers().firstEntry().getValue().state().getFirst().value();
        double[] mean = new double[784];
        for (int k = 0; k < 784; k++) {
            for (int i = 0; i < 300; i++) {
                mean[k] += 0.1 * DIGITS.images().get(i, k) / 300;
            }
            assertEquals(mean[k], running.get(k), 1e-6);
        }
    }

    /** Any cut of the blocks into neighbours, each added apart and then together, gives the bits of one sum. */
    @Test
    void theTreeDoesNotSeeWhoAdds() {
        long seed = 20_261_130;
        Rng rng = new Rng(seed);
        for (int blocks = 1; blocks < 40; blocks++) {
            float[][] vectors = new float[blocks][3];
            for (float[] vector : vectors) {
                for (int k = 0; k < 3; k++) {
                    vector[k] = (float) Math.pow(10, rng.nextInt(8)) * rng.nextFloat();
                }
            }
            float[] expected = recursive(vectors, 0, level(blocks));
            for (int repeat = 0; repeat < 5; repeat++) {
                BlockTree all = new BlockTree(blocks);
                for (int from = 0; from < blocks; ) {
                    int to = Math.min(blocks, from + 1 + rng.nextInt(6));
                    BlockTree part = new BlockTree(blocks);
                    for (int i = from; i < to; i++) {
                        part.add(new BlockTree.Node(0, i, vectors[i].clone()));
                    }
                    part.nodes().forEach(all::add);
                    from = to;
                }
                assertArrayEquals(expected, all.sum(), "seed " + seed + ", " + blocks + " blocks");
            }
        }
    }

    private static int level(int blocks) {
        int level = 0;
        while (1 << level < blocks) {
            level++;
        }
        return level;
    }

    /** The definition: the sum of a node's 2^level blocks, of which those after the last are missing. */
    private static float[] recursive(float[][] vectors, int first, int level) {
        if (level == 0) {
            return vectors[first];
        }
        int middle = first + (1 << level - 1);
        float[] left = recursive(vectors, first, level - 1).clone();
        if (middle < vectors.length) {
            float[] right = recursive(vectors, middle, level - 1);
            for (int k = 0; k < left.length; k++) {
                left[k] += right[k];
            }
        }
        return left;
    }

    @Test
    void aTreeWithoutABlockIsRefused() {
        BlockTree tree = new BlockTree(3);
        tree.add(new BlockTree.Node(0, 0, new float[1]));
        tree.add(new BlockTree.Node(0, 2, new float[1]));
        assertThrows(IllegalStateException.class, tree::sum);
    }

    /** With one local step of rate r and an outer rate of 1, a step is one of gradient descent with rate r. */
    @Test
    void oneLocalStepIsGradientDescent() {
        Network a = dropping();
        Network b = dropping();
        trainer(a).optimizer(new Sgd(0.2f)).blockSize(35).iterations(3).run();
        trainer(b)
                .optimizer(new Sgd(1))
                .blocks(new BlockPlan(35, 1, 0.2))
                .iterations(3)
                .run();
        for (int i = 0; i < a.parameters().size(); i++) {
            assertTrue(
                    b.parameters().get(i).value().allClose(a.parameters().get(i).value(), 1e-4, 1e-6));
        }
    }

    /** Two local steps on one block are two steps on its halves. */
    @Test
    void localStepsAreStepsOnPartsOfTheBlock() {
        Network a = Network.builder(784, 3).affine(10).softmaxWithLoss();
        Network b = Network.builder(784, 3).affine(10).softmaxWithLoss();
        Trainer plain = new Trainer(a, DIGITS.images(), DIGITS.targets()).sampling(Sampling.SHUFFLED);
        plain.optimizer(new Sgd(0.2f)).batchSize(50).iterations(6).run();
        Trainer rounds = new Trainer(b, DIGITS.images(), DIGITS.targets()).sampling(Sampling.SHUFFLED);
        rounds.optimizer(new Sgd(1)).batchSize(100).blocks(new BlockPlan(0, 2, 0.2));
        rounds.iterations(3).run();
        for (int i = 0; i < a.parameters().size(); i++) {
            assertTrue(
                    b.parameters().get(i).value().allClose(a.parameters().get(i).value(), 1e-4, 1e-6));
        }
    }

    @Test
    void aRunGoesOnFromItsCheckpoint(@TempDir Path directory) throws Exception {
        BlockPlan plan = new BlockPlan(16, 0, 0);
        Path file = directory.resolve("checkpoint.npz");
        trainer(deep()).blocks(plan).checkpoint(file, 5).iterations(5).run();
        Checkpoint checkpoint = Checkpoint.read(file);
        assertEquals("16", checkpoint.settings().get("blocks"));
        Network network = deep();
        trainer(network).blocks(plan).resume(checkpoint).run();
        assertEquals(hash(deep(), plan, 1), network.parameterHash());
        assertThrows(
                IllegalStateException.class,
                () -> trainer(deep()).resume(checkpoint).run());
    }

    /** The loss of before an update does not show what the update did: the parameters of before it come back. */
    @Test
    void parametersStayFinite() {
        Network network = dropping();
        Trainer trainer = trainer(network).optimizer(new Sgd(1e38f)).blockSize(16);
        NonFiniteException e = assertThrows(NonFiniteException.class, trainer::run);
        assertTrue(e.getMessage().contains("first non-finite value after layer"), e.getMessage());
        for (Param param : network.parameters()) {
            assertEquals(-1, FiniteGuard.firstNonFinite(param.value()), param::toString);
        }
    }

    @Test
    void reportsAreAsFarApartAsAsked() {
        List<Integer> reports = new ArrayList<>();
        trainer(new TwoLayerNet(784, 5, 10, 1))
                .evaluateEvery(3)
                .listener(new TrainingListener() {
                    @Override
                    public void onEpoch(EpochReport report) {
                        reports.add(report.iteration());
                    }
                })
                .run();
        assertEquals(List.of(0, 3, 6, 9), reports);
        assertThrows(IllegalArgumentException.class, () -> trainer(deep()).evaluateEvery(0));
    }
}
