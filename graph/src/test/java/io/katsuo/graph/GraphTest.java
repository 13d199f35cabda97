package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What graphs, evaluations and gradients promise beside the chapter's examples. */
class GraphTest {
    private static final double INF = Double.POSITIVE_INFINITY;

    private final Graph graph = new Graph();
    private final Node x = graph.input("x");

    /** Items 8 and 79c: one visit a node, however many ways lead to it; 2^30 ways here. */
    @Test
    void everyNodeIsVisitedOnce() {
        int[] forwards = new int[1];
        int[] backwards = new int[1];
        Node last = x;
        for (int i = 0; i < 30; i++) {
            Node shared = last.apply(
                    "f",
                    v -> {
                        forwards[0]++;
                        return v / 2;
                    },
                    v -> {
                        backwards[0]++;
                        return 0.5;
                    });
            last = shared.add(shared);
        }
        Evaluation forward = graph.evaluate(3);
        assertEquals(30, forwards[0]);
        assertEquals(3, forward.value(last));
        assertEquals(1, forward.backward(last).of(x));
        assertEquals(30, forwards[0], "backward evaluates nothing");
        assertEquals(30, backwards[0]);
    }

    /** Item 79h: all uses come before the node itself, also where the ways differ in length. */
    @Test
    void gradientsAccumulateBeforeTheyAreSentOn() {
        Node t = x.square();
        Node shortWay = t.multiply(5);
        Node longWay = t.multiply(2).add(1).negate().exp();
        Node z = shortWay.add(longWay);
        Gradients backward = graph.evaluate(0.5).backward(z);
        double atT = 5 - 2 * StrictMath.exp(-1.5);
        assertEquals(atT, backward.of(t), 1e-15);
        assertEquals(atT * 2 * 0.5, backward.of(x), 1e-15);
        assertEquals(5, backward.edge(shortWay, 0));
    }

    @Test
    void oneNodeTwiceInOneOperation() {
        Node square = x.multiply(x);
        Node difference = x.subtract(x);
        Node sum = x.add(x, x);
        Node max = x.max(x);
        Evaluation forward = graph.evaluate(7);
        assertEquals(14, forward.backward(square).of(x));
        assertEquals(7, forward.backward(square).edge(square, 0));
        assertEquals(7, forward.backward(square).edge(square, 1));
        assertEquals(0, forward.backward(difference).of(x));
        assertEquals(21, forward.value(sum));
        assertEquals(3, forward.backward(sum).of(x));
        assertEquals(1, forward.backward(max).of(x), "a tie sends the signal once, not twice");
    }

    @Test
    void branchSumsWhatItsUsesSend() {
        Node branch = x.branch();
        Node z = branch.multiply(3).add(branch.multiply(4));
        Gradients backward = graph.evaluate(2).backward(z);
        assertEquals(2, backward.evaluation().value(branch));
        assertEquals(7, backward.of(branch));
        assertEquals(7, backward.of(x));
    }

    /** Each operation on each side of the numbers that break naive rules. */
    @Test
    void oneNodeEach() {
        assertDerivative(Node::exp, 0.5, StrictMath.exp(0.5), StrictMath.exp(0.5));
        assertDerivative(Node::log, 0.5, StrictMath.log(0.5), 2);
        assertDerivative(Node::square, -3, 9, -6);
        assertDerivative(Node::reciprocal, -4, -0.25, -0.0625);
        assertDerivative(Node::negate, 3, -3, -1);
        assertDerivative(Node::branch, 3, 3, 1);
        assertDerivative(n -> n.add(5), 3, 8, 1);
        assertDerivative(n -> n.subtract(5), 3, -2, 1);
        assertDerivative(n -> n.multiply(5), 3, 15, 5);
        assertDerivative(n -> n.max(2), 3, 3, 1);
        assertDerivative(n -> n.max(4), 3, 4, 0);
        assertDerivative(n -> graph.constant(5).subtract(n), 3, 2, -1);
        assertDerivative(n -> graph.constant(5).max(n), 3, 5, 0);
        assertDerivative(n -> graph.constant(2).max(n), 3, 3, 1);
        assertDerivative(n -> graph.constant(3).max(n), 3, 3, 1);
    }

    /** As IEEE 754 says; the switch of max assigns 0 instead of multiplying (trap T19). */
    @Test
    void specialValues() {
        assertDerivative(Node::log, 0, -INF, INF);
        assertDerivative(Node::log, -1, Double.NaN, -1);
        assertDerivative(Node::reciprocal, 0, INF, -INF);
        assertDerivative(Node::reciprocal, -0.0, -INF, -INF);
        assertDerivative(Node::exp, 1000, INF, INF);
        assertDerivative(Node::exp, -1000, 0, 0);
        assertDerivative(Node::exp, Double.NaN, Double.NaN, Double.NaN);
        assertDerivative(n -> n.max(0), Double.NaN, Double.NaN, 1);
        assertDerivative(n -> graph.constant(Double.NaN).max(n), 1, Double.NaN, 0);
        assertDerivative(n -> n.max(Double.NaN), 1, Double.NaN, 0);

        Node relu = x.max(0);
        assertEquals(0, graph.evaluate(-1).backward(relu, INF).of(x));
        assertEquals(0, graph.evaluate(-1).backward(relu, Double.NaN).of(x));
        assertEquals(INF, graph.evaluate(1).backward(relu, INF).of(x));
        Node zero = x.multiply(0);
        assertTrue(Double.isNaN(graph.evaluate(INF).value(zero)));
        assertTrue(Double.isNaN(graph.evaluate(1).backward(zero, INF).of(x)));
        // −0 stays −0 where nothing is added.
        assertEquals(-0.0, graph.evaluate(1).backward(x, -0.0).of(x));
    }

    private void assertDerivative(Function<Node, Node> operation, double at, double value, double derivative) {
        Node y = operation.apply(x);
        Evaluation forward = graph.evaluate(at);
        assertEquals(value, forward.value(y), y.label() + " at " + at);
        assertEquals(derivative, forward.backward(y).of(x), y.label() + "′ at " + at);
    }

    /** Far deeper than any stack. */
    @Test
    void deepChain() {
        Node y = x;
        for (int i = 0; i < 100_000; i++) {
            y = i % 2 == 0 ? y.add(x) : y.negate();
        }
        Evaluation forward = graph.evaluate(1);
        assertEquals(1, forward.value(y));
        Gradients backward = forward.backward(y);
        assertEquals(1, backward.of(x));
        assertEquals(100_001, backward.path().size());
        assertEquals(1, forward.numericalDerivative(y, x, 1e-4), 1e-10);
    }

    @Test
    void gradientsOfWhatTakesNoPart() {
        Node y = x.square();
        Node later = y.exp();
        Node other = graph.input("other");
        Gradients backward = graph.evaluate(2, 5).backward(y);
        assertEquals(4, backward.of(x));
        assertEquals(0, backward.of(later));
        assertEquals(0, backward.edge(later, 0));
        assertEquals(0, backward.local(later, 0));
        assertEquals(0, backward.of(other));
        assertEquals(1, graph.evaluate(2, 5).backward(other).of("other"));
        assertEquals(y, backward.from());
        assertEquals(1, backward.upstream());
    }

    /** Item 15; trap T27: the step that double makes of 1e-8 beside 1e8 is half as large again. */
    @Test
    void numericalDerivativeByTheStepThatWasTaken() {
        Node y = x.add(0);
        assertEquals(1, graph.evaluate(1e8).numericalDerivative(y, x, 1e-8));
        Node cube = x.multiply(x).multiply(x);
        assertEquals(12, graph.evaluate(2).numericalDerivative(cube, x, 1e-4), 1e-7);
        assertEquals(0, graph.evaluate(2).numericalDerivative(x, cube, 1e-4));
        assertEquals(Double.NaN, graph.evaluate(Double.NaN).numericalDerivative(y, x, 1e-4));
        assertEquals(Double.NaN, graph.evaluate(Double.NEGATIVE_INFINITY).numericalDerivative(y, x, 1e-4));
    }

    @Test
    void evaluationsDoNotTouchEachOther() {
        Node y = x.square().named("y");
        Evaluation three = graph.evaluate(3);
        Gradients atThree = three.backward(y);
        Evaluation four = three.with("x", 4);
        assertEquals(List.of(9.0, 16.0), List.of(three.value("y"), four.value("y")));
        assertEquals(
                List.of(6.0, 8.0), List.of(atThree.of("x"), four.backward(y).of("x")));
        assertEquals(25, graph.evaluate(Map.of("x", 5)).value("y"));
        assertEquals(9, three.value(y));
    }

    /** An evaluation knows the nodes of its time; the graph may grow. */
    @Test
    void graphsGrow() {
        Node y = x.square();
        Evaluation before = graph.evaluate(3);
        Node z = y.add(graph.input("b"));
        assertMessage(
                "value: the node was made after this evaluation: #4; evaluate the graph again", () -> before.value(z));
        assertMessage(
                "backward: the node was made after this evaluation: #4; evaluate the graph again",
                () -> before.backward(z));
        assertMessage(
                "gradient: the node was made after this evaluation: #4; evaluate the graph again",
                () -> before.backward(y).of(z));
        assertMessage(
                "with: the node was made after this evaluation: b; evaluate the graph again",
                () -> before.with("b", 1));
        assertEquals(16, before.with("x", 4).value(y));
        assertEquals(10, graph.evaluate(3, 1).value(z));
    }

    @Test
    void nodesKnowThemselves() {
        Node two = graph.constant(2);
        Node y = x.multiply(two).named("y");
        assertEquals(List.of(x, two, y), graph.nodes());
        assertEquals(List.of(x), graph.inputs());
        assertEquals(List.of(x, two), y.operands());
        assertEquals(y, graph.node("y"));
        assertEquals(graph, y.graph());
        assertEquals(Optional.of("y"), y.name());
        assertEquals(Optional.empty(), two.name());
        assertEquals(
                List.of("x", "2", "×"), graph.nodes().stream().map(Node::label).toList());
        assertEquals("x 2 y #4", x + " " + two + " " + y + " " + y.exp());
        assertEquals(List.of(true, false, false), List.of(x.isInput(), two.isInput(), y.isInput()));
        assertEquals(List.of(false, true, false), List.of(x.isConstant(), two.isConstant(), y.isConstant()));
        assertThrows(UnsupportedOperationException.class, () -> graph.nodes().clear());
        assertThrows(UnsupportedOperationException.class, () -> graph.inputs().clear());
        assertThrows(UnsupportedOperationException.class, () -> y.operands().clear());
    }

    @Test
    void errorsSpeak() {
        Node foreign = new Graph().input("foreign");
        Node y = x.square();
        Evaluation forward = graph.evaluate(3);
        Gradients backward = forward.backward(y);
        String other = ": an operand belongs to another graph: foreign of [x, foreign]";
        assertMessage("add" + other, () -> x.add(foreign));
        assertMessage("subtract" + other, () -> x.subtract(foreign));
        assertMessage("multiply" + other, () -> x.multiply(foreign));
        assertMessage("max" + other, () -> x.max(foreign));
        assertMessage("value: the node belongs to another graph: foreign", () -> forward.value(foreign));
        assertMessage("backward: the node belongs to another graph: foreign", () -> forward.backward(foreign));
        assertMessage("gradient: the node belongs to another graph: foreign", () -> backward.of(foreign));
        assertMessage("gradient: the node belongs to another graph: foreign", () -> backward.edge(foreign, 0));
        assertMessage(
                "numericalDerivative: the node belongs to another graph: foreign",
                () -> forward.numericalDerivative(foreign, x, 1e-4));
        assertMessage(
                "numericalDerivative: the step does not change x: x 3.0, step 1.0E-30",
                () -> forward.numericalDerivative(y, x, 1e-30));
        assertMessage(
                "numericalDerivative: the difference of the two x is not finite: x 3.0, step NaN",
                () -> forward.numericalDerivative(y, x, Double.NaN));
        assertMessage(
                "numericalDerivative: the difference of the two x is not finite: x 3.0, step 1.0E308",
                () -> forward.numericalDerivative(y, x, 1e308));
        assertMessage("node: no node has this name: \"z\"; there are [x]", () -> forward.value("z"));
        assertMessage("apply: the label is blank: \" \"", () -> x.apply(" ", Math::sin, Math::cos));
        assertEquals(2, graph.nodes().size(), "a refused node leaves nothing behind");
        assertEquals(
                "gradient: no such operand: operand 1 of #2, which has 1",
                assertThrows(IndexOutOfBoundsException.class, () -> backward.edge(y, 1))
                        .getMessage());
    }

    @Test
    void namesAndInputsAreChecked() {
        Node y = x.square().named("y");
        assertMessage("input: a name must not be blank or start with #: \" \"", () -> graph.input(" "));
        assertMessage("input: a name must not be blank or start with #: \"#1\"", () -> graph.input("#1"));
        assertMessage("input: the name is taken: \"y\"", () -> graph.input("y"));
        assertMessage("named: the name is taken: \"x\"", () -> y.exp().named("x"));
        assertEquals(
                "named: the node has a name: \"y\", new name \"z\"",
                assertThrows(IllegalStateException.class, () -> y.named("z")).getMessage());
        assertMessage("evaluate: not one value for each input: 2 values, 1 inputs [x]", () -> graph.evaluate(1, 2));
        assertMessage("evaluate: an input has no value: \"x\"", () -> graph.evaluate(Map.of("y", 1)));
        Map<String, Integer> withNull = new HashMap<>(Map.of("x", 1));
        withNull.put(null, 2);
        assertMessage("evaluate: a name is null; the inputs are [x]", () -> graph.evaluate(withNull));
        assertMessage(
                "evaluate: not an input: [u, y]; the inputs are [x]",
                () -> graph.evaluate(Map.of("x", 1, "y", 2, "u", 3)));
        assertMessage(
                "with: not an input: y; the inputs are [x]",
                () -> graph.evaluate(1).with("y", 2));
        assertEquals(1, graph.inputs().size());
    }

    private static void assertMessage(String message, Runnable call) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
    }
}
