package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * Two kinds of fruit meet in an addition node.
 *
 * @since 0.1
 */
public final class Ex02ApplesAndOranges implements Example {
    /** The example. */
    public Ex02ApplesAndOranges() {}

    static void main() {
        Example.show(new Ex02ApplesAndOranges());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("2 apples at 100, 3 oranges at 150, 10 % tax on all. Forward propagation:");
        Graph graph = new Graph();
        Node apples = graph.input("apple").multiply(graph.input("apple number")).named("apples");
        Node oranges =
                graph.input("orange").multiply(graph.input("orange number")).named("oranges");
        Node fruit = apples.add(oranges).named("fruit");
        fruit.multiply(graph.input("tax")).named("total");
        Evaluation forward = graph.evaluate(100, 2, 150, 3, 1.1);
        out.print(forward.trace());
        out.println();

        out.println("The new node + adds two amounts of money, " + brief(forward.value(apples)) + " + "
                + brief(forward.value(oranges)) + " = " + brief(forward.value(fruit)) + ", not numbers of fruit.");
        pictures.add("fig-05-03-apples-and-oranges", forward.diagram("Figure 5.3: apples, oranges and tax"));
    }

    @Override
    public String title() {
        return "Buying apples and oranges";
    }

    @Override
    public String section() {
        return "5.1.1, figure 5.3";
    }
}
