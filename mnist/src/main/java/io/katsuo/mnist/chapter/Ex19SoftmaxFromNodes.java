package io.katsuo.mnist.chapter;

import static io.katsuo.mnist.chapter.Numbers.places;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import java.io.PrintStream;

/**
 * Softmax and cross-entropy from elementary nodes only; what comes out is a subtraction.
 *
 * @since 0.1
 */
public final class Ex19SoftmaxFromNodes implements Example {
    /** The example. */
    public Ex19SoftmaxFromNodes() {}

    static void main() {
        Example.show(new Ex19SoftmaxFromNodes());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println(
                "Three scores a, labels t. Softmax: exp, their sum, its reciprocal, products. Cross-entropy: logs, times");
        out.println("the labels, summed, times -1.");
        Graph graph = new Graph();
        Node[] a = new Node[3];
        Node[] t = new Node[3];
        Node[] exp = new Node[3];
        Node[] y = new Node[3];
        Node[] terms = new Node[3];
        for (int k = 0; k < 3; k++) {
            a[k] = graph.input("a" + (k + 1));
            exp[k] = a[k].exp();
        }
        Node share = exp[0].add(exp[1], exp[2]).reciprocal();
        for (int k = 0; k < 3; k++) {
            y[k] = exp[k].multiply(share);
        }
        for (int k = 0; k < 3; k++) {
            t[k] = graph.input("t" + (k + 1));
            terms[k] = y[k].log().multiply(t[k]);
        }
        Node loss = terms[0].add(terms[1], terms[2]).negate().named("L");

        Evaluation forward = graph.evaluate(Math.log(3), Math.log(2), Math.log(5), 0, 1, 0);
        Gradients backward = forward.backward(loss);
        out.println("Scores log 3, log 2, log 5 make probabilities 0.3, 0.2, 0.5; the right class is the second.");
        out.println("loss " + places(forward.value(loss), 7));
        out.println();
        String row = "  %s  %5s  %s  %6s  %6s%n";
        out.printf(row, "k", "y", "t", "by y", "by a");
        for (int k = 0; k < 3; k++) {
            out.printf(
                    row,
                    k + 1,
                    places(forward.value(y[k]), 3),
                    places(forward.value(t[k]), 0),
                    places(backward.of(y[k]), 3),
                    places(backward.of(a[k]), 3));
        }
        out.println();
        out.println(
                "Each exp is used twice, in the sum and in its own product, so two signals meet there and are added.");
        out.println("What arrives at the scores is y - t.");
        pictures.add(
                "fig-05-32-softmax-with-loss",
                backward.diagram("Figure 5.32: softmax-with-loss from elementary nodes"));
    }

    @Override
    public String title() {
        return "Softmax-with-loss from elementary nodes";
    }

    @Override
    public String section() {
        return "5.6.3 and appendix A, figure 5.32";
    }
}
