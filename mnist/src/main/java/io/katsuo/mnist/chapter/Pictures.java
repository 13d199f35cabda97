package io.katsuo.mnist.chapter;

import io.katsuo.graph.diagram.Diagram;

/** Receives the pictures of an example. */
@FunctionalInterface
public interface Pictures {
    /** Receives a picture. */
    void add(Picture picture);

    /** Receives a diagram under its own title. */
    default void add(String name, Diagram diagram) {
        add(new Picture(name, diagram.title(), diagram));
    }
}
