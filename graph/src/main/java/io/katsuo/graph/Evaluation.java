package io.katsuo.graph;

import io.katsuo.graph.diagram.Diagram;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One forward pass: the value of every node that the graph had at that time. Immutable; it keeps every intermediate
 * result, because the backward pass needs them.
 */
public final class Evaluation {
    private final Graph graph;
    private final double[] values;

    private Evaluation(Graph graph, double[] values) {
        this.graph = graph;
        this.values = values;
    }

    static Evaluation of(Graph graph, double[] inputs) {
        double[] values = new double[graph.nodes().size()];
        for (int i = 0; i < inputs.length; i++) {
            values[graph.inputs().get(i).index()] = inputs[i];
        }
        return new Evaluation(graph, values).compute(0);
    }

    /** {@return the graph that was evaluated} */
    public Graph graph() {
        return graph;
    }

    /**
     * The value of a node.
     *
     * @throws IllegalArgumentException if the node belongs to another graph, or was made after this evaluation
     */
    public double value(Node node) {
        return values[index("value", node)];
    }

    /**
     * The value of a named node.
     *
     * @throws IllegalArgumentException if no node has this name, or it was made after this evaluation
     */
    public double value(String name) {
        return value(graph.node(name));
    }

    /**
     * A forward pass of the same nodes with another value for one input.
     *
     * @throws IllegalArgumentException if there is no such input
     */
    public Evaluation with(String input, double value) {
        Node node = graph.node(input);
        if (!node.isInput()) {
            throw new IllegalArgumentException("with: not an input: " + input + "; the inputs are " + graph.inputs());
        }
        return changed(index("with", node), value);
    }

    /**
     * Backward propagation from a node: the derivative of its value by every node. It begins with ∂z/∂z = 1.
     *
     * @param from the node z to differentiate
     * @return ∂z/∂node for all nodes
     * @throws IllegalArgumentException if the node belongs to another graph, or was made after this evaluation
     */
    public Gradients backward(Node from) {
        return backward(from, 1);
    }

    /**
     * Backward propagation from a node that is part of something larger, with the upstream value that it receives.
     *
     * @param from the node z to differentiate
     * @param upstream ∂L/∂z
     * @return ∂L/∂node for all nodes
     * @throws IllegalArgumentException if the node belongs to another graph, or was made after this evaluation
     */
    public Gradients backward(Node from, double upstream) {
        index("backward", from);
        return Gradients.of(this, from, upstream);
    }

    /**
     * The derivative of one node by another by central difference, without any rule of differentiation: (y(x + h) −
     * y(x − h)) divided by the rounded distance of the two x, where x is fixed at each of the two values and the nodes
     * that depend on it are recomputed. It serves to check {@link #backward}.
     *
     * @param x the node to differentiate by; it need not be an input
     * @param h the step, for example 1e-4
     * @return about ∂y/∂x; NaN if x is NaN or infinite, where there is no difference to take
     * @throws IllegalArgumentException if a node belongs to another graph, or was made after this evaluation, or the
     *     step is not finite, or x is finite and the step does not change it or makes the difference overflow
     */
    public double numericalDerivative(Node y, Node x, double h) {
        int at = index("numericalDerivative", x);
        int of = index("numericalDerivative", y);
        double above = values[at] + h;
        double below = values[at] - h;
        double difference = above - below;
        boolean steps = Double.isFinite(values[at]) || !Double.isFinite(h);
        if (steps && (difference == 0 || !Double.isFinite(difference))) {
            String wrong = difference == 0 ? "the step does not change x" : "the difference of the two x is not finite";
            throw new IllegalArgumentException("numericalDerivative: " + wrong + ": x " + values[at] + ", step " + h);
        }
        return (changed(at, above).values[of] - changed(at, below).values[of]) / difference;
    }

    /**
     * All steps of the forward pass as text, one line per node: its formula, the formula in numbers, its value
     * with the fewest digits that identify the double.
     */
    public String trace() {
        return Trace.forward(this);
    }

    /**
     * The graph with the values of this pass above its edges, as in figure 5.3: operations are circles, inputs and
     * constants bare text. Numbers are rounded to five digits.
     *
     * @throws IllegalArgumentException if the graph has no nodes
     */
    public Diagram diagram(String title) {
        return GraphDiagram.draw(title, this);
    }

    /** The names and values of inputs and other named nodes, such as {@code apple = 100, total = 220}. */
    @Override
    public String toString() {
        return nodes().stream()
                .filter(node -> node.name().isPresent())
                .map(node -> node + " = " + NumberText.exact(value(node)))
                .collect(Collectors.joining(", "));
    }

    List<Node> nodes() {
        return graph.nodes().subList(0, values.length);
    }

    double[] operandValues(Node node) {
        List<Node> operands = node.operands();
        double[] x = new double[operands.size()];
        for (int k = 0; k < x.length; k++) {
            x[k] = values[operands.get(k).index()];
        }
        return x;
    }

    /** The node's index, if this evaluation has its value. */
    int index(String operation, Node node) {
        if (node.graph() != graph) {
            throw new IllegalArgumentException(operation + ": the node belongs to another graph: " + node);
        }
        if (node.index() >= values.length) {
            throw new IllegalArgumentException(
                    operation + ": the node was made after this evaluation: " + node + "; evaluate the graph again");
        }
        return node.index();
    }

    /** The values with one node fixed and the later nodes recomputed. */
    private Evaluation changed(int index, double value) {
        double[] changed = values.clone();
        changed[index] = value;
        return new Evaluation(graph, changed).compute(index + 1);
    }

    /** Computes the values from node {@code first} on; called only before this evaluation is published. */
    private Evaluation compute(int first) {
        for (int i = first; i < values.length; i++) {
            Node node = graph.nodes().get(i);
            if (!node.isInput()) {
                values[i] = node.operation().forward(operandValues(node));
            }
        }
        return this;
    }
}
