package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * A node knows its inputs and nothing else, however large the graph is.
 *
 * @since 0.1
 */
public final class Ex03LocalComputation implements Example {
    /** The example. */
    public Ex03LocalComputation() {}

    static void main() {
        Example.show(new Ex03LocalComputation());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("The shopping of a whole week came to 4,000 before the apples were added. How, no node need know:");
        Graph graph = new Graph();
        Node apples = graph.input("apple").multiply(graph.input("number")).named("apples");
        Node others = graph.input("all the rest");
        Node sum = apples.add(others).named("sum");
        sum.multiply(graph.input("tax")).named("total");
        Evaluation forward = graph.evaluate(100, 2, 4000, 1.1);
        out.print(forward.trace());
        out.println();

        out.println("The node + saw two numbers, 200 and 4000, and gave " + brief(forward.value(sum))
                + ". That is all it does.");
        out.println("With tax " + places(forward.value("total"), 2) + ".");
        pictures.add("fig-05-04-local-computation", forward.diagram("Figure 5.4: apples among other things"));
    }

    @Override
    public String title() {
        return "Each node computes for itself";
    }

    @Override
    public String section() {
        return "5.1.2, figure 5.4";
    }
}
