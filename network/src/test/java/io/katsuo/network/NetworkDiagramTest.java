package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Pictures of networks: what stands where; how it is laid out is the business of the diagrams' own tests. */
class NetworkDiagramTest {
    @Test
    void theBooksNetworkForwardAndBack() {
        String dot =
                NetworkDiagram.backward(new TwoLayerNet(784, 50, 10, 1), 100).toDot();
        String expected = """
                digraph "Network of 3 layers and a loss" {
                  rankdir=LR;
                  node [fontname="sans-serif"];
                  edge [fontname="sans-serif"];
                  n0 [shape=plaintext, label="x"];
                  n1 [shape=box, label="affine1\\nW1 [784, 50]\\nb1 [50]"];
                  n2 [shape=box, label="relu1"];
                  n3 [shape=box, label="affine2\\nW2 [50, 10]\\nb2 [10]"];
                  n4 [shape=box, label="softmaxWithLoss"];
                  n5 [shape=plaintext, label="t"];
                  n6 [shape=plaintext, label="loss"];
                  n0 -> n1 [label="[100, 784]"];
                  n1 -> n2 [label="[100, 50]\\n[100, 50]", color="black:red", dir=both];
                  n2 -> n3 [label="[100, 50]\\n[100, 50]", color="black:red", dir=both];
                  n3 -> n4 [label="[100, 10]\\n[100, 10]", color="black:red", dir=both];
                  n5 -> n4 [label="[100] or [100, 10]"];
                  n4 -> n6 [label="scalar\\n1", color="black:red", dir=both];
                }
                """;
        assertEquals(expected, dot);
    }

    @Test
    void forwardAloneHasNoGradients() {
        String dot = NetworkDiagram.forward(Network.of(new int[] {4, 3}, 1), 2).toDot();
        assertTrue(dot.contains("n1 -> n2 [label=\"[2, 3]\"];"), dot);
        assertFalse(dot.contains("dir=both"), dot);
    }

    /** Every layer of a deep network is in the picture, with its own name. */
    @Test
    void twentyLayers() {
        int[] sizes = new int[21];
        Arrays.fill(sizes, 50);
        Network network = Network.of(sizes, 1);
        String svg = NetworkDiagram.backward(network, 100).toSvg();
        for (String name : network.layers().keySet()) {
            assertTrue(svg.contains(">" + name + "<"), name);
        }
        assertTrue(svg.contains(">W20 [50, 50]<"));
    }

    @Test
    void anEmptyBatchIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> NetworkDiagram.forward(Network.of(new int[] {4, 3}, 1), 0));
    }
}
