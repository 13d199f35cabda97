/**
 * Computational graphs of numbers with their gradients, diagrams and line charts as SVG. Depends on nothing else of Katsuo.
 *
 * @since 0.1
 */
module io.katsuo.graph {
    exports io.katsuo.graph;
    exports io.katsuo.graph.diagram;
    exports io.katsuo.graph.svg;
}
