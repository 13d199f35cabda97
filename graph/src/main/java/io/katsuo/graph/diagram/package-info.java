/**
 * Pictures of nodes and edges in the style of the book's computational graphs: circles for operations, values above the
 * edges, gradients below them. A {@link io.katsuo.graph.diagram.Diagram} is only a model; this package lays it out, in
 * layers from left to right, and written as SVG, or as DOT for Graphviz. Equal diagrams give equal text.
 */
package io.katsuo.graph.diagram;
