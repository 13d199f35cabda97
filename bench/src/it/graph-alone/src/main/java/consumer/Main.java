package consumer;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;

/** The derivative of x * y, and its picture, without the incubator module. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node product = x.multiply(graph.input("y"));
        Evaluation evaluation = graph.evaluate(3, 4);
        double dx = evaluation.backward(product).of(x);
        System.out.println("graph: x * y = " + evaluation.value(product) + ", dx = " + dx);
        if (dx != 4 || ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
            throw new AssertionError("dx = 4 and no incubator module expected");
        }
    }
}
