package io.katsuo.mnist.chapter;

import io.katsuo.graph.diagram.Diagram;

/**
 * A picture of an example.
 *
 * @param name the name of its files without extension, such as {@code fig-05-03-apples-and-oranges}
 * @param title what it shows
 * @param played what a page plays for it: the picture, or one that has gradients too
 */
public record Picture(String name, String title, Diagram diagram, Diagram played) {}
