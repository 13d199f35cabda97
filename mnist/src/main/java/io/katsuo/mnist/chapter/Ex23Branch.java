package io.katsuo.mnist.chapter;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.Gradients;
import io.katsuo.graph.Graph;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;
import io.katsuo.layers.Branch;
import java.io.PrintStream;

/**
 * One value used twice: what comes back from both uses is added.
 *
 * @since 0.1
 */
public final class Ex23Branch implements Example {
    /** The example. */
    public Ex23Branch() {}

    static void main() {
        Example.show(new Ex23Branch());
    }

    @Override
    public void run(PrintStream out, Pictures pictures) {
        out.println("A value that is used twice has two ways to change the result, so the signals of both are added.");
        out.println("In numbers, L = x·x + 3x at x = 2, where x goes to three places:");
        Graph graph = new Graph();
        Node x = graph.input("x");
        Node loss = x.multiply(x).add(x.multiply(3)).named("L");
        Gradients backward = graph.evaluate(2).backward(loss);
        out.print(backward.trace());
        pictures.add("branch-scalar", backward.diagram("A value used three times: 2 + 2 + 3 comes back"));
        out.println();

        out.println("With tensors, a node of its own:");
        Branch branch = new Branch();
        Tensor both = branch.forward(Tensor.of(1, 2, 3));
        out.println("both branches get    " + both);
        out.println("(1, 1, 1) from one side and (10, 20, 30) from the other make "
                + branch.backward(Tensor.of(1, 1, 1), Tensor.of(10, 20, 30)));
        pictures.add("branch", picture());
    }

    private static Diagram picture() {
        Diagram.Builder picture = Diagram.builder("The branch node");
        var branch = picture.circle("branch");
        picture.edge(picture.text("x"), branch, "", "∂L/∂a + ∂L/∂b");
        picture.edge(branch, picture.text("a"), "x", "∂L/∂a");
        picture.edge(branch, picture.text("b"), "x", "∂L/∂b");
        return picture.build();
    }

    @Override
    public String title() {
        return "The branch node";
    }

    @Override
    public String section() {
        return "the nodes inside layers";
    }
}
