package io.katsuo.layers.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.layers.diagram.Diagram;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pictures show, read from their DOT text; how it is laid out is the diagram's concern. */
class PictureTest {
    private final Graph graph = new Graph();

    /** Figure 5.2: values only. */
    @Test
    void values() {
        graph.input("apple")
                .multiply(graph.input("count"))
                .multiply(graph.input("tax"))
                .named("price");
        assertEquals("""
                0 plaintext apple
                1 plaintext count
                2 circle ×
                3 plaintext tax
                4 circle ×
                5 plaintext price
                0 -> 2 100
                1 -> 2 2
                2 -> 4 200
                3 -> 4 1.1
                4 -> 5 220
                """, content(graph.evaluate(100, 2, 1.1).diagram("apples")));
    }

    /** Figure 5.14, and without the noise of 220.00000000000003. */
    @Test
    void valuesAndGradients() {
        Node price = graph.input("apple").multiply(graph.input("count")).multiply(graph.input("tax"));
        assertEquals("""
                0 plaintext apple
                1 plaintext count
                2 circle ×
                3 plaintext tax
                4 circle ×
                5 plaintext out
                0 -> 2 100 / 2.2
                1 -> 2 2 / 110
                2 -> 4 200 / 1.1
                3 -> 4 1.1 / 200
                4 -> 5 220 / 1
                """, content(graph.evaluate(100, 2, 1.1).backward(price).diagram("apples")));
    }

    /** Figures 5.5 and 5.20: a constant inside its node, and as bare text without value and gradient. */
    @Test
    void bothStylesOfConstants() {
        Node x = graph.input("x");
        Node y = x.multiply(2)
                .add(graph.constant(-1))
                .named("t")
                .max(graph.constant(0.5).named("floor"));
        assertEquals("""
                0 plaintext x
                1 circle ×2
                2 plaintext −1
                3 circle +
                4 plaintext floor
                5 circle max
                6 plaintext out
                0 -> 1 3 / 2.6
                1 -> 3 6 / 1.3
                2 -> 3
                3 -> 5 t = 5 / 1.3
                4 -> 5 0.5 / 0
                5 -> 6 5 / 1.3
                """, content(graph.evaluate(3).backward(y, 1.3).diagram("constants")));
    }

    /** Shared nodes: each edge has its own part of the gradient. Only what the pass went through is drawn. */
    @Test
    void onlyWhatTakesPart() {
        Node x = graph.input("x");
        Node y = x.square();
        graph.input("other");
        Node z = y.multiply(y);
        y.exp();
        Evaluation forward = graph.evaluate(2, 7);
        assertEquals("""
                0 plaintext x
                1 circle **2
                2 circle ×
                3 plaintext out
                0 -> 1 2 / 32
                1 -> 2 4 / 4
                1 -> 2 4 / 4
                2 -> 3 16 / 1
                """, content(forward.backward(z).diagram("x⁴")));
        assertEquals("""
                0 plaintext x
                1 circle **2
                2 plaintext other
                3 circle ×
                4 circle exp
                5 plaintext out
                6 plaintext out
                0 -> 1 2
                1 -> 3 4
                1 -> 3 4
                1 -> 4 4
                3 -> 5 16
                4 -> 6 54.598
                """, content(forward.diagram("all")));
        assertEquals("0 plaintext x\n", content(forward.backward(x).diagram("x")));
        assertThrows(
                IllegalArgumentException.class, () -> new Graph().evaluate().diagram("nothing"));
    }

    /** Nodes as form and label, edges as numbers of nodes, value and gradient. */
    private static String content(Diagram diagram) {
        return diagram.toDot()
                .lines()
                .filter(line -> line.startsWith("  n") && !line.startsWith("  node "))
                .map(line -> line.replaceFirst(" *n(\\d+) \\[shape=(\\w+), label=\"(.*)\"];", "$1 $2 $3")
                        .replaceFirst(" *n(\\d+) -> n(\\d+) \\[label=\"(.*?)\".*", "$1 -> $2 $3")
                        .replace("\\n", " / ")
                        .strip())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
