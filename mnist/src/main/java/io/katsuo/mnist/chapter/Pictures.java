package io.katsuo.mnist.chapter;

import io.katsuo.graph.diagram.Diagram;

/**
 * Takes the pictures that an example draws.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface Pictures {
    /** Drops them undrawn. */
    Pictures NONE = picture -> {};

    /**
     * Takes a picture.
     *
     * @param picture the picture
     */
    void add(Picture picture);

    /**
     * Takes a diagram, which has a title of its own.
     *
     * @param name what a file of it is called, without an ending
     * @param diagram the diagram
     */
    default void add(String name, Diagram diagram) {
        add(new Picture(name, diagram.title(), diagram::toSvg, diagram::toDot));
    }
}
