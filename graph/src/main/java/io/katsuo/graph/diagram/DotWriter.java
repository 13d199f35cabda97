package io.katsuo.graph.diagram;

/** Writes a diagram in Graphviz' language. */
final class DotWriter {
    private DotWriter() {}

    static String write(Diagram diagram) {
        StringBuilder out = new StringBuilder("digraph ");
        out.append(quote(diagram.title())).append(" {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n");
        out.append("  edge [fontname=\"sans-serif\"];\n");
        for (DiagramNode node : diagram.nodes()) {
            out.append("  n").append(node.index()).append(" [shape=").append(shape(node));
            out.append(", label=").append(quote(node.label())).append("];\n");
        }
        for (Edge edge : diagram.edges()) {
            out.append("  n")
                    .append(edge.from().index())
                    .append(" -> n")
                    .append(edge.to().index());
            out.append(" [label=").append(quote(label(edge)));
            out.append(edge.below().isEmpty() ? "" : ", color=\"black:red\", dir=both")
                    .append("];\n");
        }
        return out.append("}\n").toString();
    }

    private static String shape(DiagramNode node) {
        return switch (node.form()) {
            case CIRCLE -> "circle";
            case BOX -> "box";
            case TEXT -> "plaintext";
        };
    }

    private static String label(Edge edge) {
        return edge.below().isEmpty() ? edge.above() : edge.above() + "\n" + edge.below();
    }

    /** A quoted string in which neither a backslash nor an ampersand of ours becomes one of Graphviz' escapes. */
    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.replaceAll("\\R", "\n").codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '&' -> out.append("&amp;");
                case '\n' -> out.append("\\n");
                default -> out.appendCodePoint(c == '\t' || c >= 0x20 && (c < 0xd800 || c > 0xdfff) ? c : 0xfffd);
            }
        });
        return out.append('"').toString();
    }
}
