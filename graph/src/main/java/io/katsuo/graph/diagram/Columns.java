package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.List;

/**
 * The diagram in columns. Nodes stand in the even ones; the labels of an edge stand in the odd one before its end, and
 * wherever else an edge passes a column, it has a point of its own. So nothing but edges lies between columns, and
 * nothing in a column overlaps once its vertices are set apart.
 *
 * @param columns the vertices of each column from top to bottom
 * @param nodes the vertex of each node, by index
 * @param chains the vertices along each edge, its nodes included, in the order of the edges
 */
record Columns(List<List<Vertex>> columns, List<Vertex> nodes, List<List<Vertex>> chains) {

    static Columns of(Diagram diagram, Topology topology) {
        int[] column = Layering.columns(diagram, topology);
        List<List<Vertex>> columns = new ArrayList<>();
        List<Vertex> nodes = new ArrayList<>();
        List<List<Vertex>> chains = new ArrayList<>();
        List<Figure> figures = Figure.of(diagram, topology);
        for (DiagramNode node : diagram.nodes()) {
            nodes.add(add(columns, Vertex.of(node, figures.get(node.index()), 2 * column[node.index()])));
        }
        for (Edge edge : diagram.edges()) {
            List<Vertex> chain = new ArrayList<>();
            Vertex end = nodes.get(edge.to().index());
            chain.add(nodes.get(edge.from().index()));
            for (int c = chain.getFirst().column + 1; c < end.column - 1; c++) {
                chain.add(add(columns, Vertex.point(c)));
            }
            chain.add(add(columns, Vertex.of(EdgeLabels.of(edge), end.column - 1)));
            chain.add(end);
            for (int i = 1; i < chain.size(); i++) {
                chain.get(i - 1).right.add(chain.get(i));
                chain.get(i).left.add(chain.get(i - 1));
            }
            chains.add(chain);
        }
        return new Columns(columns, nodes, chains);
    }

    private static Vertex add(List<List<Vertex>> columns, Vertex vertex) {
        while (columns.size() <= vertex.column) {
            columns.add(new ArrayList<>());
        }
        List<Vertex> column = columns.get(vertex.column);
        vertex.place = column.size();
        column.add(vertex);
        return vertex;
    }
}
