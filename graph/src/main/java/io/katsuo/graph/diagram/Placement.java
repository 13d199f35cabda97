package io.katsuo.graph.diagram;

import java.util.List;

/**
 * The positions of everything in a picture.
 *
 * @param nodes the vertices of the nodes, their middle at (x, y)
 * @param labels the vertices of the labels, their line through (x, y)
 * @param routes the paths of the edges
 */
record Placement(double width, double height, List<Vertex> nodes, List<Vertex> labels, List<Route> routes) {

    static Placement of(Diagram diagram) {
        Columns graph = Columns.of(diagram, Topology.of(diagram));
        Ordering.apply(graph);
        Levels.apply(graph, Alignment.lines(graph));
        RowPlacement rows = RowPlacement.of(graph);
        List<Vertex> labels = graph.columns().stream()
                .flatMap(List::stream)
                .filter(vertex -> vertex.labels != null)
                .toList();
        List<Route> routes = graph.chains().stream().map(rows::route).toList();
        return new Placement(rows.width(), rows.height(), graph.nodes(), labels, routes);
    }
}
