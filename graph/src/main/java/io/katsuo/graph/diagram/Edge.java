package io.katsuo.graph.diagram;

/**
 * An arrow of a diagram.
 *
 * @param from where it starts
 * @param to where it ends
 * @param above the value it carries; may be empty
 * @param below the gradient that comes back along it; may be empty
 */
record Edge(DiagramNode from, DiagramNode to, String above, String below) {}
