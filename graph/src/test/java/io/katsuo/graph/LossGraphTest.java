package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Sigmoid step by step, and the two losses with their clean gradient y − t, from elementary nodes. */
class LossGraphTest {
    private static final double[] T = {0, 1, 0};
    private static final double[] FAR = {0.3, 0.2, 0.5};
    private static final double[] NEAR = {0.01, 0.99, 0};

    /** Items 28 to 30, figures 5.19 to 5.23: every node's value and gradient. */
    @Test
    void sigmoidStepByStep() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node minus = x.negate();
        Node exp = minus.exp();
        Node plus1 = exp.add(1);
        Node y = plus1.reciprocal();
        assertEquals("×(−1)", minus.label());
        assertEquals("exp", exp.label());
        assertEquals("+1", plus1.label());
        assertEquals("/", y.label());

        double dout = 1.7;
        for (double at = -20; at <= 20; at += 0.25) {
            Evaluation forward = graph.evaluate(at);
            double e = StrictMath.exp(-at);
            double out = 1 / (1 + e);
            assertEquals(out, forward.value(y));
            Gradients backward = forward.backward(y, dout);
            double square = dout * -(out * out);
            assertEquals(square, backward.of(plus1));
            assertEquals(square, backward.of(exp));
            assertEquals(square * e, backward.of(minus));
            assertEquals(-(square * e), backward.of(x));
        }
    }

    /** Items 30, 31 and 79b: grouped into one node that needs only y, figures 5.24 and 5.25. */
    @Test
    void groupedSigmoidGivesTheSame() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node steps = x.negate().exp().add(1).reciprocal();
        Node grouped = x.apply("sigmoid", v -> 1 / (1 + StrictMath.exp(-v)), (v, y) -> y * (1 - y));
        for (double at = -20; at <= 20; at += 0.25) {
            Evaluation forward = graph.evaluate(at);
            assertEquals(forward.value(steps), forward.value(grouped));
            double decomposed = forward.backward(steps, 1.7).of(x);
            assertEquals(decomposed, forward.backward(grouped, 1.7).of(x), 1.7 * 2.3e-16, "at " + at);
        }
        assertEquals(0.5, graph.evaluate(0).value(steps));
        assertEquals(0.25, graph.evaluate(0).backward(steps).of(x));
    }

    /** Items 44, 45, 49, 79e: the appendix's graph, with the signals on the way. */
    @Test
    void softmaxWithLoss() {
        SoftmaxGraph net = new SoftmaxGraph();
        Evaluation forward = net.evaluate(Math.log(0.3), Math.log(0.2), Math.log(0.5));
        assertEquals(1.6094379, forward.value(net.loss), 1e-7);
        assertEquals(-Math.log(0.2), forward.value(net.loss), 1e-15);

        Gradients backward = forward.backward(net.loss);
        double sum = forward.value(net.sum);
        for (int k = 0; k < 3; k++) {
            assertEquals(FAR[k], forward.value(net.y[k]), 1e-15);
            assertEquals(-T[k] / FAR[k], backward.of(net.y[k]), 1e-14, "after the log node");
            assertEquals(1 / sum, backward.edge(net.sum, k), 1e-15, "the common term, Σt = 1");
            assertEquals(FAR[k] - T[k], backward.of(net.a[k]), 1e-15);
        }
        assertEquals(-sum, backward.of(net.reciprocal), 1e-14, "the branch sums over the classes");
    }

    /** Items 45 and 79g: a near answer gives a far smaller signal. The third score stands for probability 0. */
    @Test
    void nearAnswerGivesASmallSignal() {
        SoftmaxGraph net = new SoftmaxGraph();
        Evaluation forward = net.evaluate(Math.log(0.01), Math.log(0.99), -100);
        Gradients near = forward.backward(net.loss);
        assertEquals(0.0100503, forward.value(net.loss), 1e-7);
        double length = 0;
        for (int k = 0; k < 3; k++) {
            assertEquals(NEAR[k] - T[k], near.of(net.a[k]), 1e-15);
            length = Math.hypot(length, near.of(net.a[k]));
        }
        assertTrue(Math.hypot(Math.hypot(0.3, 0.8), 0.5) > 50 * length);
    }

    /** Probability 0 itself meets log(0) · 0 in this graph: NaN as IEEE says, not hidden. The fused layer knows better. */
    @Test
    void probabilityZeroIsNaN() {
        SoftmaxGraph net = new SoftmaxGraph();
        Evaluation forward = net.evaluate(Math.log(0.01), Math.log(0.99), Double.NEGATIVE_INFINITY);
        assertEquals(0, forward.value(net.y[2]));
        assertTrue(Double.isNaN(forward.value(net.loss)));
    }

    /** Items 48 and 79e: identity with half the squared error. */
    @Test
    void squaredError() {
        Graph graph = new Graph();
        Node[] y = new Node[3];
        Node[] squares = new Node[3];
        for (int k = 0; k < 3; k++) {
            y[k] = graph.input("y" + (k + 1));
            squares[k] = y[k].subtract(graph.input("t" + (k + 1))).square();
        }
        Node loss = squares[0].add(squares[1], squares[2]).multiply(0.5);
        Evaluation far = graph.evaluate(0.3, 0, 0.2, 1, 0.5, 0);
        assertEquals(0.49, far.value(loss), 1e-15);
        Evaluation near = graph.evaluate(0.01, 0, 0.99, 1, 0, 0);
        for (int k = 0; k < 3; k++) {
            assertEquals(FAR[k] - T[k], far.backward(loss).of(y[k]), 1e-15);
            assertEquals(NEAR[k] - T[k], near.backward(loss).of(y[k]), 1e-15);
        }
    }

    private static final class SoftmaxGraph {
        final Graph graph = new Graph();
        final Node[] a = new Node[3];
        final Node[] y = new Node[3];
        final Node sum;
        final Node reciprocal;
        final Node loss;

        SoftmaxGraph() {
            Node[] exp = new Node[3];
            for (int k = 0; k < 3; k++) {
                a[k] = graph.input("a" + (k + 1));
                exp[k] = a[k].exp();
            }
            sum = exp[0].add(exp[1], exp[2]);
            reciprocal = sum.reciprocal();
            Node[] products = new Node[3];
            for (int k = 0; k < 3; k++) {
                y[k] = exp[k].multiply(reciprocal);
                products[k] = y[k].log().multiply(graph.input("t" + (k + 1)));
            }
            loss = products[0].add(products[1], products[2]).negate();
        }

        Evaluation evaluate(double a1, double a2, double a3) {
            return graph.evaluate(a1, a2, a3, T[0], T[1], T[2]);
        }
    }
}
