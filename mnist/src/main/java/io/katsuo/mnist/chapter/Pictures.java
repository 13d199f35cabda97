package io.katsuo.mnist.chapter;

import io.katsuo.graph.Evaluation;
import io.katsuo.graph.Node;
import io.katsuo.graph.diagram.Diagram;

/** Receives the pictures of an example. */
@FunctionalInterface
public interface Pictures {
    /** Receives a picture. */
    void add(Picture picture);

    /** Receives a diagram under its own title. */
    default void add(String name, Diagram diagram) {
        add(new Picture(name, diagram.title(), diagram, diagram));
    }

    /** Receives a forward pass. A page plays it with the backward pass from the last node. */
    default void add(String name, String title, Evaluation forward) {
        Node last = forward.graph().nodes().getLast();
        add(new Picture(
                name, title, forward.diagram(title), forward.backward(last).diagram(title)));
    }

    /** Receives a diagram that is no figure, but played on a page. */
    default void play(Diagram diagram) {}
}
