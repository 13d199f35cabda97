package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Batch;
import io.katsuo.layers.Dropout;
import io.katsuo.layers.Targets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A layer with random numbers fits the seam: its bits do not depend on threads and cuts, and it is off in predictions. */
class DropoutTest {
    private static final int UNITS = 200;
    private final Tensor x = Tensor.normal(new Rng(5), 0, 1, Shape.of(130, UNITS));
    private final Targets t = targets();

    private static Targets targets() {
        int[] labels = new int[130];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 7;
        }
        return Targets.of(labels);
    }

    private static Network network() {
        return Network.builder(UNITS, 3)
                .affine(80)
                .dropout(0.4, 11)
                .relu()
                .affine(7)
                .softmaxWithLoss();
    }

    private static List<float[]> gradients(Network network) {
        return network.parameters().stream().map(p -> p.gradient().toArray()).toList();
    }

    @Test
    void theSameBitsForAnyCut() {
        Network network = network();
        Pass pass = Pass.of(network);
        for (long step = 0; step < 3; step++) {
            long number = step;
            double loss = Threads.call(1, () -> pass.gradients(x, t, number));
            assertEquals(1, pass.parts());
            List<float[]> expected = gradients(network);
            for (int threads = 2; threads <= 5; threads++) {
                assertEquals(loss, Threads.call(threads, () -> pass.gradients(x, t, number)));
                assertTrue(pass.parts() > 1);
                for (int p = 0; p < expected.size(); p++) {
                    assertArrayEquals(expected.get(p), gradients(network).get(p), threads + " threads, " + p);
                }
            }
        }
    }

    @Test
    void anotherMaskInEveryStep() {
        Network network = network();
        double first = network.computeGradients(x, t, 0);
        assertEquals(first, network.computeGradients(x, t, 0));
        assertFalse(first == network.computeGradients(x, t, 1));
    }

    @Test
    void offInPrediction() {
        Network with = network();
        Network without = Network.builder(UNITS, 3).affine(80).relu().affine(7).softmaxWithLoss();
        assertTrue(without.predict(x).sameBits(with.predict(x)));
        assertEquals(without.loss(x, t), with.loss(x, t));
        assertFalse(without.loss(x, t) == with.computeGradients(x, t));
    }

    /** The mask is made of numbers of the JDK's SplitMix64: of the seed, the step, the sample and the unit. */
    @Test
    void theMaskDependsOnSeedStepSampleAndUnit() {
        Dropout dropout = new Dropout("dropout1", 0.4, 11);
        Batch batch = new Batch() {
            @Override
            public boolean training() {
                return true;
            }

            @Override
            public long step() {
                return 3;
            }

            @Override
            public int first() {
                return 5;
            }

            @Override
            public int samples() {
                return 9;
            }
        };
        Tensor y = Tensor.zeros(2, 300);
        dropout.forward(Tensor.ones(2, 300), y, batch);
        for (int i = 0; i < 2; i++) {
            long sample = splitMix(splitMix(splitMix(11) + 3) + 5 + i);
            for (int k = 0; k < 300; k++) {
                boolean dropped = (splitMix(sample + k) >>> 40) / (double) (1 << 24) < 0.4;
                assertEquals(dropped ? 0 : 1 / (1 - 0.4f), y.get(i, k), i + ", " + k);
            }
        }
    }

    private static long splitMix(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    @Test
    void theFormulaHasTheMaskOfStep0() {
        Dropout dropout = new Dropout("dropout1", 0.4, 11);
        float[] y = dropout.forward(Tensor.ones(3, 50)).toArray();
        double[] expected =
                dropout.formula().orElseThrow().forward64(Tensor.ones(150).toDoubles(), 3);
        for (int i = 0; i < y.length; i++) {
            assertEquals(expected[i], y[i], 1e-6);
        }
    }

    /** The share of zeros, and a mean that stays what it was. */
    @Test
    void theMask() {
        Dropout dropout = new Dropout("dropout1", 0.4, 11);
        float[] y = dropout.forward(Tensor.full(Shape.of(200, 500), 1)).toArray();
        int zeros = 0;
        for (float value : y) {
            assertTrue(value == 0 || value == 1 / (1 - 0.4f));
            zeros += value == 0 ? 1 : 0;
        }
        // Five standard deviations of the number of zeros among 100,000.
        assertEquals(40_000, zeros, 5 * Math.sqrt(100_000 * 0.4 * 0.6));
        assertArrayEquals(
                y, dropout.backward(Tensor.full(Shape.of(200, 500), 1)).toArray());
    }
}
