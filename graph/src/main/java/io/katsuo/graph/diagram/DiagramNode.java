package io.katsuo.graph.diagram;

/** A node of one diagram; made by {@link Diagram.Builder}. */
public final class DiagramNode {
    /** How a node is drawn. */
    enum Form {
        CIRCLE,
        BOX,
        TEXT
    }

    private final Form form;
    private final String label;
    private final int index;

    DiagramNode(Form form, String label, int index) {
        this.form = form;
        this.label = label;
        this.index = index;
    }

    Form form() {
        return form;
    }

    /** Its position in the order of insertion. */
    int index() {
        return index;
    }

    /** {@return the label as it was given} */
    public String label() {
        return label;
    }

    @Override
    public String toString() {
        return "'" + label + "'";
    }
}
