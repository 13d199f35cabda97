package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.junit.jupiter.api.Test;

/** Random graphs of all operations, with sharing, against two independent oracles: items 12 to 15. */
class RandomGraphTest {
    /** Forward-mode differentiation of another library, carried along while the graph is built. */
    @Test
    void agreesWithForwardModeDifferentiation() {
        forEach(500, random -> {
            Evaluation forward = random.evaluate();
            for (int i = 0; i < random.nodes.size(); i++) {
                Node node = random.nodes.get(i);
                DerivativeStructure expected = random.oracle.get(i);
                assertEquals(expected.getValue(), forward.value(node), 1e-10 * (1 + Math.abs(expected.getValue())));
                Gradients backward = forward.backward(node);
                double[] all = expected.getAllDerivatives();
                double scale = largest(all);
                for (int k = 0; k < random.inputs.length; k++) {
                    double gradient = backward.of(random.graph.inputs().get(k));
                    assertEquals(all[1 + k], gradient, 1e-10 * scale, backward::trace);
                }
            }
        });
    }

    /** Central differences, by every node and not only by the inputs. */
    @Test
    void agreesWithNumericalDifferentiation() {
        forEach(200, random -> {
            Evaluation forward = random.evaluate();
            Node last = random.nodes.getLast();
            Gradients backward = forward.backward(last);
            for (Node node : random.graph.nodes()) {
                double numerical = forward.numericalDerivative(last, node, 1e-6);
                double tolerance = 1e-6 * (1 + Math.abs(numerical) + Math.abs(forward.value(last)));
                assertEquals(numerical, backward.of(node), tolerance, () -> node + "\n" + backward.trace());
            }
        });
    }

    /** A node's gradient is the sum of what its uses send; and the pass is linear in the upstream, exactly for powers of 2. */
    @Test
    void edgesSumToNodesAndUpstreamIsAFactor() {
        forEach(200, random -> {
            Evaluation forward = random.evaluate();
            Node last = random.nodes.getLast();
            Gradients once = forward.backward(last);
            Gradients timesMinus4 = forward.backward(last, -4);
            double[] sums = new double[random.graph.nodes().size()];
            sums[last.index()] = 1;
            for (Node node : random.graph.nodes().reversed()) {
                for (int k = 0; k < node.operands().size(); k++) {
                    sums[node.operands().get(k).index()] += once.edge(node, k);
                }
                assertEquals(sums[node.index()], once.of(node), 1e-12 * (1 + Math.abs(sums[node.index()])));
                // Adding 0 makes one zero of both.
                assertEquals(-4 * once.of(node) + 0.0, timesMinus4.of(node) + 0.0);
            }
        });
    }

    private static void forEach(int count, Consumer<RandomGraph> property) {
        for (int seed = 0; seed < count; seed++) {
            try {
                property.accept(new RandomGraph(new SplittableRandom(seed)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private static double largest(double[] values) {
        double largest = 1;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Nodes whose values stay moderate, away from poles and from the kink of max. */
    private static final class RandomGraph {
        final Graph graph = new Graph();
        final List<Node> nodes = new ArrayList<>();
        final List<DerivativeStructure> oracle = new ArrayList<>();
        final double[] inputs;
        private final SplittableRandom rng;

        RandomGraph(SplittableRandom rng) {
            this.rng = rng;
            inputs = new double[1 + rng.nextInt(4)];
            for (int k = 0; k < inputs.length; k++) {
                inputs[k] = 6 * rng.nextDouble() - 3;
                keep(graph.input("x" + k), new DerivativeStructure(inputs.length, 1, k, inputs[k]));
            }
            int size = inputs.length + 1 + rng.nextInt(30);
            while (nodes.size() < size) {
                grow();
            }
        }

        Evaluation evaluate() {
            return graph.evaluate(inputs);
        }

        /** One more operation on nodes drawn at random, unless its value would be immoderate. */
        private void grow() {
            int i = rng.nextInt(nodes.size());
            int j = rng.nextInt(nodes.size());
            int operation = rng.nextInt(15);
            Node x = nodes.get(i);
            DerivativeStructure dx = oracle.get(i);
            double c = 4 * rng.nextDouble() - 2;
            if (operation < 5) {
                binary(operation, x, nodes.get(j), dx, oracle.get(j));
            } else if (operation < 10) {
                withConstant(operation, x, dx, c);
            } else {
                unary(operation, x, dx);
            }
        }

        private void binary(int operation, Node x, Node y, DerivativeStructure dx, DerivativeStructure dy) {
            boolean apart = Math.abs(dx.getValue() - dy.getValue()) > 0.01;
            switch (operation) {
                case 0 -> keep(x.add(y), dx.add(dy));
                case 1 -> keep(x.subtract(y), dx.subtract(dy));
                case 2 -> {
                    if (Math.abs(dx.getValue() * dy.getValue()) < 20) {
                        keep(x.multiply(y), dx.multiply(dy));
                    }
                }
                case 3 -> {
                    if (apart) {
                        keep(x.max(y), dx.getValue() > dy.getValue() ? dx : dy);
                    }
                }
                default -> keep(x.add(y, x), dx.add(dy).add(dx));
            }
        }

        private void withConstant(int operation, Node x, DerivativeStructure dx, double c) {
            switch (operation) {
                case 5 -> keep(x.add(c), dx.add(c));
                case 6 -> keep(x.subtract(c), dx.subtract(c));
                case 7 -> keep(x.multiply(c), dx.multiply(c));
                case 8 -> {
                    if (Math.abs(dx.getValue() - c) > 0.01) {
                        keep(x.max(c), dx.getValue() > c ? dx : dx.multiply(0).add(c));
                    }
                }
                default -> keep(graph.constant(c).multiply(x), dx.multiply(c));
            }
        }

        private void unary(int operation, Node x, DerivativeStructure dx) {
            double value = dx.getValue();
            if (operation == 10 && value < 2) {
                keep(x.exp(), dx.exp());
            } else if (operation == 11 && value > 0.3) {
                keep(x.log(), dx.log());
            } else if (operation == 12 && Math.abs(value) > 0.3) {
                keep(x.reciprocal(), dx.reciprocal());
            } else if (operation == 13 && Math.abs(value) < 4) {
                keep(x.branch().square().negate(), dx.multiply(dx).negate());
            } else if (operation == 14) {
                keep(x.apply("sin", Math::sin, Math::cos), dx.sin());
            }
        }

        private void keep(Node node, DerivativeStructure derivatives) {
            nodes.add(node);
            oracle.add(derivatives);
        }
    }
}
