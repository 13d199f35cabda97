package io.katsuo.mnist.chapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The chapter's numbers on scalar graphs, as a reader sees them: printed, and on the edges of the figures. */
class GraphExamplesTest {
    private static final double DOUBLE = 1e-12;

    /** All labels of a picture, in the order in which they are drawn. */
    private static List<String> labels(String svg) {
        return Pattern.compile("<text[^>]*>(?:<title>[^<]*</title>)?([^<]+)<")
                .matcher(svg)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static void assertDrawn(Shown shown, String name, String... labels) {
        List<String> found = labels(shown.svg(name));
        for (String label : labels) {
            // A value on the way may have its name before it.
            assertTrue(
                    found.stream().anyMatch(text -> text.equals(label) || text.endsWith(" = " + label)),
                    label + " in " + found);
        }
    }

    @Test
    void apples() {
        Shown shown = Shown.of("buy-apples")
                .has(DOUBLE, "#2     = apple × 2  =", 100, 2, 200)
                .has(DOUBLE, "total  = #2 × 1.1   =", 200, 1.1, 220)
                .has(DOUBLE, "apples  = apple × number  =", 100, 2, 200)
                .has(DOUBLE, "Either way", 220, 200);
        assertTrue(shown.line("total  = #2").endsWith("= 220.00000000000003"), "the double that Python prints");
        assertDrawn(shown, "fig-05-01-apples", "×2", "×1.1", "100", "200", "220");
        assertDrawn(shown, "fig-05-02-apples", "×", "100", "2", "1.1", "200", "220");
    }

    @Test
    void applesAndOranges() {
        Shown shown = Shown.of("apples-and-oranges")
                .has(DOUBLE, "oranges        = orange × orange number  =", 150, 3, 450)
                .has(DOUBLE, "fruit          = apples + oranges        =", 200, 450, 650)
                .has(DOUBLE, "total          = fruit × tax             =", 650, 1.1, 715);
        assertTrue(shown.line("total").endsWith("= 715.0000000000001"), "the double that Python prints");
        assertDrawn(shown, "fig-05-03-apples-and-oranges", "+", "200", "450", "650", "715");
    }

    @Test
    void localComputation() {
        Shown shown = Shown.of("local-computation")
                .has(DOUBLE, "The node + saw two numbers,", 200, 4000, 4200)
                .has(DOUBLE, "With tax", 4620);
        assertDrawn(shown, "fig-05-04-local-computation", "4000", "200", "4200", "4620");
    }

    @Test
    void backward() {
        Shown shown = Shown.of("why-backward")
                .has(DOUBLE, "From right to left:", 1, 1.1, 2.2)
                .has(1e-6, "If an apple costs 1 more, the total rises by", 2.2, 220, 222.2)
                .has(1e-6, "Without any rule of differentiation", 2.2);
        assertDrawn(shown, "fig-05-05-backward", "1", "1.1", "2.2");
    }

    @Test
    void oneNode() {
        Shown shown = Shown.of("one-node").has(0, "y ", 9).has(0, "∂y/∂x ", 6).has(0, "sent to x", 30);
        assertDrawn(shown, "fig-05-06-one-node", "**2", "3", "9", "5", "30");
        assertDrawn(shown, "fig-05-06-one-node-formula", "f", "E", "E·∂y/∂x");
    }

    @Test
    void chainRule() {
        Shown shown = Shown.of("chain-rule")
                .has(0, "z  = t²     =", 7, 49)
                .has(0, "x  = 14")
                .has(0, "y  = 14")
                .has(0, "dz/dx = dz/dt · dt/dx =", 2, 14, 14)
                .has(1e-6, "Numerically, by central difference: dz/dx =", 14);
        assertDrawn(shown, "fig-05-08-chain-rule", "**2", "7", "49", "14", "1");
        assertDrawn(shown, "fig-05-07-chain-rule", "∂z/∂z · ∂z/∂t · ∂t/∂x");
    }

    @Test
    void addNode() {
        Shown shown = Shown.of("add-node")
                .has(0, "z = x + y =", 10, 5, 15)
                .has(0, "to x:", 1.3, 1, 1.3)
                .has(0, "to y:", 1.3, 1, 1.3);
        assertDrawn(shown, "fig-05-11-add", "10", "5", "15");
        assertEquals(
                3,
                labels(shown.svg("fig-05-11-add")).stream()
                        .filter("1.3"::equals)
                        .count());
        assertEquals(
                3,
                labels(shown.svg("fig-05-09-add")).stream()
                        .filter("∂L/∂z"::equals)
                        .count());
        assertDrawn(shown, "fig-05-10-add-within", "∂L/∂x = ∂L/∂z · ∂z/∂x", "L");
    }

    @Test
    void multiplyNode() {
        Shown shown = Shown.of("multiply-node")
                .has(0, "z = x · y =", 10, 5, 50)
                .has(0, "to x:", 1.3, 1.3, 5, 6.5)
                .has(0, "to y:", 1.3, 1.3, 10, 13);
        assertDrawn(shown, "fig-05-13-multiply", "10", "5", "50", "1.3", "6.5", "13");
        assertDrawn(shown, "fig-05-12-multiply", "∂L/∂z·y", "∂L/∂z·x");
    }

    @Test
    void appleGradients() {
        Shown shown = Shown.of("apple-gradients")
                .has(DOUBLE, "by the apples' sum", 1.1)
                .has(DOUBLE, "by the tax", 200)
                .has(DOUBLE, "by an apple's price", 2.2)
                .has(DOUBLE, "by their number", 110);
        assertEquals("number  = 110.00000000000001", shown.line("number  =").strip(), "the double that Python prints");
        assertDrawn(shown, "fig-05-14-apples", "1", "1.1", "200", "2.2", "110");
    }

    @Test
    void fruitGradients() {
        Shown shown = Shown.of("fruit-gradients");
        double[] expected = {2.2, 110, 3.3, 165, 650};
        String[] inputs = {"apple", "apple number", "orange", "orange number", "tax"};
        for (int i = 0; i < inputs.length; i++) {
            String start = "  by " + inputs[i] + ":";
            List<Double> found = shown.lines().stream()
                    .filter(line -> line.startsWith(start))
                    .map(line -> Double.valueOf(line.substring(start.length())))
                    .toList();
            assertEquals(List.of(expected[i], expected[i]), found, "by back-propagation, and numerically: " + start);
        }
        for (String node : List.of("apples", "oranges", "fruit")) {
            shown.has(0, "by " + node + ":", 1.1);
        }
        assertDrawn(shown, "fig-05-15-apples-and-oranges", "2.2", "110", "3.3", "165", "650", "1.1");
    }

    @Test
    void sigmoidInSteps() {
        double exp = Math.exp(-0.5);
        double y = 1 / (1 + exp);
        Shown shown = Shown.of("sigmoid-in-steps")
                .has(1e-6, "/      times -y²", -y * y)
                .has(1e-6, "+      passes it on", -y * y)
                .has(1e-6, "exp    times its output", -y * y * exp)
                .has(1e-6, "×(-1)  changes the sign", y * y * exp)
                .has(1e-6, "Together y² · exp(-x) =", y * (1 - y));
        assertDrawn(shown, "sigmoid-in-steps", "×(−1)", "exp", "+1", "/", "0.62246", "0.235");
        int[] signals = new int[5];
        for (int nodes = 0; nodes <= 4; nodes++) {
            List<String> labels = labels(shown.svg("fig-05-" + (19 + nodes) + "-sigmoid"));
            signals[nodes] = (int)
                    labels.stream().filter(label -> label.contains("∂L/∂y")).count();
        }
        assertEquals(
                List.of(0, 2, 3, 4, 5), java.util.Arrays.stream(signals).boxed().toList(), "one more each time");
        assertDrawn(shown, "fig-05-23-sigmoid", "∂L/∂y·y²·exp(−x)", "−∂L/∂y·y²", "1 / (exp(−x) + 1)");
    }

    @Test
    void softmaxFromNodes() {
        Shown shown = Shown.of("softmax-from-nodes")
                .has(1e-7, "loss", 1.6094379)
                .has(1e-9, "1 ", 0.3, 0, 0, 0.3)
                .has(1e-9, "2 ", 0.2, 1, -5, -0.8)
                .has(1e-9, "3 ", 0.5, 0, 0, 0.5);
        assertDrawn(
                shown, "fig-05-32-softmax-with-loss", "exp", "log", "/", "×", "+", "×(−1)", "−0.8", "0.5", "1.6094");
    }

    @Test
    void aBranchAddsWhatComesBack() {
        Shown.of("branch")
                .has(0, "x  =", 3, 2, 2, 7)
                .has(0, "(1, 1, 1) from one side and (10, 20, 30) from the other make", 11, 21, 31);
    }
}
