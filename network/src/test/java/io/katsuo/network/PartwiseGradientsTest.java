package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
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
import java.util.List;
import org.junit.jupiter.api.Test;

/** A batch cut into parts gives the bits, and leaves the layers in the state, that the layers one by one do. */
class PartwiseGradientsTest {
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
    void theSameBitsAndTheSameState() {
        for (long seed = 0; seed < 12; seed++) {
            boolean softmax = seed % 2 == 0;
            Network whole = random(new Rng(seed), softmax);
            Network parts = random(new Rng(seed), softmax);
            Rng rng = new Rng(100 + seed);
            int cut = 0;
            for (int n : new int[] {120, 120, 131, 60 + rng.nextInt(100)}) {
                Tensor x = Tensor.randn(rng, n, INPUTS);
                Targets t = targets(rng, n, softmax);
                String message = "seed " + seed + ", batch of " + n;
                double expected = Threads.call(1, () -> whole.computeGradients(x, t));
                double actual = Threads.call(3, () -> parts.computeGradients(x, t));
                cut += Threads.call(3, () -> SampleParts.count(parts, x)) > 1 ? 1 : 0;
                assertEquals(expected, actual, message);
                assertEquals(
                        expected, Threads.call(3, () -> parts.loss(x, t, new Workspace())), message + ", loss alone");
                assertSame(whole, parts, x, message);
            }
            assertTrue(cut >= 3, "seed " + seed + ": only " + cut + " batches were cut");
        }
    }

    private static void assertSame(Network whole, Network parts, Tensor x, String message) {
        for (int i = 0; i < whole.parameters().size(); i++) {
            assertArrayEquals(
                    whole.parameters().get(i).gradient().toArray(),
                    parts.parameters().get(i).gradient().toArray(),
                    message + ", " + whole.parameters().get(i).name());
        }
        // Back once more, layer by layer: what the layers remember is the whole batch.
        Tensor expected = whole.lastLayer().backward();
        Tensor actual = parts.lastLayer().backward();
        for (int i = whole.layerList().size() - 1; i >= 0; i--) {
            expected = whole.layerList().get(i).backward(expected);
            actual = parts.layerList().get(i).backward(actual);
            assertArrayEquals(expected.toArray(), actual.toArray(), message + ", dx of layer " + i);
        }
        assertEquals(x.shape(), actual.shape());
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
