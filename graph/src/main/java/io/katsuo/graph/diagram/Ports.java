package io.katsuo.graph.diagram;

import java.util.List;

/** The points on the outline of a node where its edges end. */
final class Ports {
    /** The distance between two edges at a box. */
    static final double STEP = 14;
    /** The largest height above or below its middle at which an edge meets a circle. */
    private static final double STEEPEST = Math.toRadians(62);
    /** The approximate distance from the middle of a circle at which edges begin to climb. */
    private static final double RUN = 54;

    private Ports() {}

    /**
     * The height below the middle of a node at which an edge ends: 0 for an edge that is level with it, more for those
     * further up or down.
     *
     * @param neighbours the points beside it on one side, from top to bottom
     * @param neighbour the point of the edge
     */
    static double offset(Vertex node, List<Vertex> neighbours, Vertex neighbour) {
        double climb = neighbour.level - node.level;
        if (climb == 0 || node.node.form() == DiagramNode.Form.TEXT) {
            return 0;
        }
        List<Vertex> side = neighbours.stream()
                .filter(other -> climb < 0 ? other.level < node.level : other.level > node.level)
                .toList();
        Vertex outermost = climb < 0 ? side.getFirst() : side.getLast();
        int index = climb < 0 ? side.size() - side.indexOf(neighbour) : side.indexOf(neighbour) + 1;
        double part = Math.signum(climb) * index / side.size();
        if (node.node.form() == DiagramNode.Form.BOX) {
            return part * Math.min(STEP * side.size(), node.up - 8.0);
        }
        double angle = Math.min(STEEPEST, Math.atan2(Math.abs(outermost.level - node.level), RUN));
        return Figure.RADIUS * Math.sin(part * angle);
    }

    /** The distance of the outline of a node from its middle, at a height. */
    static double reach(Vertex node, double offset) {
        double half = node.width / 2;
        if (node.node.form() != DiagramNode.Form.CIRCLE) {
            return half;
        }
        double radius = Figure.RADIUS;
        return half - radius + Math.sqrt(radius * radius - offset * offset);
    }
}
