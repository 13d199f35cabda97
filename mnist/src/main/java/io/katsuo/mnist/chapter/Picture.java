package io.katsuo.mnist.chapter;

import io.katsuo.graph.diagram.Diagram;

/**
 * A picture of an example.
 *
 * @param name the name of its files without extension, such as {@code fig-05-03-apples-and-oranges}
 * @param title what it shows
 * @param diagram the picture
 */
public record Picture(String name, String title, Diagram diagram) {}
