package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A picture of nodes and arrows without cycles, drawn from left to right. Above an arrow is the value that it
 * carries; below it, in another colour and with a bold arrow backward, the gradient.
 *
 * <p>Immutable. Nodes that are not ordered by arrows are placed from top to bottom as they were added, where that causes
 * no crossing; a picture too wide for a page continues in further rows. Labels too long for the picture are cut; the
 * whole label appears as a tooltip.
 *
 * @since 0.1
 */
public final class Diagram {
    private final String title;
    private final List<DiagramNode> nodes;
    private final List<Edge> edges;

    private Diagram(String title, List<DiagramNode> nodes, List<Edge> edges) {
        this.title = title;
        this.nodes = List.copyOf(nodes);
        this.edges = List.copyOf(edges);
    }

    /**
     * Starts a diagram.
     *
     * @param title what it shows; screen readers read it
     * @return an empty builder
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

    /** Draws the diagram. */
    public String toSvg() {
        return SvgPainter.paint(Placement.of(this), title);
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

        private Builder(String title) {
            this.title = title;
        }

        /**
         * Adds an operation: a circle with its sign inside, such as {@code ×} or {@code exp}. Longer labels widen it.
         *
         * @param label the label, one line
         */
        public DiagramNode circle(String label) {
            return add(DiagramNode.Form.CIRCLE, label);
        }

        /**
         * Adds a layer: a box.
         *
         * @param label one or more lines: the name, then smaller the formula or shape
         */
        public DiagramNode box(String label) {
            return add(DiagramNode.Form.BOX, label);
        }

        /**
         * Adds bare text: an input or an output.
         *
         * @param label the text, one line
         */
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
            edges.add(new Edge(from, to, above, Objects.requireNonNull(below, "below")));
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
            Diagram diagram = new Diagram(title, nodes, edges);
            Topology.of(diagram);
            return diagram;
        }
    }

    /** How errors call a diagram. */
    static String name(String title) {
        return "diagram '" + title + "'";
    }
}
