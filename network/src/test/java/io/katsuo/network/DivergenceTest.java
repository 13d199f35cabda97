package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;
import io.katsuo.network.optimizer.Adam;
import io.katsuo.network.optimizer.Sgd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Training stops at the first value that is not finite, and says where it is: trap T17. */
class DivergenceTest {
    private static final Digits DIGITS = Digits.learnable(500, 1);

    private static Trainer trainer(TwoLayerNet net) {
        return new Trainer(net, DIGITS.images(), DIGITS.targets()).batchSize(50);
    }

    /** Trap T17: a NaN in the data stops training before it reaches a weight. */
    @Test
    void aNanInTheDataStopsTraining() {
        Digits digits = Digits.random(4, 3);
        digits.images().set(2, 5, Float.NaN);
        TwoLayerNet net = new TwoLayerNet(784, 5, 10, 1);
        String before = net.parameterHash();
        Trainer trainer = new Trainer(net, digits.images(), digits.targets())
                .sampling(Sampling.SHUFFLED)
                .batchSize(4);
        NonFiniteException e = assertThrows(NonFiniteException.class, trainer::run);
        assertEquals(0, e.step());
        assertTrue(
                e.getMessage()
                        .matches("loss is NaN at step 0: first non-finite value in the input, sample 2 at \\[5\\];"
                                + " look at that sample"),
                e.getMessage());
        assertEquals(before, net.parameterHash());
    }

    /** Wherever it comes, the parameters are those of the step before. */
    @Test
    void aNanInALaterBatchUndoesNothing() {
        for (int sample = 0; sample < 4; sample++) {
            Digits digits = Digits.random(4, 3);
            digits.images().set(sample, 5, Float.NaN);
            TwoLayerNet net = new TwoLayerNet(784, 5, 10, 1);
            List<String> hashes = new ArrayList<>(List.of(net.parameterHash()));
            Trainer trainer = new Trainer(net, digits.images(), digits.targets())
                    .sampling(Sampling.SHUFFLED)
                    .batchSize(1)
                    .listener(hashes(net, hashes));
            NonFiniteException e = assertThrows(NonFiniteException.class, trainer::run);
            assertEquals(hashes.size() - 1, e.step());
            assertEquals(hashes.getLast(), net.parameterHash());
        }
    }

    /** The weights are then those from before the last update. */
    @Test
    void aNanInAWeightIsTracedToItsLayer() {
        TwoLayerNet net = new TwoLayerNet(784, 5, 10, 1);
        String[] before = {null};
        TrainingListener poison = new TrainingListener() {
            @Override
            public void onIteration(int iteration, int iterations, double loss) {
                if (iteration == 40) {
                    before[0] = net.parameterHash();
                } else if (iteration == 41) {
                    net.params().get("b2").set(0, Float.NaN);
                }
            }
        };
        Trainer trainer = trainer(net).iterations(100).listener(poison);
        assertEquals(
                "loss is NaN at step 42: first non-finite value after layer affine2, sample N at [0]; a smaller learning rate or"
                        + " smaller inputs may help",
                assertThrows(NonFiniteException.class, trainer::run)
                        .getMessage()
                        .replaceFirst("sample \\d+", "sample N"));
        assertEquals(before[0], net.parameterHash());
    }

    /** Scores are finite, since a ReLU has turned minus infinity into 0. */
    @Test
    void minusInfinityBehindAReluIsToldAtTheEnd() {
        TwoLayerNet net = new TwoLayerNet(784, 5, 10, 1);
        TrainingListener poison = after(9, () -> net.params().get("b1").set(3, Float.NEGATIVE_INFINITY));
        assertHidden(trainer(net).iterations(10).listener(poison));
        TwoLayerNet at = new TwoLayerNet(784, 5, 10, 1);
        at.params().get("b1").set(3, Float.NEGATIVE_INFINITY);
        assertHidden(trainer(at).iterations(1));
    }

    private static void assertHidden(Trainer trainer) {
        String message = assertThrows(NonFiniteException.class, trainer::run).getMessage();
        assertTrue(
                message.matches("training diverged, although the loss is finite: first non-finite value after layer"
                        + " affine1, sample \\d+ at \\[3\\]; a smaller learning rate or smaller inputs may help"),
                message);
    }

    /** A rate that blows up: training stops, and the weights are those of before the fatal step. */
    @Test
    void anExplosionLeavesTheLastFiniteState() {
        TwoLayerNet net = new TwoLayerNet(784, 20, 10, 0.1, 1);
        List<String> hashes = new ArrayList<>();
        hashes.add(net.parameterHash());
        Trainer trainer = trainer(net).optimizer(new Sgd(1e30f)).listener(hashes(net, hashes));
        NonFiniteException e = assertThrows(NonFiniteException.class, trainer::run);
        assertEquals(hashes.size() - 1, e.step());
        assertEquals(hashes.getLast(), net.parameterHash());
        for (Tensor parameter : net.params().values()) {
            for (float value : parameter.toArray()) {
                assertTrue(Float.isFinite(value));
            }
        }
        assertTrue(Double.isFinite(net.loss(DIGITS.images(), DIGITS.labels())), e.getMessage());
    }

    /** A gradient that is not finite while the loss is: scores of ±1e38 against weights of 1e38. */
    @Test
    void aGradientThatIsNotFiniteStopsTraining() {
        TwoLayerNet net = new TwoLayerNet(2, 1, 2, 1);
        net.params().get("W1").fill(1e-30f);
        net.params().get("W2").set(0, 0, 3e38f);
        net.params().get("W2").set(0, 1, -3e38f);
        String before = net.parameterHash();
        Tensor x = Tensor.of(new float[][] {{1e-9f, 3e30f}});
        x.set(0, 1, 0);
        Trainer trainer = new Trainer(net, x, Targets.of(1)).batchSize(1);
        NonFiniteException e = assertThrows(NonFiniteException.class, trainer::run);
        assertTrue(
                e.getMessage().startsWith("gradient of W1 is not finite at step 0: first non-finite value at [0, 0]"),
                e.getMessage());
        assertEquals(before, net.parameterHash());
    }

    /** The square of such a gradient overflows, after which Adam would stand still in silence. */
    @Test
    void anOptimizerThatOverflowsIsTold() {
        Network network = Network.builder(1, 1).affine(1).identityWithLoss();
        Trainer trainer = new Trainer(
                        network,
                        Tensor.of(1e12f).reshape(1, 1),
                        Targets.of(Tensor.of(1e12f).reshape(1, 1)))
                .listener(TrainingListener.NONE)
                .optimizer(new Adam(0.1))
                .iterations(3);
        String text = assertThrows(NonFiniteException.class, trainer::run).getMessage();
        assertTrue(text.startsWith("adam.v.W1 of the optimizer is not finite after step 0: first"), text);
    }

    /** Adds the hash after each iteration. */
    private static TrainingListener hashes(Network network, List<String> hashes) {
        return new TrainingListener() {
            @Override
            public void onIteration(int iteration, int iterations, double loss) {
                hashes.add(network.parameterHash());
            }
        };
    }

    /** Does something once, after that iteration. */
    private static TrainingListener after(int number, Runnable action) {
        return new TrainingListener() {
            @Override
            public void onIteration(int iteration, int iterations, double loss) {
                if (iteration == number) {
                    action.run();
                }
            }
        };
    }
}
