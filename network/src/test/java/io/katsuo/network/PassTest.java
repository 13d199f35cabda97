package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Affine;
import io.katsuo.layers.IdentityWithLoss;
import io.katsuo.layers.Initializer;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.MatMul;
import io.katsuo.layers.Relu;
import io.katsuo.layers.Sigmoid;
import io.katsuo.layers.SoftmaxWithLoss;
import io.katsuo.layers.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A batch cut into parts gives the bits that an uncut batch gives, and the layers used one by one as the book does. */
class PassTest {
    /** Large enough that batches of 60 rows and more are cut. */
    private static final int INPUTS = 300;

    private static Network random(Rng rng, boolean softmax) {
        List<Layer> layers = new ArrayList<>();
        int width = INPUTS;
        int depth = 1 + rng.nextInt(3);
        for (int i = 1; i <= depth; i++) {
            int next = 30 + rng.nextInt(60);
            if (rng.nextInt(4) == 0) {
                layers.add(new MatMul("matmul" + i, Initializer.HE.weights(rng, width, next)));
            } else {
                layers.add(Affine.of("affine" + i, width, next, Initializer.HE, rng));
            }
            layers.add(rng.nextInt(2) == 0 ? new Relu("relu" + i) : new Sigmoid("sigmoid" + i));
            width = next;
        }
        layers.add(Affine.of("affine" + (depth + 1), width, 10, Initializer.HE, rng));
        LossLayer loss = softmax ? new SoftmaxWithLoss() : new IdentityWithLoss();
        return new Network(layers, loss);
    }

    private static Targets targets(Rng rng, int n, boolean softmax) {
        if (!softmax) {
            return Targets.of(Tensor.randn(rng, n, 10));
        }
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            labels[i] = rng.nextInt(10);
        }
        return Targets.of(labels);
    }

    @Test
    void cutBatchesGiveTheSameBits() {
        for (long seed = 0; seed < 12; seed++) {
            boolean softmax = seed % 2 == 0;
            Network network = random(new Rng(seed), softmax);
            Pass pass = Pass.of(network);
            Rng rng = new Rng(100 + seed);
            int cut = 0;
            for (int n : new int[] {120, 120, 131, 60 + rng.nextInt(100)}) {
                Tensor x = Tensor.randn(rng, n, INPUTS);
                Targets t = targets(rng, n, softmax);
                String message = "seed " + seed + ", batch of " + n;
                double expected = Threads.call(1, () -> oneByOne(network, x, t));
                List<float[]> gradients = gradients(network);
                assertEquals(expected, Threads.call(1, () -> pass.gradients(x, t, 0)), message);
                assertSame(gradients, gradients(network), message + ", one thread");
                assertEquals(expected, Threads.call(3, () -> pass.gradients(x, t, 0)), message);
                assertSame(gradients, gradients(network), message + ", three threads");
                cut += pass.parts() > 1 ? 1 : 0;
                assertEquals(
                        expected, Threads.call(3, () -> network.loss(x, t, new Workspace())), message + ", loss alone");
            }
            assertTrue(cut >= 3, "seed " + seed + ": only " + cut + " batches were cut");
        }
    }

    /** As the book trains: every layer forward, the loss, every layer backward. */
    private static double oneByOne(Network network, Tensor x, Targets t) {
        Tensor value = x;
        for (Layer layer : network.layerList()) {
            value = layer.forward(value);
        }
        double loss = network.lastLayer().forward(value, t);
        Tensor dout = network.lastLayer().backward();
        for (Layer layer : network.layerList().reversed()) {
            dout = layer.backward(dout);
        }
        return loss;
    }

    private static List<float[]> gradients(Network network) {
        return network.parameters().stream().map(p -> p.gradient().toArray()).toList();
    }

    private static void assertSame(List<float[]> expected, List<float[]> actual, String message) {
        for (int i = 0; i < expected.size(); i++) {
            assertArrayEquals(expected.get(i), actual.get(i), message + ", parameter " + i);
        }
    }

    /** Another shape, a smaller batch, one sample, then the first batch again: memory is made for each. */
    @Test
    void batchesOfDifferentShapes() {
        Network network = random(new Rng(3), true);
        Pass pass = Pass.of(network);
        Rng rng = new Rng(4);
        Tensor x = Tensor.normal(rng, 0, 1, Shape.of(90, INPUTS));
        float[] expected = pass.scores(x).toArray();
        Tensor deep = x.reshape(90, 3, 100);
        assertArrayEquals(expected, pass.scores(deep).toArray());
        Tensor strided = x.reshape(90, 3, 100).permute(0, 2, 1).copy().permute(0, 2, 1);
        assertArrayEquals(expected, pass.scores(strided).toArray());
        strided.fill(0);
        assertArrayEquals(
                pass.scores(Tensor.zeros(90, INPUTS)).toArray(),
                pass.scores(strided).toArray());
        assertArrayEquals(Arrays.copyOf(expected, 10), pass.scores(x.row(0)).toArray());
        assertThrows(ShapeException.class, () -> pass.scores(Tensor.zeros(90, INPUTS - 1)));
        assertArrayEquals(expected, pass.scores(x).toArray());
    }

    /** Makes each sample a row of four numbers; throws at one of the calls that a pass makes while it allocates. */
    private static final class Failing extends Layer {
        private int callsLeft = Integer.MAX_VALUE;

        Failing() {
            super("failing");
        }

        private void call() {
            if (callsLeft-- == 0) {
                throw new OutOfMemoryError();
            }
        }

        @Override
        public OptionalInt inputs() {
            call();
            return OptionalInt.of(4);
        }

        @Override
        public boolean wholeBatch() {
            call();
            return false;
        }

        @Override
        public Shape outputShape(Shape x) {
            call();
            return Shape.of(x.dim(0), 4);
        }

        @Override
        public void forward(Tensor x, Tensor y) {
            y.copyFrom(x);
        }

        @Override
        public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {}
    }

    @Test
    void aCallThatFailedForLackOfMemoryLeavesNothingBehind() {
        Rng rng = new Rng(5);
        int failures = 0;
        for (boolean failed = true; failed; failures += failed ? 1 : 0) {
            failed = false;
            Workspace workspace = new Workspace();
            random(rng, false).loss(Tensor.zeros(5, INPUTS), Targets.of(Tensor.zeros(5, 10)), workspace);
            Failing layer = new Failing();
            Network network = new Network(List.of(layer), new IdentityWithLoss());
            layer.callsLeft = failures;
            // Without a view as matrices, so that the pass copies them.
            Tensor first = Tensor.randn(rng, 2, 2, 5).transpose();
            Tensor second = Tensor.randn(rng, 2, 2, 5).transpose();
            try {
                network.predict(first, Tensor.zeros(5, 4), workspace);
                network.predict(second, Tensor.zeros(5, 4), workspace);
            } catch (OutOfMemoryError e) {
                failed = true;
            }
            layer.callsLeft = Integer.MAX_VALUE;
            first.fill(failures + 1);
            for (Tensor x : List.of(first, second, first)) {
                float[] scores =
                        network.predict(x, Tensor.zeros(5, 4), workspace).toArray();
                assertArrayEquals(x.toArray(), scores, "call " + failures);
            }
        }
        assertTrue(failures > 6, failures + " failures");
    }

    /** The same words as from the layers one by one. */
    @Test
    void whatDoesNotFitIsRefusedAsEver() {
        Network network = random(new Rng(1), true);
        Tensor x = Tensor.zeros(120, INPUTS);
        Threads.with(3, () -> {
            assertTrue(assertThrows(ShapeException.class, () -> network.computeGradients(x, Targets.of(1, 2)))
                    .getMessage()
                    .startsWith("softmaxWithLoss.forward: 2 labels for 120 samples"));
            int[] labels = new int[120];
            labels[7] = 10;
            assertTrue(
                    assertThrows(IllegalArgumentException.class, () -> network.computeGradients(x, Targets.of(labels)))
                            .getMessage()
                            .startsWith("softmaxWithLoss.forward: label 10 at 7"));
            assertTrue(assertThrows(
                            ShapeException.class,
                            () -> network.computeGradients(Tensor.zeros(120, INPUTS + 1), Targets.of(labels)))
                    .getMessage()
                    .contains("inner dimensions differ"));
        });
    }
}
