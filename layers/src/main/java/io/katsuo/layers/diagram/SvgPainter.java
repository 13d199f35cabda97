package io.katsuo.layers.diagram;

import io.katsuo.layers.svg.Svg;
import java.util.List;

/** Draws a layout. */
final class SvgPainter {
    private static final double CORNER = 7;
    private static final double HEAD = 9;
    private static final double HEAD_HALF = 4;
    /** A base line so far below the middle centres capitals and digits. */
    private static final double MIDDLE = 0.36;

    private SvgPainter() {}

    static String paint(Layout layout, String title) {
        Svg svg = new Svg(layout.width(), layout.height(), title, css());
        svg.add("rect", "class", "paper", "width", layout.width(), "height", layout.height());
        layout.routes().forEach(route -> edge(svg, route));
        layout.nodes().forEach(node -> node(svg, node));
        layout.labels().forEach(point -> labels(svg, point));
        return svg.toString();
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

    private static void edge(Svg svg, Route route) {
        List<Route.Point> points = route.points();
        Route.Point end = points.getLast();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            Route.Point point = points.get(i);
            if (i == 0) {
                path.append(at('M', point.x(), point.y()));
            } else if (i == points.size() - 1 && points.get(i - 1).y() == point.y()) {
                path.append(at('L', point.x() - HEAD / 2, point.y()));
            } else {
                step(path, points, i);
            }
        }
        svg.add("path", "class", "edge", "d", path);
        head(svg, "head", end.x(), end.y(), -HEAD);
    }

    private static void step(StringBuilder path, List<Route.Point> points, int i) {
        Route.Point from = points.get(i - 1);
        Route.Point to = points.get(i);
        if (from.x() != to.x() && from.y() != to.y()) {
            double middle = (from.x() + to.x()) / 2;
            path.append(at('C', middle, from.y()))
                    .append(at(' ', middle, to.y()))
                    .append(at(' ', to.x(), to.y()));
        } else if (i + 1 < points.size()
                && (from.x() == to.x()) != (to.x() == points.get(i + 1).x())) {
            Route.Point beyond = points.get(i + 1);
            Route.Point before = toward(to, from);
            Route.Point after = toward(to, beyond);
            path.append(at('L', before.x(), before.y()))
                    .append(at('Q', to.x(), to.y()))
                    .append(at(' ', after.x(), after.y()));
        } else {
            path.append(at('L', to.x(), to.y()));
        }
    }

    private static Route.Point toward(Route.Point corner, Route.Point other) {
        double dx = other.x() - corner.x();
        double dy = other.y() - corner.y();
        double length = Math.hypot(dx, dy);
        double part = Math.min(CORNER, length / 2) / length;
        return new Route.Point(corner.x() + dx * part, corner.y() + dy * part);
    }

    private static String at(char command, double x, double y) {
        return command + Svg.number(x) + " " + Svg.number(y);
    }

    /** A level arrow's head whose point is at (x, y); with a negative length it points to the right. */
    private static void head(Svg svg, String style, double x, double y, double length) {
        double half = HEAD_HALF * Math.abs(length) / HEAD;
        String path = at('M', x, y) + at('L', x + length, y - half) + at('L', x + length, y + half) + "Z";
        svg.add("path", "class", style, "d", path);
    }

    private static void node(Svg svg, Vertex vertex) {
        Figure figure = Figure.of(vertex.node);
        double left = vertex.x - figure.width() / 2;
        double top = vertex.y - figure.height() / 2;
        if (vertex.node.form() != Node.Form.TEXT) {
            double radius = vertex.node.form() == Node.Form.CIRCLE ? Figure.RADIUS : 5;
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
            text(svg, figure.lines().get(i), vertex.x, y + MIDDLE * size + i * Figure.LEADING, style);
        }
    }

    private static void labels(Svg svg, Vertex point) {
        EdgeLabels labels = point.labels;
        text(svg, labels.value(), point.x, point.y + EdgeLabels.VALUE_BASE, "ink");
        if (!labels.gradient().isEmpty()) {
            double y = point.y + EdgeLabels.ARROW;
            double half = labels.width() / 2;
            svg.add("line", "class", "back", "x1", point.x + half, "x2", point.x - half + HEAD, "y1", y, "y2", y);
            head(svg, "grad", point.x - half, y, 1.2 * HEAD);
            text(svg, labels.gradient(), point.x, point.y + EdgeLabels.GRADIENT_BASE, "grad");
        }
    }

    private static void text(Svg svg, Label label, double x, double y, String style) {
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
