package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.brief;
import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * One pass backward gives the derivative by everything; what it means, and what it agrees with.
 *
 * @since 0.1
 */
public final class Ex04WhyBackward implements Example {
    /** The example. */
    public Ex04WhyBackward() {}

    static void main() {
        Example.show(new Ex04WhyBackward());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("By how much does the total rise with the price of an apple? Backward propagation tells:");
        Graph graph = new Graph();
        Node apple = graph.input("apple");
        Node apples = apple.multiply(2).named("apples");
        Node total = apples.multiply(1.1).named("total");
        Evaluation forward = graph.evaluate(100);
        Gradients backward = forward.backward(total);
        out.print(backward.trace());
        pictures.add("fig-05-05-backward", backward.diagram("Figure 5.5: the derivative travels from right to left"));
        out.println();

        out.println("From right to left: " + brief(backward.of(total)) + ", " + brief(backward.of(apples)) + ", "
                + brief(backward.of(apple)) + ".");
        out.println("If an apple costs 1 more, the total rises by "
                + places(forward.with("apple", 101).value(total) - forward.value(total), 6) + ": from "
                + places(forward.value(total), 2) + " to "
                + places(forward.with("apple", 101).value(total), 2)
                + ".");
        out.println("Without any rule of differentiation, by trying values a little above and below: "
                + places(forward.numericalDerivative(total, apple, 1e-4), 6) + ".");
        out.println();

        out.println("Three advantages: every node computes for itself; intermediate results, such as "
                + brief(forward.value(apples)) + ", are kept;");
        out.println(
                "and one pass backward gives all derivatives, each computed once and shared by what comes before it.");
    }

    @Override
    public String title() {
        return "Why go backward";
    }

    @Override
    public String section() {
        return "5.1.3, figure 5.5";
    }
}
