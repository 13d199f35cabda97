package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A picture of nodes and arrows without cycles, drawn from left to right. Above an arrow is the value that it
 * carries; below it, in another colour and with a bold arrow backward, the gradient.
 *
 * <p>Immutable. Nodes that are not ordered by arrows are placed from top to bottom as they were added, where that causes
 * no crossing; a picture too wide for a page continues in further rows. Labels too long for the picture are cut; the
 * whole label appears as a tooltip.
 */
public final class Diagram {
    private final String title;
    private final List<DiagramNode> nodes;
    private final List<Edge> edges;
    /** What each node computes, if the builder was told. */
    private final Map<DiagramNode, Computation> computations;

    private Diagram(
            String title, List<DiagramNode> nodes, List<Edge> edges, Map<DiagramNode, Computation> computations) {
        this.title = title;
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
        this.computations = Map.copyOf(computations);
    }

    /**
     * Starts a diagram.
     *
     * @param title what it shows; screen readers read it
     */
    public static Builder builder(String title) {
        return new Builder(Objects.requireNonNull(title, "title"));
    }

    /** What it shows. */
    public String title() {
        return title;
    }

    List<DiagramNode> nodes() {
        return nodes;
    }

    List<Edge> edges() {
        return edges;
    }

    Map<DiagramNode, Computation> computations() {
        return computations;
    }

    /** Draws the diagram. */
    public String toSvg() {
        return new SvgPainter(Placement.of(this), title, false).paint();
    }

    /** The same drawing with gradients as products, and with marks by which a script finds nodes, edges and labels. */
    String toMarkedSvg() {
        List<Edge> played = edges.stream().map(EdgeLabels::played).toList();
        return new SvgPainter(Placement.of(new Diagram(title, nodes, played, computations)), title, true).paint();
    }

    /**
     * A page that needs nothing but a browser, on which the passes through the diagram are played node by node; see
     * {@link DiagramPage}.
     */
    public String toHtml() {
        return DiagramPage.of(title, DiagramPage.player(this));
    }

    /**
     * The same diagram with what a page that plays it shows at the arrows besides the labels. Each text may be empty and
     * may have several lines.
     *
     * @param texts three for each arrow, in the order in which they were added: the value that it carries, in full; the
     *     local derivative of the node at its end; the gradient as a product, such as {@code 1.1 × 2 = 2.2}
     * @throws IllegalArgumentException if there are more or fewer texts
     */
    public Diagram withSteps(List<String> texts) {
        if (texts.size() != 3 * edges.size()) {
            throw new IllegalArgumentException(name(title) + ": steps are not three texts for each of " + edges.size()
                    + " arrows: " + texts.size());
        }
        List<Edge> more = edges.stream()
                .map(edge -> {
                    int first = 3 * edge.index();
                    return edge.with(new Edge.Steps(texts.get(first), texts.get(first + 1), texts.get(first + 2)));
                })
                .toList();
        return new Diagram(title, nodes, more, computations);
    }

    /** The diagram in words, as an alternative to the picture: each arrow with its value and its gradient. */
    public String description() {
        return edges.stream()
                .map(edge -> firstLine(edge.from()) + " → " + firstLine(edge.to())
                        + (edge.above().isEmpty() ? "" : ", value " + edge.above())
                        + (edge.below().isEmpty() ? "" : ", gradient " + edge.below()))
                .collect(Collectors.joining("; ", title + ". ", "."));
    }

    private static String firstLine(DiagramNode node) {
        return node.label().lines().findFirst().orElse("");
    }

    /** Writes the diagram for Graphviz. */
    public String toDot() {
        return DotWriter.write(this);
    }

    /** Collects the nodes and edges of a diagram. Concurrent use: none. */
    public static final class Builder {
        private final String title;
        private final List<DiagramNode> nodes = new ArrayList<>();
        private final List<Edge> edges = new ArrayList<>();
        private final Map<DiagramNode, Computation> computations = new HashMap<>();

        private Builder(String title) {
            this.title = title;
        }

        /**
         * Adds an operation: a circle with its sign, one line such as {@code ×} or {@code exp}, inside. Longer labels
         * widen it.
         */
        public DiagramNode circle(String label) {
            return add(DiagramNode.Form.CIRCLE, label);
        }

        /** Adds a layer: a box with one or more lines, the name and then smaller the formula or shape. */
        public DiagramNode box(String label) {
            return add(DiagramNode.Form.BOX, label);
        }

        /** Adds bare text, one line: an input or an output. */
        public DiagramNode text(String label) {
            return add(DiagramNode.Form.TEXT, label);
        }

        private DiagramNode add(DiagramNode.Form form, String label) {
            DiagramNode node = new DiagramNode(form, Objects.requireNonNull(label, "label"), nodes.size());
            nodes.add(node);
            return node;
        }

        /**
         * Adds an arrow. The arrows into a node arrive from top to bottom as they were added, where that costs no
         * crossing; there may be several between the same two nodes.
         *
         * @param above the value it carries; may be empty
         * @param below the gradient that comes back along it; if empty, no backward arrow is drawn
         * @throws IllegalArgumentException if a node is of another diagram, or both are the same
         */
        public Builder edge(DiagramNode from, DiagramNode to, String above, String below) {
            own(from);
            own(to);
            if (from == to) {
                throw new IllegalArgumentException(name(title) + ": an edge from " + from + " to itself");
            }
            Objects.requireNonNull(above, "above");
            Objects.requireNonNull(below, "below");
            edges.add(new Edge(edges.size(), from, to, above, below, Edge.Steps.NONE));
            return this;
        }

        /**
         * Says what a node computes from the nodes whose arrows lead to it, so that a page that plays the diagram can
         * compute it with other inputs. It does so if it is said of all nodes, and it knows all operations: {@code + −
         * × / exp log **2 max branch relu sigmoid}.
         *
         * @param name how formulas call it
         * @param formula its value in terms of the names of the others
         * @param operation one of those; {@code input}, {@code constant}, or {@code end} for the text after the last one
         * @param number the value of an input or constant, the second operand that an operation keeps inside, or the
         *     upstream value of the end; NaN if there is none
         * @throws IllegalArgumentException if the node is of another diagram
         */
        public Builder computes(DiagramNode node, String name, String formula, String operation, double number) {
            own(node);
            computations.put(node, new Computation(name, formula, operation, number));
            return this;
        }

        private void own(DiagramNode node) {
            Objects.requireNonNull(node, "node");
            if (node.index() >= nodes.size() || nodes.get(node.index()) != node) {
                throw new IllegalArgumentException(name(title) + ": the node " + node + " is of another diagram");
            }
        }

        /**
         * Completes the diagram. The builder can go on; what it built does not change.
         *
         * @throws IllegalArgumentException if there is no node, or the edges form a cycle
         */
        public Diagram build() {
            if (nodes.isEmpty()) {
                throw new IllegalArgumentException(name(title) + ": no nodes");
            }
            Diagram diagram = new Diagram(title, nodes, edges, computations);
            Topology.of(diagram);
            return diagram;
        }
    }

    /** How errors call a diagram. */
    static String name(String title) {
        return "diagram '" + title + "'";
    }
}
