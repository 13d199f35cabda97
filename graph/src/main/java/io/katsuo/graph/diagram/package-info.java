/**
 * DiagramNode-and-edge pictures in the manner of the book's computational graphs: circles for operations, values above the
 * edges, gradients below them. A {@link io.katsuo.graph.diagram.Diagram} is a model only; it is laid out here, in
 * layers from left to right, and written as SVG, or as DOT for Graphviz. Equal diagrams give equal text.
 */
package io.katsuo.graph.diagram;
