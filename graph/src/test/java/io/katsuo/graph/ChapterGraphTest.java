package io.katsuo.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The chapter's shopping graphs, add and multiply nodes, and the chain rule, with every printed value. */
class ChapterGraphTest {
    /** Items 4, 9, 10, 20: exactly the digits that double arithmetic prints. */
    @Test
    void apples() {
        Graph graph = new Graph();
        Node apple = graph.input("apple");
        Node count = graph.input("count");
        Node tax = graph.input("tax");
        Node applePrice = apple.multiply(count);
        Node price = applePrice.multiply(tax);

        Evaluation forward = graph.evaluate(100, 2, 1.1);
        assertEquals(200, forward.value(applePrice));
        assertEquals(220.00000000000003, forward.value(price));

        Gradients backward = forward.backward(price);
        assertEquals(1, backward.of(price));
        assertEquals(1.1, backward.of(applePrice));
        assertEquals(200, backward.of(tax));
        assertEquals(2.2, backward.of(apple));
        assertEquals(110.00000000000001, backward.of(count));

        double dearer = forward.with("apple", 101).value(price);
        assertEquals(2.2, dearer - forward.value(price), 1e-12);
        assertEquals(220.00000000000003, forward.value(price), "the first evaluation never changes");
    }

    /** Items 5, 7, 21. */
    @Test
    void applesAndOranges() {
        Graph graph = new Graph();
        Node apple = graph.input("apple");
        Node apples = graph.input("apples");
        Node orange = graph.input("orange");
        Node oranges = graph.input("oranges");
        Node tax = graph.input("tax");
        Node applePrice = apple.multiply(apples);
        Node orangePrice = orange.multiply(oranges);
        Node sum = applePrice.add(orangePrice).named("sum");
        Node price = sum.multiply(tax);

        Evaluation forward = graph.evaluate(Map.of("tax", 1.1, "apple", 100, "apples", 2, "orange", 150, "oranges", 3));
        assertEquals(200, forward.value(applePrice));
        assertEquals(450, forward.value(orangePrice));
        assertEquals(650, forward.value("sum"));
        assertEquals(715.0000000000001, forward.value(price));

        Gradients backward = forward.backward(price);
        assertEquals(650, backward.of(tax));
        assertEquals(1.1, backward.of(sum));
        assertEquals(1.1, backward.of(applePrice));
        assertEquals(1.1, backward.of(orangePrice));
        assertEquals(2.2, backward.of(apple));
        assertEquals(110.00000000000001, backward.of(apples));
        assertEquals(3.3000000000000003, backward.of(orange));
        assertEquals(165, backward.of(oranges));
    }

    /** Item 2: figure 5.1 has the constants inside the nodes, figure 5.2 as their own. */
    @Test
    void constantsInsideTheNodeOrAsTheirOwn() {
        Graph inside = new Graph();
        Node apple = inside.input("apple");
        Node times2 = apple.multiply(2);
        Node price = times2.multiply(1.1);
        assertEquals("×2", times2.label());
        assertEquals("×1.1", price.label());
        assertEquals(3, inside.nodes().size());

        Graph own = new Graph();
        Node ownApple = own.input("apple");
        Node ownPrice = ownApple.multiply(own.constant(2)).multiply(own.constant(1.1));
        assertEquals("×", ownPrice.label());
        assertEquals(5, own.nodes().size());

        // Item 9: 1 → 1.1 → 2.2.
        Gradients backward = inside.evaluate(100).backward(price);
        assertEquals(1, backward.of(price));
        assertEquals(1.1, backward.of(times2));
        assertEquals(2.2, backward.of(apple));
        assertEquals(2.2, own.evaluate(100).backward(ownPrice).of(ownApple));
        assertEquals(
                inside.evaluate(100).value(price), own.evaluate(100).value(ownPrice), "the style changes no result");
    }

    /** Item 6: the node that adds need not know where the 4,000 came from. */
    @Test
    void localComputation() {
        Graph graph = new Graph();
        Node others = graph.input("others");
        Node apple = graph.input("apple");
        Node sum = others.add(apple.multiply(2));
        Node price = sum.multiply(1.1);
        Evaluation forward = graph.evaluate(4000, 100);
        assertEquals(4200, forward.value(sum));
        assertEquals(4620, forward.value(price), 1e-9);
    }

    /** Item 12: at y = f(x) the signal E becomes E · ∂y/∂x; for y = x² that is E · 2x. */
    @Test
    void signalTimesLocalDerivative() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node sine = x.apply("sin", Math::sin, Math::cos);
        Node square = x.square();
        Evaluation forward = graph.evaluate(0.5);
        assertEquals(3 * Math.cos(0.5), forward.backward(sine, 3).of(x));
        assertEquals(3 * 2 * 0.5, forward.backward(square, 3).of(x));
    }

    /** Items 13 and 14: z = t², t = x + y. */
    @Test
    void chainRule() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node t = x.add(y).named("t");
        Node z = t.square().named("z");
        assertEquals("**2", z.label());
        Evaluation forward = graph.evaluate(3, 4);
        assertEquals(49, forward.value("z"));
        Gradients backward = forward.backward(z);
        assertEquals(1, backward.of(z));
        assertEquals(14, backward.local(z, 0));
        assertEquals(1, backward.local(t, 0));
        assertEquals(14, backward.of("x"));
        assertEquals(14, backward.of("y"));
    }

    /** Item 16, figure 5.11: 10 + 5 with 1.3 from above. */
    @Test
    void addPassesTheSignalOn() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node z = x.add(y);
        Evaluation forward = graph.evaluate(10, 5);
        assertEquals(15, forward.value(z));
        assertEquals(1.3, forward.backward(z, 1.3).of(x));
        assertEquals(1.3, forward.backward(z, 1.3).of(y));
    }

    /** Item 17, figure 5.13: 10 × 5 with 1.3 from above; the operands are swapped. */
    @Test
    void multiplySwapsTheOperands() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node y = graph.input("y");
        Node z = x.multiply(y);
        Evaluation forward = graph.evaluate(10, 5);
        assertEquals(50, forward.value(z));
        assertEquals(6.5, forward.backward(z, 1.3).of(x));
        assertEquals(13, forward.backward(z, 1.3).of(y));
    }

    /** Item 24: ReLU as max(x, 0), derivative 0 at 0. */
    @Test
    void reluIsASwitch() {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node inside = x.max(0);
        Node own = x.max(graph.constant(0));
        for (Node relu : new Node[] {inside, own}) {
            assertEquals(2, graph.evaluate(2).value(relu));
            assertEquals(7, graph.evaluate(2).backward(relu, 7).of(x));
            for (double off : new double[] {0, -0.0, -2, Double.NEGATIVE_INFINITY}) {
                assertEquals(0, graph.evaluate(off).value(relu));
                assertEquals(0, graph.evaluate(off).backward(relu, 7).of(x));
            }
        }
    }
}
