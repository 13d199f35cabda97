package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Places the columns beside each other, in one row or, if they are too wide for a page, in several. Edges between rows go
 * round the right end of their row and back to the left end of the next.
 */
final class RowPlacement {
    private static final double MARGIN = 16;
    /** The distance between a node and the labels of its outgoing edges; the next one includes the head of an arrow. */
    private static final double GAP_OUT = 10;

    private static final double GAP_IN = 22;
    /** This share of the height that edges climb in a gap is added to its width, up to a limit. */
    private static final double SLOPE = 0.3;

    private static final double SLOPE_LIMIT = 34;
    /** The distance between two edges that go to the next row. */
    private static final double LANE = 9;

    private static final double TURN = 14;

    private final Columns graph;
    private final double[] widths;
    private final double[] gaps;
    private final int[] row;
    private final double[] left;
    private final double[] rowTop;
    private final double[] rowBottom;
    private final double[] rowShift;
    private double width;
    private double height;

    private RowPlacement(Columns graph) {
        this.graph = graph;
        int count = graph.columns().size();
        widths = new double[count];
        gaps = new double[count];
        left = new double[count];
        for (int c = 0; c < count; c++) {
            double climb = 0;
            for (Vertex vertex : graph.columns().get(c)) {
                widths[c] = Math.max(widths[c], vertex.width);
                for (Vertex neighbour : vertex.right) {
                    climb = Math.max(climb, Math.abs(vertex.level - neighbour.level));
                }
            }
            gaps[c] = (c % 2 == 0 ? GAP_OUT : GAP_IN) + Math.min(SLOPE * climb, SLOPE_LIMIT);
        }
        row = new Breaks(graph, widths, gaps).rows();
        rowTop = new double[row[count - 1] + 1];
        rowBottom = new double[rowTop.length];
        rowShift = new double[rowTop.length];
    }

    /** Sets the final position of every vertex. */
    static RowPlacement of(Columns graph) {
        RowPlacement rows = new RowPlacement(graph);
        rows.placeColumns();
        rows.placeRows();
        return rows;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    private void placeColumns() {
        double x = MARGIN;
        for (int c = 0; c < row.length; c++) {
            if (c > 0 && row[c] > row[c - 1]) {
                x = MARGIN + lanes(c - 1) * LANE + TURN + gaps[c - 1];
            }
            left[c] = x;
            x += widths[c];
            boolean cut = c + 1 < row.length && row[c + 1] > row[c];
            width = Math.max(width, x + MARGIN + (cut ? TURN + lanes(c) * LANE : 0));
            x += gaps[c];
            for (Vertex vertex : graph.columns().get(c)) {
                vertex.x = left[c] + widths[c] / 2 + aside(vertex) * (widths[c] - vertex.width) / 2;
            }
        }
    }

    /** The position of a vertex in its column, from −1 (left) to 1: bare text is beside its edges. */
    private static int aside(Vertex vertex) {
        if (vertex.node == null || vertex.node.form() != DiagramNode.Form.TEXT) {
            return 0;
        }
        return (vertex.left.isEmpty() ? 1 : 0) - (vertex.right.isEmpty() ? 1 : 0);
    }

    private int lanes(int column) {
        return graph.columns().get(column).size();
    }

    private void placeRows() {
        Arrays.fill(rowTop, Double.POSITIVE_INFINITY);
        Arrays.fill(rowBottom, Double.NEGATIVE_INFINITY);
        for (int c = 0; c < row.length; c++) {
            for (Vertex vertex : graph.columns().get(c)) {
                include(row[c], vertex.level - vertex.up, vertex.level + vertex.down);
                if (c + 1 < row.length) {
                    include(row[c + 1], vertex.level, vertex.level);
                }
            }
        }
        double y = MARGIN;
        int c = 0;
        for (int r = 0; r < rowShift.length; r++) {
            rowShift[r] = y - rowTop[r];
            y += rowBottom[r] - rowTop[r];
            for (; c < row.length && row[c] == r; c++) {
                for (Vertex vertex : graph.columns().get(c)) {
                    vertex.y = vertex.level + rowShift[r];
                }
            }
            rowTop[r] += rowShift[r];
            rowBottom[r] += rowShift[r];
            y += c < row.length ? 2 * TURN + lanes(c - 1) * LANE : MARGIN;
        }
        height = y;
    }

    private void include(int r, double top, double bottom) {
        rowTop[r] = Math.min(rowTop[r], top);
        rowBottom[r] = Math.max(rowBottom[r], bottom);
    }

    /** The path of an edge through the vertices of its chain. */
    Route route(List<Vertex> chain) {
        List<Route.Point> points = new ArrayList<>();
        double slope = 0;
        for (int i = 0; i < chain.size(); i++) {
            Vertex vertex = chain.get(i);
            double from = left[vertex.column];
            double to = from + widths[vertex.column];
            if (i == 0) {
                double port = Ports.offset(vertex, vertex.right, chain.get(1));
                points.add(new Route.Point(vertex.x + Ports.reach(vertex, port), vertex.y + port));
                add(points, to, vertex.y + port);
            } else if (i == chain.size() - 1) {
                double port = Ports.offset(vertex, vertex.left, chain.get(i - 1));
                if (takesCurves(vertex, port)) {
                    slope = -port / Figure.RADIUS;
                } else {
                    add(points, from, vertex.y + port);
                }
                add(points, vertex.x - Ports.reach(vertex, port), vertex.y + port);
            } else {
                add(points, from, vertex.y);
                add(points, to, vertex.y);
                if (row[vertex.column + 1] > row[vertex.column]) {
                    turn(points, vertex, to);
                }
            }
        }
        return new Route(points, slope);
    }

    /**
     * Whether the edges on one side of a node curve into its column: the node is a circle as wide as the column, and
     * they pass no text or box in it that is nearly as wide. Other edges reach the column level with their port.
     */
    private boolean takesCurves(Vertex end, double port) {
        double limit = left[end.column] + Figure.RADIUS / 2;
        double start = port == 0 ? end.level : (port < 0 ? end.left.getFirst() : end.left.getLast()).level;
        return end.node.form() == DiagramNode.Form.CIRCLE
                && end.width == widths[end.column]
                && graph.columns().get(end.column).stream()
                        .filter(other -> other.node != null && other.node.form() != DiagramNode.Form.CIRCLE)
                        .noneMatch(other -> other.x - other.width / 2 < limit
                                && (other.level - start) * (other.level - end.level) < 0);
    }

    /** Round the end of the row: the uppermost edge outside on the right and inside on the left, so that none cross. */
    private void turn(List<Route.Point> points, Vertex vertex, double right) {
        int r = row[vertex.column];
        int outside = lanes(vertex.column) - 1 - vertex.place;
        double end = right + TURN + outside * LANE;
        double lane = rowBottom[r] + TURN + outside * LANE;
        double start = MARGIN + outside * LANE;
        double y = vertex.level + rowShift[r + 1];
        add(points, end, vertex.y);
        add(points, end, lane);
        add(points, start, lane);
        add(points, start, y);
        add(points, left[vertex.column + 1] - gaps[vertex.column], y);
    }

    private static void add(List<Route.Point> points, double x, double y) {
        Route.Point last = points.getLast();
        if (last.x() != x || last.y() != y) {
            points.add(new Route.Point(x, y));
        }
    }
}
