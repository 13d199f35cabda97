package io.katsuo.graph;

import io.katsuo.graph.diagram.Diagram;
import java.util.List;

/**
 * One backward pass: the gradient of every node, and the part of it that went along every edge. Immutable.
 *
 * <p>The pass visits each node that the last one depends on once, after all its uses; the gradients from several uses are
 * added. All other nodes have gradient 0.
 */
public final class Gradients {
    private final Evaluation evaluation;
    private final Node from;
    private final double upstream;
    private final double[] nodes;
    private final double[] edges;
    private final double[] locals;
    private final boolean[] reached;

    private Gradients(Evaluation evaluation, Node from, double upstream) {
        this.evaluation = evaluation;
        this.from = from;
        this.upstream = upstream;
        int count = from.index() + 1;
        int edgeCount = from.firstEdge() + from.operands().size();
        nodes = new double[count];
        reached = new boolean[count];
        edges = new double[edgeCount];
        locals = new double[edgeCount];
    }

    static Gradients of(Evaluation evaluation, Node from, double upstream) {
        Gradients gradients = new Gradients(evaluation, from, upstream);
        gradients.accumulate(from, upstream);
        for (int i = from.index(); i >= 0; i--) {
            if (gradients.reached[i]) {
                gradients.backward(evaluation.graph().nodes().get(i));
            }
        }
        return gradients;
    }

    /** The chain rule at one node: upstream times local derivative, to each operand. */
    private void backward(Node node) {
        double[] x = evaluation.operandValues(node);
        for (int k = 0; k < x.length; k++) {
            int edge = node.firstEdge() + k;
            locals[edge] = node.operation().local(k, x, evaluation.value(node));
            edges[edge] = node.operation().downstream(nodes[node.index()], locals[edge]);
            accumulate(node.operands().get(k), edges[edge]);
        }
    }

    private void accumulate(Node node, double signal) {
        int i = node.index();
        // Adding the upstream value to 0 would turn −0 into +0.
        nodes[i] = reached[i] ? nodes[i] + signal : signal;
        reached[i] = true;
    }

    /** {@return the forward pass that it belongs to} */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** The node that was differentiated. */
    public Node from() {
        return from;
    }

    /** {@return the upstream value given to {@link Evaluation#backward(Node, double)}, or 1} */
    public double upstream() {
        return upstream;
    }

    /**
     * The gradient of a node: the derivative by its value, times the upstream.
     *
     * @return its gradient, 0 if {@link #from} does not depend on it
     * @throws IllegalArgumentException if the node belongs to another graph, or was made after the evaluation
     */
    public double of(Node node) {
        int i = evaluation.index("gradient", node);
        return i < nodes.length ? nodes[i] : 0;
    }

    /**
     * The gradient of a named node.
     *
     * @return its gradient, 0 if {@link #from} does not depend on it
     * @throws IllegalArgumentException if no node has this name, or it was made after the evaluation
     */
    public double of(String name) {
        return of(evaluation.graph().node(name));
    }

    /**
     * The gradient that a node sent to one of its operands: a part of the operand's gradient if that is used several times.
     *
     * @param operand which operand, from 0
     * @return upstream times local derivative, 0 if {@link #from} does not depend on the node
     * @throws IllegalArgumentException if the node belongs to another graph, or was made after the evaluation
     * @throws IndexOutOfBoundsException if the node has no such operand
     */
    public double edge(Node node, int operand) {
        return at(edges, node, operand);
    }

    /**
     * The local derivative of a node by one of its operands.
     *
     * @param operand which operand, from 0
     * @return the factor between upstream and downstream, 0 if {@link #from} does not depend on the node
     * @throws IllegalArgumentException if the node belongs to another graph, or was made after the evaluation
     * @throws IndexOutOfBoundsException if the node has no such operand
     */
    public double local(Node node, int operand) {
        return at(locals, node, operand);
    }

    /**
     * All steps of the backward pass as text, one line per edge: the node, its upstream value, the operand, the
     * local derivative as a formula and in numbers, and the product; then the gradients of the inputs. Numbers have the
     * fewest digits that identify the double.
     */
    public String trace() {
        return Trace.backward(this);
    }

    /**
     * The part of the graph that the pass visited, as in figure 5.14: values above its edges, gradients below them.
     * Operations are circles, inputs and constants bare text. Numbers are rounded to five digits.
     */
    public Diagram diagram(String title) {
        return GraphDiagram.draw(title, this);
    }

    /** Whether the pass visited this node. */
    boolean reached(Node node) {
        return node.index() < reached.length && reached[node.index()];
    }

    /** The nodes that the pass visited, in its order. */
    List<Node> path() {
        return evaluation.graph().nodes().subList(0, nodes.length).reversed().stream()
                .filter(this::reached)
                .toList();
    }

    private double at(double[] ofEdges, Node node, int operand) {
        evaluation.index("gradient", node);
        if (operand < 0 || operand >= node.operands().size()) {
            throw new IndexOutOfBoundsException("gradient: no such operand: operand " + operand + " of " + node
                    + ", which has " + node.operands().size());
        }
        int edge = node.firstEdge() + operand;
        return edge < ofEdges.length ? ofEdges[edge] : 0;
    }
}
