package io.katsuo.layers.graph;

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
}
