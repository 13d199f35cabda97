package io.katsuo.graph.diagram;

import java.util.List;

/** The outline of a node and the lines of text in it, from top to bottom. */
record Figure(List<Label> lines, double width, double height) {
    static final double RADIUS = 20;
    static final double SIZE = 15;
    /** Of all lines of a box but the first. */
    static final double SMALL = 12.5;

    static final double LEADING = 19;
    private static final double LIMIT = 240;
    private static final int MOST_LINES = 8;

    /**
     * The figures of the nodes, by index. All boxes are as wide as the widest, so that they stand in columns, and high
     * enough for their edges to end apart.
     */
    static List<Figure> of(Diagram diagram, Topology topology) {
        List<Figure> figures = diagram.nodes().stream().map(Figure::of).toList();
        double widest = 0;
        for (DiagramNode node : diagram.nodes()) {
            if (node.form() == DiagramNode.Form.BOX) {
                widest = Math.max(widest, figures.get(node.index()).width);
            }
        }
        double width = widest;
        return diagram.nodes().stream()
                .map(node -> {
                    Figure figure = figures.get(node.index());
                    int edges = Math.max(
                            topology.into(node).size(), topology.outOf(node).size());
                    return node.form() == DiagramNode.Form.BOX
                            ? new Figure(figure.lines, width, Math.max(figure.height, (edges + 1) * Ports.STEP))
                            : figure;
                })
                .toList();
    }

    private static Figure of(DiagramNode node) {
        return switch (node.form()) {
            case CIRCLE -> circle(Label.of(node.label(), SIZE, LIMIT));
            case TEXT -> text(Label.of(node.label(), SIZE, LIMIT));
            case BOX -> box(node.label());
        };
    }

    private static Figure circle(Label label) {
        return new Figure(List.of(label), Math.max(2 * RADIUS, label.width() + 10), 2 * RADIUS);
    }

    private static Figure text(Label label) {
        return new Figure(List.of(label), label.width() + 8, 22);
    }

    private static Figure box(String label) {
        List<String> texts = label.lines().toList();
        Label[] lines = new Label[Math.min(texts.size(), MOST_LINES)];
        double width = 2 * RADIUS;
        for (int i = 0; i < lines.length; i++) {
            lines[i] = Label.of(texts.get(i), i == 0 ? SIZE : SMALL, LIMIT);
            width = Math.max(width, lines[i].width() + 24);
        }
        if (texts.size() > MOST_LINES) {
            lines[MOST_LINES - 1] = new Label("…", label, SMALL);
        }
        return new Figure(List.of(lines), width, Math.max(1, lines.length) * LEADING + 18);
    }
}
