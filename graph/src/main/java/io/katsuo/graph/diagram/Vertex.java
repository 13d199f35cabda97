package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.List;

/** An item in a column of the layout: a node, or a point of an edge with or without its labels. */
final class Vertex {
    final int column;
    /** The node, or null for a point of an edge. */
    final DiagramNode node;

    final Figure figure;
    /** The labels of the edge if they are placed here, or null. */
    final EdgeLabels labels;

    final double width;
    /** The extent above and below the vertex's own height, in whole pixels. */
    final int up;

    final int down;
    final List<Vertex> left = new ArrayList<>();
    final List<Vertex> right = new ArrayList<>();

    /** The place in the column from top to bottom. */
    int place;

    /** The height before the diagram is cut into rows; edges between vertices of equal height are straight. */
    double level;

    double x;
    double y;

    private Vertex(int column, DiagramNode node, Figure figure, EdgeLabels labels, double width, int up, int down) {
        this.column = column;
        this.node = node;
        this.figure = figure;
        this.labels = labels;
        this.width = width;
        this.up = up;
        this.down = down;
    }

    static Vertex of(DiagramNode node, Figure figure, int column) {
        int half = (int) Math.ceil(figure.height() / 2);
        return new Vertex(column, node, figure, null, figure.width(), half, half);
    }

    static Vertex of(EdgeLabels labels, int column) {
        return new Vertex(column, null, null, labels, labels.width(), labels.up(), labels.down());
    }

    static Vertex point(int column) {
        return new Vertex(column, null, null, null, 0, 0, 0);
    }
}
