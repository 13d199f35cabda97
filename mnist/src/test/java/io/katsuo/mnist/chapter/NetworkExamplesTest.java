package io.katsuo.mnist.chapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The examples on whole networks, on the drawn digits, which are the same everywhere. */
@DisabledIfSystemProperty(named = "katsuo.test.cases", matches = "0.*")
class NetworkExamplesTest {
    @Test
    void twoLayerNet() {
        Shown shown = Shown.of("two-layer-net");
        assertTrue(shown.line("total").endsWith(" 39,760"), "parameters of 784-50-10");
        List<String> params = shown.lines().stream()
                .filter(line -> line.contains("params()"))
                .map(line -> line.replaceFirst(" *params\\(\\) *", ""))
                .toList();
        assertEquals(List.of("W1 [784, 50]", "b1 [50]", "W2 [50, 10]", "b2 [10]"), params, "table 5.1");
        List<String> layers = shown.lines().stream()
                .filter(line -> line.contains("layers()"))
                .map(line -> line.replaceFirst(" *layers\\(\\) *", ""))
                .toList();
        assertEquals(List.of("affine1", "relu1", "affine2"), layers, "table 5.1, in order");
        assertTrue(shown.line("lastLayer()").endsWith("softmaxWithLoss"));
        assertTrue(shown.line("The layers compute with these very tensors").endsWith("true"));
        for (String method : List.of("predict", "loss ", "accuracy", "numericalGradient")) {
            shown.line(method);
        }
        assertEquals(
                params,
                shown.lines().stream()
                        .filter(line -> line.startsWith("  gradient "))
                        .map(line -> line.replaceFirst(" *gradient *", ""))
                        .toList());
        double loss = Double.parseDouble(shown.line("loss ").strip().split(" +")[1]);
        assertEquals(Math.log(10), loss, 0.05, "small weights guess blindly");
        assertTrue(shown.svg("two-layer-net").contains("[100, 784]"), "shapes on the edges");
    }

    @Test
    void deepNetworks() {
        Shown shown = Shown.of("deep-networks");
        for (int depth : new int[] {2, 5, 10}) {
            assertLearns(shown.line(depth + "  ").strip().split(" +"));
        }
        List<String[]> twenty = shown.lines().stream()
                .filter(line -> line.startsWith("    20 "))
                .map(line -> line.strip().split(" +"))
                .toList();
        assertEquals(2, twenty.size());
        assertLearns(twenty.getFirst());
        String[] small = twenty.getLast();
        assertEquals("right", small[2], "gradients are right where nothing is learnt, too");
        assertEquals(Math.log(10), Double.parseDouble(small[4]), 0.01, "weights of 0.01: as at the beginning");
        assertTrue(shown.svg("five-layers").contains("affine5"));
    }

    /** Depth, parameters, gradients, loss before and after, accuracy. */
    private static void assertLearns(String[] row) {
        int depth = Integer.parseInt(row[0]);
        int parameters = 20 * 32 + 32 + (depth - 2) * (32 * 32 + 32) + 32 * 10 + 10;
        assertEquals(parameters, Integer.parseInt(row[1].replace(",", "")));
        assertEquals("right", row[2], "gradients at depth " + depth);
        assertTrue(Double.parseDouble(row[4]) < Double.parseDouble(row[3]) / 5, "loss at depth " + depth);
        assertEquals("1.00", row[5], "accuracy at depth " + depth);
    }

    @Test
    void gradientCheck() {
        Shown shown = Shown.of("gradient-check");
        // What the book prints for its own digits and weights has this scale.
        Map<String, Double> scales = Map.of("b1", 5e-12, "W2", 5e-12, "b2", 2e-10, "W1", 1e-12);
        scales.forEach((name, scale) -> {
            String[] means = shown.line(name + " ").strip().split(" +");
            double single = Double.parseDouble(means[1]);
            double twice = Double.parseDouble(means[2]);
            assertTrue(single > 0 && single < 1e-7, name + " in float: " + single);
            assertTrue(twice > 0 && twice <= scale, name + " in double: " + twice);
        });
        assertTrue(shown.line("Together: ").contains("passed: 39,760 derivatives"));
        assertTrue(shown.line("Why not").contains("39,760 parameters need 79,520 losses"));
    }

    @Test
    void training() {
        Shown shown = Shown.of("training");
        double untrained = Double.parseDouble(shown.line("Untrained").split(" ")[3]);
        double trained = Double.parseDouble(shown.line("After").split(" ")[5]);
        assertTrue(untrained < 25, shown.line("Untrained"));
        assertTrue(trained > 75, shown.line("After"));
        assertEquals(
                6,
                shown.lines().stream()
                        .filter(line -> line.matches("step +\\d+  \\d\\.\\d{3}"))
                        .count());
        assertEquals(Shown.of("training").lines(), shown.lines(), "the same seed, the same digits");
    }

    @Test
    void digitsAreNamed() {
        assertEquals(
                "Images: digits that Katsuo draws itself, not MNIST.",
                Shown.of("training").lines().getFirst());
    }
}
