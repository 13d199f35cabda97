package io.katsuo.graph.diagram;

import java.util.List;

/** Decides in which column each node stands: every edge leads to the right. */
final class Layering {
    private Layering() {}

    /**
     * The columns by the longest path; then each node with no more edges in than out is moved as far to the right as
     * its consumers allow, which shortens the edges: an input stands beside what uses it first.
     *
     * @return the column of each node, by index, from 0
     */
    static int[] columns(Diagram diagram, Topology topology) {
        int[] column = new int[diagram.nodes().size()];
        List<DiagramNode> order = topology.order();
        for (DiagramNode node : order) {
            for (Edge edge : topology.into(node)) {
                column[node.index()] =
                        Math.max(column[node.index()], column[edge.from().index()] + 1);
            }
        }
        for (DiagramNode node : order.reversed()) {
            List<Edge> uses = topology.outOf(node);
            if (!uses.isEmpty() && uses.size() >= topology.into(node).size()) {
                column[node.index()] = uses.stream()
                                .mapToInt(edge -> column[edge.to().index()])
                                .min()
                                .orElseThrow()
                        - 1;
            }
        }
        return column;
    }
}
