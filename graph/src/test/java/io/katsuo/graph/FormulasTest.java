package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What stands in symbolic pictures, read as a formula, has the value that the graph computes. */
class FormulasTest {
    private static final int GRAPHS = 3000;
    private static final String ELLIPSIS = "…";
    /** Some look like formulas. */
    private static final List<String> NAMES =
            List.of("x", "p + q", "r·s", "apple price", "n-m", "w)", "y²", "(v", "z₁");

    private static final double[] CONSTANTS = {1, -1, 2, -3, 0.5, -1e-5, 0};
    private static final double MODERATE = 1e4;

    private int checked;

    @Test
    void formulasMeanWhatIsComputed() {
        for (int seed = 0; seed < GRAPHS; seed++) {
            try {
                check(new SplittableRandom(seed));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertTrue(checked > 3 * GRAPHS, () -> "only " + checked + " formulas were short enough to be printed");
    }

    private void check(SplittableRandom rng) {
        Graph graph = new Graph();
        int inputs = 1 + rng.nextInt(3);
        List<String> names = new ArrayList<>(NAMES);
        Collections.shuffle(names, rng);
        double[] x = new double[inputs];
        for (int i = 0; i < inputs; i++) {
            graph.input(names.get(i));
            x[i] = 4 * rng.nextDouble() - 2;
        }
        int size = inputs + 1 + rng.nextInt(7);
        while (graph.nodes().size() < size) {
            Node node = grow(graph, rng);
            if (rng.nextInt(6) == 0) {
                node.named(graph.nodes().size() % 2 == 0 ? "t" + node.index() : "t / " + node.index());
            }
        }
        Evaluation forward = graph.evaluate(x);
        Node last = graph.nodes().getLast();
        double upstream = 1.5;
        Gradients backward = forward.backward(last, upstream);
        Map<String, Double> values = new HashMap<>(Map.of("∂L/∂z", upstream));
        for (Node node : graph.nodes()) {
            if (!moderate(forward.value(node)) || !moderate(backward.of(node))) {
                return;
            }
            node.name().ifPresent(name -> values.put(name, forward.value(node)));
        }
        Formulas formulas = new Formulas(graph.nodes());
        for (Node node : formulas.backward(graph.nodes(), last, FormulaText.signal("∂L/∂z"))) {
            if (!node.isInput()) {
                check(forward.value(node), formulas.above(node), values);
            }
            for (int k = 0; k < node.operands().size(); k++) {
                check(backward.edge(node, k), formulas.below(node, k), values);
            }
        }
    }

    private void check(double expected, String formula, Map<String, Double> values) {
        if (!formula.contains(ELLIPSIS)) {
            checked++;
            double tolerance = 1e-6 * (1 + Math.abs(expected));
            assertEquals(expected, Expression.value(formula, values), tolerance, () -> formula + " with " + values);
        }
    }

    private static boolean moderate(double value) {
        return Math.abs(value) < MODERATE;
    }

    private static Node grow(Graph graph, SplittableRandom rng) {
        List<Node> nodes = graph.nodes();
        Node a = nodes.get(rng.nextInt(nodes.size()));
        Node b = nodes.get(rng.nextInt(nodes.size()));
        double c = CONSTANTS[rng.nextInt(CONSTANTS.length)];
        return switch (rng.nextInt(17)) {
            case 0 -> a.add(b);
            case 1 -> a.add(b, a);
            case 2 -> a.subtract(b);
            case 3, 4 -> a.multiply(b);
            case 5 -> a.max(b);
            case 6 -> a.add(c);
            case 7 -> a.subtract(c);
            case 8 -> a.multiply(c);
            case 9 -> a.max(c);
            case 10 -> a.negate();
            case 11 -> a.exp();
            case 12 -> a.log();
            case 13 -> a.reciprocal();
            case 14 -> a.square();
            case 15 -> rng.nextInt(2) == 0 ? a.branch() : graph.constant(c);
            default -> a.apply("sin", Math::sin, Math::cos);
        };
    }
}
