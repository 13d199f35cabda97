package io.katsuo.graph;

import io.katsuo.graph.diagram.Diagram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A scalar computational graph in double precision: nodes are operations, edges carry values (chapter section
 * "Computational graphs"). It has no values, so it can be evaluated any number of times; nodes that are added after an
 * evaluation are not part of it. Operands exist before the nodes that use them, so the order of creation is a
 * topological order for the forward pass, and its reverse one for the backward pass.
 *
 * <p>Build a graph in one thread; a finished one may be evaluated by many.
 */
public final class Graph {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Node> inputs = new ArrayList<>();
    private final Map<String, Node> named = new LinkedHashMap<>();
    private int edges;

    /** An empty graph. */
    public Graph() {}

    /**
     * Adds an input.
     *
     * @throws IllegalArgumentException if the name is blank, starts with #, or is taken
     */
    public Node input(String name) {
        checkName("input", name);
        Node input = append(null, List.of()).named(name);
        inputs.add(input);
        return input;
    }

    /** Adds a constant as a node of its own (figure 5.2). */
    public Node constant(double value) {
        return append(new Constant(value), List.of());
    }

    /** {@return all nodes in the order of their creation, unmodifiable} */
    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** {@return the inputs in the order of their creation, unmodifiable} */
    public List<Node> inputs() {
        return Collections.unmodifiableList(inputs);
    }

    /**
     * The node of a name.
     *
     * @param name the name of an input, or one given by {@link Node#named}
     * @throws IllegalArgumentException if there is none
     */
    public Node node(String name) {
        Node node = named.get(name);
        if (node == null) {
            throw new IllegalArgumentException(
                    "node: no node has this name: \"" + name + "\"; there are " + named.keySet());
        }
        return node;
    }

    /**
     * Forward propagation: computes every node once, operands first.
     *
     * @throws IllegalArgumentException if there are more or fewer values than inputs
     */
    public Evaluation evaluate(double... values) {
        if (values.length != inputs.size()) {
            throw new IllegalArgumentException("evaluate: not one value for each input: " + values.length + " values, "
                    + inputs.size() + " inputs " + inputs);
        }
        return Evaluation.of(this, values);
    }

    /**
     * Forward propagation with the inputs by name.
     *
     * @throws IllegalArgumentException if an input has no value, or a name is not that of an input, or is null
     */
    public Evaluation evaluate(Map<String, ? extends Number> values) {
        if (values.keySet().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("evaluate: a name is null; the inputs are " + inputs);
        }
        TreeSet<String> unknown = new TreeSet<>(values.keySet());
        double[] inOrder = new double[inputs.size()];
        for (int i = 0; i < inOrder.length; i++) {
            String name = inputs.get(i).toString();
            Number value = values.get(name);
            if (value == null) {
                throw new IllegalArgumentException("evaluate: an input has no value: \"" + name + "\"");
            }
            inOrder[i] = value.doubleValue();
            unknown.remove(name);
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("evaluate: not an input: " + unknown + "; the inputs are " + inputs);
        }
        return Evaluation.of(this, inOrder);
    }

    /**
     * The graph without values: formulas are above the edges (figure 5.19). A named node appears by its name in the
     * formulas of others; formulas that are too long are replaced by an ellipsis.
     *
     * @throws IllegalArgumentException if the graph has no nodes
     */
    public Diagram diagram(String title) {
        return Formulas.forward(title, nodes);
    }

    /**
     * The part of the graph that a node depends on, with the formulas of forward above the edges and those of backward
     * below them, upstream times local derivatives (figures 5.6 to 5.12, 5.20 to 5.24). The derivative of max is a
     * bracket: [x &gt; y] is 1 where x &gt; y, otherwise 0.
     *
     * @param upstream the name of the upstream value: 1, E, ∂L/∂z
     * @throws IllegalArgumentException if the node belongs to another graph
     */
    public Diagram diagram(String title, Node last, String upstream) {
        return diagram(title, nodes.isEmpty() ? last : nodes.getFirst(), last, upstream);
    }

    /**
     * The picture of {@link #diagram(String, Node, String)} in the middle of the backward pass: only the nodes from {@code
     * first} on have sent gradients (figures 5.20 to 5.22).
     *
     * @param first the last node that the backward pass has visited
     * @param upstream the name of the upstream value: 1, E, ∂L/∂z
     * @throws IllegalArgumentException if a node belongs to another graph
     */
    public Diagram diagram(String title, Node first, Node last, String upstream) {
        for (Node node : List.of(last, first)) {
            if (node.graph() != this) {
                throw new IllegalArgumentException("diagram: the node belongs to another graph: " + node);
            }
        }
        return Formulas.backward(title, nodes, first, last, upstream);
    }

    Node add(String operation, Operation node, List<Node> operands) {
        for (Node operand : operands) {
            if (operand.graph() != this) {
                throw new IllegalArgumentException(
                        operation + ": an operand belongs to another graph: " + operand + " of " + operands);
            }
        }
        return append(node, operands);
    }

    void name(String operation, String name, Node node) {
        checkName(operation, name);
        named.put(name, node);
    }

    int edges() {
        return edges;
    }

    private Node append(Operation operation, List<Node> operands) {
        Node node = new Node(this, nodes.size(), edges, operation, operands);
        nodes.add(node);
        edges += operands.size();
        return node;
    }

    private void checkName(String operation, String name) {
        if (name.isBlank() || name.startsWith("#")) {
            throw new IllegalArgumentException(
                    operation + ": a name must not be blank or start with #: \"" + name + "\"");
        }
        if (named.containsKey(name)) {
            throw new IllegalArgumentException(operation + ": the name is taken: \"" + name + "\"");
        }
    }
}
