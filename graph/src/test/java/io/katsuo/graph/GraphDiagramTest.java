package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.graph.diagram.Diagram;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pictures show, read from their DOT text; how it is laid out is the diagram's concern. */
class GraphDiagramTest {
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

    /** Figures 5.19 to 5.23: the sigmoid in symbols. */
    @Test
    void sigmoidInSymbols() {
        Node x = graph.input("x");
        Node y = x.negate().exp().add(1).reciprocal().named("y");
        assertEquals("""
                0 plaintext x
                1 circle ×(−1)
                2 circle exp
                3 circle +1
                4 circle /
                5 plaintext y
                0 -> 1
                1 -> 2 −x
                2 -> 3 exp(−x)
                3 -> 4 exp(−x) + 1
                4 -> 5 1 / (exp(−x) + 1)
                """, content(graph.diagram("sigmoid")));
        assertEquals("""
                0 -> 1 / ∂L/∂y·y²·exp(−x)
                1 -> 2 −x / −∂L/∂y·y²·exp(−x)
                2 -> 3 exp(−x) / −∂L/∂y·y²
                3 -> 4 exp(−x) + 1 / −∂L/∂y·y²
                4 -> 5 1 / (exp(−x) + 1) / ∂L/∂y
                """, edges(graph.diagram("sigmoid", y, "∂L/∂y")));
        Node sum = y.operands().getFirst();
        assertEquals("""
                0 -> 1
                1 -> 2 −x
                2 -> 3 exp(−x) / −∂L/∂y·y²
                3 -> 4 exp(−x) + 1 / −∂L/∂y·y²
                4 -> 5 1 / (exp(−x) + 1) / ∂L/∂y
                """, edges(graph.diagram("as far as the sum", sum, y, "∂L/∂y")));
    }

    /** Figures 5.6 to 5.9 and 5.12. */
    @Test
    void rulesInSymbols() {
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node square = x.add(y).square();
        assertEquals("""
                0 -> 2 / 2·(x + y)
                1 -> 2 / 2·(x + y)
                2 -> 3 x + y / 2·(x + y)
                3 -> 4 (x + y)² / 1
                """, edges(graph.diagram("5.8", square, "1")));
        assertEquals("""
                0 -> 2 / ∂L/∂z·y
                1 -> 2 / ∂L/∂z·x
                2 -> 3 x·y / ∂L/∂z
                """, edges(graph.diagram("5.12", x.multiply(y), "∂L/∂z")));
        assertEquals("""
                0 -> 1 / E·f′(x)
                1 -> 2 f(x) / E
                """, edges(graph.diagram("5.6", x.apply("f", v -> v, v -> 1), "E")));
        Node t = x.subtract(y).named("t");
        assertEquals("""
                0 -> 2 / E·[t > 0]
                1 -> 2 / −E·[t > 0]
                2 -> 3 t = x − y / E·[t > 0]
                3 -> 4 max(t, 0) / E
                """, edges(graph.diagram("relu", t.max(0), "E")));
        assertMessage("diagram: the node belongs to another graph: x", () -> new Graph().diagram("foreign", x, "1"));
        Node foreign = new Graph().input("foreign");
        assertMessage(
                "diagram: the node belongs to another graph: foreign",
                () -> graph.diagram("back to a foreign one", foreign, t, "1"));
    }

    /** A shared node's gradient is a sum; formulas that nobody could read are cut. */
    @Test
    void sharedAndLongFormulas() {
        Node x = graph.input("x");
        Node branch = x.branch();
        Node z = branch.multiply(graph.input("a")).add(branch.log());
        assertEquals("""
                0 -> 1 / E·(1 / x) + E·a
                1 -> 3 x / E·a
                2 -> 3 / E·x
                1 -> 4 x / E·(1 / x)
                3 -> 5 x·a / E
                4 -> 5 log(x) / E
                5 -> 6 x·a + log(x) / E
                """, edges(graph.diagram("shared", z, "E")));
        Node deep = x;
        for (int i = 0; i < 100; i++) {
            deep = deep.add(deep);
        }
        assertTrue(graph.diagram("deep", deep, "1").toDot().length() < 100_000);
        assertTrue(edges(graph.diagram("deep", deep, "1")).contains(" … / 1"));
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }

    private static String edges(Diagram diagram) {
        return content(diagram)
                .lines()
                .filter(line -> line.contains(" -> "))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Nodes as form and label, edges as numbers of nodes, value and gradient. */
    private static String content(Diagram diagram) {
        return diagram.toDot()
                .lines()
                .filter(line -> line.startsWith("  n") && !line.startsWith("  node "))
                .map(line -> line.replaceFirst(" *n(\\d+) \\[shape=(\\w+), label=\"(.*)\"];", "$1 $2 $3")
                        .replaceFirst(" *n(\\d+) -> n(\\d+) \\[label=\"(.*?)\".*", "$1 -> $2 $3")
                        .replaceFirst(" ?\\\\n", " / ")
                        .strip())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
