package io.katsuo.layers.diagram;

import java.util.List;

/** Where on its outline a node's edges end. */
final class Ports {
    private static final double MOST = 13;

    private Ports() {}

    /**
     * How far below the middle of a node an edge ends: nothing for one that is level with it, more for those further
     * up or down.
     *
     * @param node the node
     * @param neighbours the points beside it on one side, from top to bottom
     * @param neighbour the point of the edge
     */
    static double offset(Vertex node, List<Vertex> neighbours, Vertex neighbour) {
        if (node.node.form() == Node.Form.TEXT) {
            return 0;
        }
        int count = neighbours.size();
        int middle = -1;
        for (int i = 0; i < count; i++) {
            if (neighbours.get(i).y == node.y) {
                middle = i;
            }
        }
        double from = middle < 0 ? (count - 1) / 2.0 : middle;
        double most = Math.max(from, count - 1 - from);
        double reach = node.node.form() == Node.Form.CIRCLE ? 0.66 * Figure.RADIUS : node.up - 8.0;
        double step = most == 0 ? 0 : Math.min(MOST, reach / most);
        return (neighbours.indexOf(neighbour) - from) * step;
    }

    /** How far from the middle of a node its outline is, at a height. */
    static double reach(Vertex node, double offset) {
        double half = node.width / 2;
        if (node.node.form() != Node.Form.CIRCLE) {
            return half;
        }
        double radius = Figure.RADIUS;
        return half - radius + Math.sqrt(radius * radius - offset * offset);
    }
}
