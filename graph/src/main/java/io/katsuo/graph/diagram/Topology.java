package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The connections of a diagram, by {@link DiagramNode#index}, in the order of insertion.
 *
 * @param incoming the edges into each node
 * @param outgoing the edges out of each node
 * @param order the nodes so that each comes after those it depends on
 */
record Topology(List<List<Edge>> incoming, List<List<Edge>> outgoing, List<DiagramNode> order) {

    /**
     * Sorts the nodes of a diagram.
     *
     * @throws IllegalArgumentException if the edges form a cycle; the message walks along it
     */
    static Topology of(Diagram diagram) {
        List<List<Edge>> incoming = new ArrayList<>();
        List<List<Edge>> outgoing = new ArrayList<>();
        for (int i = 0; i < diagram.nodes().size(); i++) {
            incoming.add(new ArrayList<>());
            outgoing.add(new ArrayList<>());
        }
        for (Edge edge : diagram.edges()) {
            incoming.get(edge.to().index()).add(edge);
            outgoing.get(edge.from().index()).add(edge);
        }
        Topology topology = new Topology(incoming, outgoing, sort(diagram.nodes(), incoming, outgoing));
        if (topology.order.size() < diagram.nodes().size()) {
            throw new IllegalArgumentException(
                    Diagram.name(diagram.title()) + ": the edges form a cycle: " + topology.cycle(diagram.nodes()));
        }
        return topology;
    }

    private static List<DiagramNode> sort(
            List<DiagramNode> nodes, List<List<Edge>> incoming, List<List<Edge>> outgoing) {
        int[] missing = new int[nodes.size()];
        List<DiagramNode> order = new ArrayList<>();
        for (DiagramNode node : nodes) {
            missing[node.index()] = incoming.get(node.index()).size();
            if (missing[node.index()] == 0) {
                order.add(node);
            }
        }
        for (int i = 0; i < order.size(); i++) {
            for (Edge edge : outgoing.get(order.get(i).index())) {
                if (--missing[edge.to().index()] == 0) {
                    order.add(edge.to());
                }
            }
        }
        return order;
    }

    /** Each remaining node has a remaining predecessor, so a walk backward must meet a node twice. */
    private String cycle(List<DiagramNode> nodes) {
        List<DiagramNode> walk = new ArrayList<>();
        DiagramNode node =
                nodes.stream().filter(each -> !order.contains(each)).findFirst().orElseThrow();
        while (!walk.contains(node)) {
            walk.add(node);
            for (Edge edge : incoming.get(node.index())) {
                if (!order.contains(edge.from())) {
                    node = edge.from();
                    break;
                }
            }
        }
        List<DiagramNode> cycle = new ArrayList<>(walk.subList(walk.indexOf(node), walk.size()));
        cycle.add(node);
        Collections.reverse(cycle);
        return String.join(" → ", cycle.stream().map(DiagramNode::toString).toList());
    }

    List<Edge> into(DiagramNode node) {
        return incoming.get(node.index());
    }

    List<Edge> outOf(DiagramNode node) {
        return outgoing.get(node.index());
    }
}
