package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The path without state: the same bits in any batch, from any number of threads, beside a pending backward. */
class PredictTest {
    private final TwoLayerNet net = new TwoLayerNet(784, 50, 10, 0.1, 1);
    private final Digits digits = Digits.random(300, 11);

    @Test
    void theBatchDoesNotShowInTheBits() {
        Tensor all = net.predict(digits.images());
        for (int size : new int[] {1, 2, 7, 64, 100}) {
            for (int from = 0; from + size <= 300; from += 97) {
                Tensor part = digits.images().slice(0, from, from + size);
                assertTrue(all.slice(0, from, from + size).sameBits(net.predict(part)), from + " + " + size);
            }
        }
        for (int i = 0; i < 300; i += 41) {
            assertTrue(all.row(i).sameBits(net.predict(digits.images().row(i))), "row " + i);
        }
        Tensor scores = all;
        for (Layer layer : net.layerList()) {
            scores = layer == net.layerList().getFirst() ? layer.forward(digits.images()) : layer.forward(scores);
        }
        assertTrue(all.sameBits(scores), "forward");
    }

    /** Traps T10 and T11. */
    @Test
    void manyThreadsPredictAtOnce() throws Exception {
        Tensor expected = net.predict(digits.images());
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int size = 20 + 30 * t;
                results.add(threads.submit(() -> {
                    Workspace workspace = new Workspace();
                    Tensor out = Tensor.zeros(size, 10);
                    boolean same = true;
                    for (int i = 0; i < 30; i++) {
                        int from = i % 10;
                        Tensor x = digits.images().slice(0, from, from + size);
                        same &= expected.slice(0, from, from + size).sameBits(net.predict(x, out, workspace));
                        same &= expected.slice(0, from, from + size).sameBits(net.predict(x));
                    }
                    return same;
                }));
            }
            for (Future<Boolean> result : results) {
                assertTrue(result.get());
            }
        }
    }

    /** Trap T11: predict, loss and accuracy between forward and backward change nothing. */
    @Test
    void aPendingBackwardIsNotDisturbed() {
        Tensor x = digits.images().slice(0, 0, 10);
        List<Layer> layers = net.layerList();
        Tensor h = layers.get(1).forward(layers.get(0).forward(x));
        layers.get(2).forward(h);
        Tensor dout = Tensor.ones(10, 10);
        Tensor expected = layers.get(0)
                .backward(layers.get(1).backward(layers.get(2).backward(dout)))
                .copy();
        float[] dW = layers.get(0).parameters().get(0).gradient().toArray();

        layers.get(2).forward(layers.get(1).forward(layers.get(0).forward(x)));
        net.predict(digits.images());
        net.loss(digits.images(), digits.labels());
        net.accuracy(digits.images(), digits.labels());
        assertTrue(expected.sameBits(
                layers.get(0).backward(layers.get(1).backward(layers.get(2).backward(dout)))));
        assertTrue(java.util.Arrays.equals(
                dW, layers.get(0).parameters().get(0).gradient().toArray()));
    }

    @Test
    void resultsAreFreshAndWorkspacesAdapt() {
        Tensor x = digits.images().slice(0, 0, 5);
        assertNotSame(net.predict(x), net.predict(x));
        assertNotSame(net.predict(x).array(), net.predict(x).array());
        Workspace workspace = new Workspace();
        Tensor five = net.predict(x, Tensor.zeros(5, 10), workspace);
        TwoLayerNet other = new TwoLayerNet(784, 20, 3, 0.1, 9);
        Tensor of = other.predict(x, Tensor.zeros(5, 3), workspace);
        assertTrue(of.sameBits(other.predict(x)));
        assertTrue(five.sameBits(net.predict(x, Tensor.zeros(5, 10), workspace)));
        assertEquals(
                "predict: out has the wrong shape: out [4, 10], scores [5, 10]",
                assertThrows(ShapeException.class, () -> net.predict(x, Tensor.zeros(4, 10), workspace))
                        .getMessage());
    }
}
