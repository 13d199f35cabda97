package io.katsuo.graph;

import io.katsuo.graph.diagram.Diagram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two passes in symbols instead of numbers, for pictures such as figures 5.8 and 5.23. A named node appears by its
 * name in the formulas of others; formulas that are too long are replaced by an ellipsis.
 */
final class Formulas {
    private static final int LONGEST = 60;
    private static final FormulaText ELLIPSIS = new FormulaText("…", FormulaText.ATOM);

    private final Map<Node, FormulaText> definitions = new HashMap<>();
    /** The gradients sent to each node so far. */
    private final Map<Node, List<FormulaText>> signals = new HashMap<>();

    private final Map<Node, List<FormulaText>> below = new HashMap<>();

    Formulas(List<Node> nodes) {
        for (Node node : nodes) {
            if (!node.isInput()) {
                definitions.put(node, brief(node.operation().formula(Notation.SHORT, operands(node))));
            }
        }
    }

    /** The forward pass only. */
    static Diagram forward(String title, List<Node> nodes) {
        return GraphDiagram.draw(title, nodes, new Formulas(nodes)::above, (node, k) -> "", "");
    }

    /** Both passes, of the part of the graph that {@code last} depends on; nodes before {@code first} send nothing. */
    static Diagram backward(String title, List<Node> nodes, Node first, Node last, String upstream) {
        Formulas formulas = new Formulas(nodes);
        List<Node> path = formulas.backward(nodes, last, FormulaText.signal(upstream));
        return GraphDiagram.draw(
                title,
                path,
                formulas::above,
                (node, k) -> node.index() < first.index() ? "" : formulas.below(node, k),
                upstream);
    }

    /** The nodes that {@code last} depends on, in their order. */
    List<Node> backward(List<Node> nodes, Node last, FormulaText upstream) {
        signals.put(last, List.of(upstream));
        List<Node> path = new ArrayList<>();
        for (Node node : nodes.reversed()) {
            if (signals.containsKey(node)) {
                backward(node);
                path.add(node);
            }
        }
        return path.reversed();
    }

    private void backward(Node node) {
        List<FormulaText> received = signals.get(node);
        FormulaText upstream =
                received.size() == 1 ? received.getFirst() : FormulaText.sum("+", received.toArray(FormulaText[]::new));
        List<FormulaText> sent = new ArrayList<>();
        for (int k = 0; k < node.operands().size(); k++) {
            FormulaText local = node.operation().localFormula(Notation.SHORT, k, operands(node), symbol(node));
            FormulaText downstream = brief(Notation.SHORT.product(upstream, local));
            sent.add(downstream);
            signals.computeIfAbsent(node.operands().get(k), operand -> new ArrayList<>())
                    .add(downstream);
        }
        below.put(node, sent);
    }

    /** The label above the arrows from a node; an input has its name where they begin. */
    String above(Node node) {
        return node.isInput() ? "" : definitions.get(node).toString();
    }

    /** The gradient that a node sends to its operand {@code k}, after the backward pass. */
    String below(Node node, int k) {
        return below.get(node).get(k).toString();
    }

    private FormulaText[] operands(Node node) {
        return node.operands().stream().map(this::symbol).toArray(FormulaText[]::new);
    }

    /** A node in the formulas of others. */
    private FormulaText symbol(Node node) {
        return node.name().map(FormulaText::name).orElseGet(() -> definitions.get(node));
    }

    private static FormulaText brief(FormulaText formula) {
        return formula.toString().length() > LONGEST ? ELLIPSIS : formula;
    }
}
