package io.katsuo.mnist.chapter;

import java.util.function.Supplier;

/**
 * A picture that is drawn when it is asked for.
 *
 * @param name what a file of it is called, without an ending, such as {@code fig-05-03-apples-and-oranges}
 * @param title what it shows
 * @param svg the picture
 * @param dot the same for Graphviz; empty text if the picture is no graph
 * @since 0.1
 */
public record Picture(String name, String title, Supplier<String> svg, Supplier<String> dot) {}
