package io.katsuo.graph.diagram;

/**
 * An arrow of a diagram.
 *
 * @param index its position in the order of insertion
 * @param above the value it carries; may be empty
 * @param below the gradient that comes back along it; may be empty
 */
record Edge(int index, DiagramNode from, DiagramNode to, String above, String below, Steps steps) {
    /**
     * What a page that plays the diagram shows besides the labels; each may be empty.
     *
     * @param value the value that it carries, in full
     * @param local the local derivative of the node at its end
     * @param product the gradient as upstream times local derivative
     */
    record Steps(String value, String local, String product) {
        static final Steps NONE = new Steps("", "", "");
    }

    Edge with(Steps more) {
        return new Edge(index, from, to, above, below, more);
    }
}
