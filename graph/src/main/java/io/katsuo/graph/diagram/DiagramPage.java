package io.katsuo.graph.diagram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pages that show and play diagrams in a browser: forward node by node, then backward, with the upstream derivative, the
 * local derivative and their product at each node. They need no server and load nothing. On a diagram of a scalar graph
 * the inputs can be changed.
 */
public final class DiagramPage {
    /** A drawing wider than this takes the whole page instead of a column. */
    private static final double COLUMN = 850;

    private DiagramPage() {}

    /** {@return a complete page with the styles and the script for what {@link #player} and {@link #image} return} */
    public static String of(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                %s</main>
                <script>
                %s</script>
                </body>
                </html>
                """.formatted(escape(title), resource("page.css"), body, resource("player.js"));
    }

    /** {@return HTML on which a diagram is played. Without scripts it shows the whole diagram} */
    public static String player(Diagram diagram) {
        String svg = diagram.toMarkedSvg();
        return "<section class=\"player\" aria-label=\"" + escape(diagram.title()) + "\">\n<h2>"
                + escape(diagram.title())
                + "</h2>\n<div " + frame(svg) + ">\n" + svg + "</div>\n"
                + "<script type=\"application/json\">" + json(diagram) + "</script>\n</section>\n";
    }

    /**
     * A diagram as an image that fills the width of a page, with the diagram in words as its alternative text.
     *
     * @param source the address of the SVG file, relative to the page
     * @return HTML of one line
     */
    public static String image(Diagram diagram, String source) {
        return "<div " + frame(diagram.toSvg()) + " tabindex=\"0\"><img src=\"" + escape(source) + "\" alt=\""
                + escape(diagram.description()) + "\"></div>";
    }

    /** Text with the characters replaced that mean something in HTML. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The attributes of a frame: the natural width of its drawing, from which the styles take its least and greatest. */
    private static String frame(String svg) {
        String width = svg.replaceFirst("(?s).*? width=\"([\\d.]+)\".*", "$1");
        String style = Double.parseDouble(width) > COLUMN ? "figure wide" : "figure";
        return "class=\"" + style + "\" style=\"--width:" + width + "px\"";
    }

    private static String json(Diagram diagram) {
        Stream<String> nodes = diagram.nodes().stream().map(node -> {
            Computation computation = diagram.computations().get(node);
            List<String> values = computation == null
                    ? List.of(node.label(), node.form().name())
                    : List.of(
                            node.label(),
                            node.form().name(),
                            computation.name(),
                            computation.formula(),
                            computation.operation(),
                            String.valueOf(computation.number()));
            return strings(values);
        });
        Stream<String> edges = diagram.edges().stream()
                .map(edge -> strings(List.of(
                        String.valueOf(edge.from().index()),
                        String.valueOf(edge.to().index()),
                        edge.above(),
                        edge.below(),
                        edge.steps().value(),
                        edge.steps().local(),
                        edge.steps().product())));
        return "{\"nodes\":" + nodes.toList() + ",\n\"edges\":" + edges.toList() + "}";
    }

    private static String strings(List<String> values) {
        return values.stream().map(DiagramPage::string).collect(Collectors.joining(",", "[", "]"));
    }

    /** A JSON string that cannot end the element of HTML that it is in. */
    private static String string(String text) {
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            boolean plain = c >= ' ' && c != '"' && c != '\\' && c != '<';
            out.append(plain ? String.valueOf((char) c) : String.format("\\u%04x", c));
        });
        return out.append('"').toString();
    }

    private static String resource(String name) {
        try (InputStream in = DiagramPage.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
