package io.katsuo.graph.diagram;

import io.katsuo.graph.svg.Svg;
import java.util.List;

/** Draws a layout. */
final class SvgPainter {
    private static final double CORNER = 7;
    private static final double HEAD = 9;
    private static final double HEAD_HALF = 4;
    /** The base line that centres capitals and digits is below the middle by this share of the font size. */
    private static final double MIDDLE = 0.36;

    private final Placement layout;
    private final Svg svg;
    private final boolean marked;

    /** With {@code marked}, what belongs to a node or an edge is in a group that has its index as an attribute. */
    SvgPainter(Placement layout, String title, boolean marked) {
        this.layout = layout;
        this.svg = new Svg(layout.width(), layout.height(), title, css());
        this.marked = marked;
    }

    String paint() {
        svg.add("rect", "class", "paper", "width", layout.width(), "height", layout.height());
        for (int i = 0; i < layout.routes().size(); i++) {
            Route route = layout.routes().get(i);
            mark("data-edge", i, () -> edge(route));
        }
        layout.nodes().forEach(vertex -> mark("data-node", vertex.node.index(), () -> node(vertex)));
        layout.labels().forEach(this::labels);
        return svg.toString();
    }

    private void mark(String attribute, int index, Runnable content) {
        if (marked) {
            svg.begin("g", attribute, index);
        }
        content.run();
        if (marked) {
            svg.end();
        }
    }

    private static String css() {
        return "text{font-size:14px}\n.name{font-size:15px}\n.small{font-size:12.5px}\n"
                + ".edge{fill:none;stroke-width:1.4}\n.node{stroke-width:1.6}\n.back{stroke-width:3}\n"
                + Svg.style(".paper", "fill", "#ffffff", "#0d1117")
                + Svg.style(".ink", "fill", "#1f2328", "#e6edf3")
                + Svg.style(".edge,.node", "stroke", "#424a53", "#9ea7b3")
                + Svg.style(".node", "fill", "#f3f6fa", "#1b222c")
                + Svg.style(".head", "fill", "#424a53", "#9ea7b3")
                + Svg.style(".back", "stroke", "#d1480f", "#ffa04d")
                + Svg.style(".grad", "fill", "#b83c0a", "#ffb066");
    }

    private void edge(Route route) {
        List<Route.Point> points = route.points();
        double cosine = Math.sqrt(1 - route.slope() * route.slope());
        Route.Point tip = points.getLast();
        Route.Point end = tip.plus(-HEAD / 2, cosine, route.slope());
        StringBuilder path = new StringBuilder();
        append(path, 'M', points.getFirst());
        for (int i = 1; i < points.size() - 1; i++) {
            Route.Point from = points.get(i - 1);
            Route.Point to = points.get(i);
            if (from.x() != to.x() && from.y() != to.y()) {
                curve(path, from, to, 1, 0);
            } else if ((from.x() == to.x()) != (to.x() == points.get(i + 1).x())) {
                corner(path, from, to, points.get(i + 1));
            } else {
                append(path, 'L', to);
            }
        }
        Route.Point before = points.get(points.size() - 2);
        if (before.y() == tip.y()) {
            append(path, 'L', end);
        } else {
            curve(path, before, end, cosine, route.slope());
        }
        svg.add("path", "class", "edge", "d", path);
        head("head", tip, -HEAD, cosine, route.slope());
    }

    /** A curve that is horizontal at its start, has the given angle at its end, and never turns back. */
    private static void curve(StringBuilder path, Route.Point from, Route.Point to, double cosine, double sine) {
        double half = (to.x() - from.x()) / 2;
        double lead = sine == 0 ? half : Math.min(half / cosine, 0.8 * Math.abs((to.y() - from.y()) / sine));
        append(path, 'C', from.plus(half, 1, 0));
        append(path, ' ', to.plus(-lead, cosine, sine));
        append(path, ' ', to);
    }

    private static void corner(StringBuilder path, Route.Point from, Route.Point corner, Route.Point to) {
        append(path, 'L', toward(corner, from));
        append(path, 'Q', corner);
        append(path, ' ', toward(corner, to));
    }

    private static Route.Point toward(Route.Point corner, Route.Point other) {
        double dx = other.x() - corner.x();
        double dy = other.y() - corner.y();
        double length = Math.hypot(dx, dy);
        return corner.plus(Math.min(CORNER, length / 2), dx / length, dy / length);
    }

    private static void append(StringBuilder path, char command, Route.Point point) {
        path.append(command).append(Svg.number(point.x())).append(' ').append(Svg.number(point.y()));
    }

    /** The head of an arrow, of a length in the direction given; negative if the tip is at the end. */
    private void head(String style, Route.Point tip, double length, double cosine, double sine) {
        Route.Point base = tip.plus(length, cosine, sine);
        double half = HEAD_HALF * Math.abs(length) / HEAD;
        StringBuilder path = new StringBuilder();
        append(path, 'M', tip);
        append(path, 'L', base.plus(half, -sine, cosine));
        append(path, 'L', base.plus(-half, -sine, cosine));
        svg.add("path", "class", style, "d", path.append('Z'));
    }

    private void node(Vertex vertex) {
        Figure figure = vertex.figure;
        double left = vertex.x - figure.width() / 2;
        double top = vertex.y - figure.height() / 2;
        if (vertex.node.form() != DiagramNode.Form.TEXT) {
            double radius = vertex.node.form() == DiagramNode.Form.CIRCLE ? Figure.RADIUS : 5;
            svg.add(
                    "rect",
                    "class",
                    "node",
                    "x",
                    left,
                    "y",
                    top,
                    "width",
                    figure.width(),
                    "height",
                    figure.height(),
                    "rx",
                    radius);
        }
        double y = vertex.y - (figure.lines().size() - 1) * Figure.LEADING / 2;
        for (int i = 0; i < figure.lines().size(); i++) {
            double size = i == 0 ? Figure.SIZE : Figure.SMALL;
            String style = i == 0 ? "ink name" : "ink small";
            text(figure.lines().get(i), vertex.x, y + MIDDLE * size + i * Figure.LEADING, style);
        }
    }

    private void labels(Vertex point) {
        EdgeLabels labels = point.labels;
        int index = labels.edge().index();
        mark("data-value", index, () -> text(labels.value(), point.x, point.y + EdgeLabels.VALUE_BASE, "ink"));
        if (!labels.gradient().isEmpty()) {
            mark("data-gradient", index, () -> gradient(labels, point));
        }
    }

    private void gradient(EdgeLabels labels, Vertex point) {
        double y = point.y + EdgeLabels.ARROW;
        double half = labels.width() / 2;
        svg.add("line", "class", "back", "x1", point.x + half, "x2", point.x - half + HEAD, "y1", y, "y2", y);
        head("grad", new Route.Point(point.x - half, y), 1.2 * HEAD, 1, 0);
        text(labels.gradient(), point.x, point.y + EdgeLabels.GRADIENT_BASE, "grad");
    }

    private void text(Label label, double x, double y, String style) {
        if (label.isEmpty()) {
            return;
        }
        if (label.isCut()) {
            svg.begin("g").title(label.full());
        }
        svg.text(label.text(), x, y, "class", style, "text-anchor", "middle");
        if (label.isCut()) {
            svg.end();
        }
    }
}
