package io.katsuo.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A value of a {@link Graph}: an input, a constant, or an operation on nodes made before. Every method that computes adds
 * one node to the graph. An operation with a number as second operand keeps it inside the node ("×2", figure 5.1); for a
 * node of its own (figure 5.2) use {@link Graph#constant}. Nodes are compared by identity.
 *
 * <p>A node may be an operand any number of times: its gradient is the sum of what all these uses send back.
 */
public final class Node {
    private final Graph graph;
    private final int index;
    private final int firstEdge;
    /** Null for an input. */
    private final Operation operation;

    private final List<Node> operands;
    /** Null for a node without name; set once. */
    private String name;

    Node(Graph graph, int index, int firstEdge, Operation operation, List<Node> operands) {
        this.graph = graph;
        this.index = index;
        this.firstEdge = firstEdge;
        this.operation = operation;
        this.operands = List.copyOf(operands);
    }

    /**
     * The sum of two or more nodes, from left to right, as one "+" node. Backward passes the upstream on unchanged.
     *
     * @return x + y (+ …)
     * @throws IllegalArgumentException if an operand belongs to another graph
     */
    public Node add(Node other, Node... more) {
        List<Node> all = new ArrayList<>(List.of(this, other));
        all.addAll(List.of(more));
        return graph.add("add", Elementary.ADD, all);
    }

    /** {@return x + c, with a number that is kept inside the node} */
    public Node add(double constant) {
        return with(Elementary.ADD, constant);
    }

    /**
     * The difference. Backward passes the upstream to x, and its negative to y.
     *
     * @throws IllegalArgumentException if y belongs to another graph
     */
    public Node subtract(Node other) {
        return graph.add("subtract", Elementary.SUBTRACT, List.of(this, other));
    }

    /** {@return x − c, with a number that is kept inside the node} */
    public Node subtract(double constant) {
        return with(Elementary.SUBTRACT, constant);
    }

    /**
     * The product. Backward multiplies the upstream by the other operand: to x goes upstream · y, to y upstream · x.
     *
     * @throws IllegalArgumentException if y belongs to another graph
     */
    public Node multiply(Node other) {
        return graph.add("multiply", Elementary.MULTIPLY, List.of(this, other));
    }

    /** {@return x · c, with a number that is kept inside the node} */
    public Node multiply(double constant) {
        return with(Elementary.MULTIPLY, constant);
    }

    /** {@return −x, the node "×(−1)"} */
    public Node negate() {
        return multiply(-1);
    }

    /** {@return 1 / x, the node "/" with one operand (equation 5.10); its local derivative is −y²} */
    public Node reciprocal() {
        return unary(Elementary.RECIPROCAL);
    }

    /** {@return exp(x) (equation 5.11); its local derivative is its value y} */
    public Node exp() {
        return unary(Elementary.EXP);
    }

    /** {@return the natural logarithm of x; its local derivative is 1 / x} */
    public Node log() {
        return unary(Elementary.LOG);
    }

    /** The node "**2" (figure 5.7). Its local derivative is 2x. */
    public Node square() {
        return unary(Elementary.SQUARE);
    }

    /**
     * The larger one, or NaN if either is NaN. Backward is a switch: the whole upstream goes to x where x &gt; y or x is
     * NaN, otherwise, so also where both are equal, to y; the other one gets 0, even of an infinite upstream.
     *
     * @return max(x, y)
     * @throws IllegalArgumentException if y belongs to another graph
     */
    public Node max(Node other) {
        return graph.add("max", Elementary.MAX, List.of(this, other));
    }

    /**
     * {@return max(x, c), with a number that is kept inside the node; {@code max(0)} is ReLU, with derivative 0 at 0
     * (equation 5.8)}
     */
    public Node max(double constant) {
        return with(Elementary.MAX, constant);
    }

    /**
     * A branch node: passes the value on to all its uses; backward sums what they send. Every node that is used more
     * than once does so; this one makes it visible.
     */
    public Node branch() {
        return unary(Elementary.BRANCH);
    }

    /**
     * Any function of one operand (figure 5.6).
     *
     * @param f the function; called once in each evaluation
     * @param derivative its derivative as a function of x; called once in each backward pass that reaches the node
     * @return f(x)
     * @throws IllegalArgumentException if the label is blank
     */
    public Node apply(String label, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
        Objects.requireNonNull(derivative, "apply: no derivative");
        return apply(label, f, (x, y) -> derivative.applyAsDouble(x));
    }

    /**
     * Any function of one operand, with a derivative that may use the function's value: the sigmoid as one node, y(1 −
     * y), is {@code x.apply("sigmoid", x -> 1 / (1 + Math.exp(-x)), (x, y) -> y * (1 - y))} (figure 5.24).
     *
     * @param f the function; called once in each evaluation
     * @param derivative its derivative as a function of x and y = f(x); called once in each backward pass that reaches
     *     the node
     * @return f(x)
     * @throws IllegalArgumentException if the label is blank
     */
    public Node apply(String label, DoubleUnaryOperator f, DoubleBinaryOperator derivative) {
        if (label.isBlank()) {
            throw new IllegalArgumentException("apply: the label is blank: \"" + label + "\"");
        }
        Objects.requireNonNull(f, "apply: no function");
        Objects.requireNonNull(derivative, "apply: no derivative");
        return unary(new UserFunction(label, f, derivative));
    }

    /**
     * Names this node, for results, traces and pictures.
     *
     * @param name a name that no other node of the graph has
     * @throws IllegalArgumentException if the name is blank, starts with #, or is taken
     * @throws IllegalStateException if this node has a name
     */
    public Node named(String name) {
        if (this.name != null) {
            throw new IllegalStateException(
                    "named: the node has a name: \"" + this.name + "\", new name \"" + name + "\"");
        }
        graph.name("named", name, this);
        this.name = name;
        return this;
    }

    /** The graph that this node belongs to. */
    public Graph graph() {
        return graph;
    }

    /** {@return the name given by {@link Graph#input} or {@link #named}, or nothing} */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** {@return what stands in the node: "×", "×2", "exp"; the name of an input, the number of a constant} */
    public String label() {
        return isInput() ? name : operation.label();
    }

    /** {@return the nodes that this one is computed from, in order; none for inputs and constants} */
    public List<Node> operands() {
        return operands;
    }

    /** {@return whether its value is given at each evaluation: a node made by {@link Graph#input}} */
    public boolean isInput() {
        return operation == null;
    }

    /** {@return whether it was made by {@link Graph#constant}} */
    public boolean isConstant() {
        return operation instanceof Constant;
    }

    /** {@return its name in traces; without one the number of a constant, or else # and the position in the graph} */
    @Override
    public String toString() {
        if (name != null) {
            return name;
        }
        return isConstant() ? NumberText.exact(((Constant) operation).value()) : "#" + (index + 1);
    }

    int index() {
        return index;
    }

    /** The number, in the graph, of the edge from the first operand; the other edges follow. */
    int firstEdge() {
        return firstEdge;
    }

    Operation operation() {
        return operation;
    }

    private Node unary(Operation operation) {
        return graph.add(operation.label(), operation, List.of(this));
    }

    private Node with(Elementary operation, double constant) {
        return unary(new WithConstant(operation, constant));
    }
}
