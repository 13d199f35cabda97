package io.katsuo.graph.diagram;

/**
 * The texts at an edge: the value above the line, the gradient below it and below its arrow.
 *
 * @param value what stands above
 * @param gradient what stands below
 */
record EdgeLabels(Edge edge, Label value, Label gradient) {
    static final double SIZE = 14;
    /** From the line to the base line of the value. */
    static final double VALUE_BASE = -7;
    /** From the line to the backward arrow. */
    static final double ARROW = 9;

    static final double GRADIENT_BASE = 28;
    static final int ASCENT = 13;
    static final int DESCENT = 4;
    private static final double LIMIT = 300;
    private static final double SHORTEST_ARROW = 34;

    static EdgeLabels of(Edge edge) {
        return new EdgeLabels(edge, Label.of(edge.above(), SIZE, LIMIT), Label.of(edge.below(), SIZE, LIMIT));
    }

    /** The edge as it is drawn on a page that plays it: with the product below it, if that is one short line. */
    static Edge played(Edge edge) {
        String product = edge.steps().product();
        boolean fits =
                product.lines().count() == 1 && !Label.of(product, SIZE, LIMIT).isCut();
        return fits ? new Edge(edge.index(), edge.from(), edge.to(), edge.above(), product, edge.steps()) : edge;
    }

    double width() {
        return Math.max(Math.max(value.width(), gradient.width()), gradient.isEmpty() ? 0 : SHORTEST_ARROW);
    }

    int up() {
        return value.isEmpty() ? 0 : ASCENT - (int) VALUE_BASE;
    }

    int down() {
        return gradient.isEmpty() ? 0 : (int) GRADIENT_BASE + DESCENT;
    }
}
