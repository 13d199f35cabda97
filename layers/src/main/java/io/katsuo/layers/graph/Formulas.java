package io.katsuo.layers.graph;

import io.katsuo.layers.diagram.Diagram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two passes in symbols instead of numbers, for pictures such as figures 5.8 and 5.23. A named node is written by its
 * name in the formulas of others; formulas too long to be read are written as an ellipsis.
 */
final class Formulas {
    private static final int LONGEST = 60;
    private static final String ELLIPSIS = "…";

    private final Map<Node, String> definitions = new HashMap<>();
    /** The gradients sent to each node so far. */
    private final Map<Node, List<String>> signals = new HashMap<>();

    private final Map<Node, List<String>> below = new HashMap<>();

    Formulas(List<Node> nodes) {
        for (Node node : nodes) {
            definitions.put(node, node.isInput() ? "" : brief(definition(node)));
        }
    }

    /** Forward only. */
    static Diagram forward(String title, List<Node> nodes) {
        return Picture.draw(title, nodes, new Formulas(nodes).definitions::get, (node, k) -> "", "");
    }

    /** Both passes, of the part of the graph that {@code last} depends on. */
    static Diagram backward(String title, List<Node> nodes, Node last, String upstream) {
        Formulas formulas = new Formulas(nodes);
        formulas.signals.put(last, List.of(upstream));
        List<Node> path = new ArrayList<>();
        for (Node node : nodes.reversed()) {
            if (formulas.signals.containsKey(node)) {
                formulas.backward(node);
                path.add(node);
            }
        }
        return Picture.draw(
                title,
                path.reversed(),
                formulas.definitions::get,
                (node, k) -> formulas.below.get(node).get(k),
                upstream);
    }

    private void backward(Node node) {
        List<String> received = signals.get(node);
        String upstream =
                received.size() == 1 ? received.getFirst() : Elementary.ADD.formula(received.toArray(String[]::new));
        List<String> sent = new ArrayList<>();
        for (int k = 0; k < node.operands().size(); k++) {
            String local = node.operation().localFormula(k, operands(node), symbol(node));
            String downstream = brief(new Product().times(upstream).times(local).toString());
            sent.add(downstream);
            signals.computeIfAbsent(node.operands().get(k), operand -> new ArrayList<>())
                    .add(downstream);
        }
        below.put(node, sent);
    }

    private String definition(Node node) {
        String formula = node.operation().formula(operands(node));
        return new Product().times(formula).toString();
    }

    private String[] operands(Node node) {
        return node.operands().stream().map(this::symbol).toArray(String[]::new);
    }

    /** What stands for a node in the formulas of others. */
    private String symbol(Node node) {
        return node.name().orElseGet(() -> definitions.get(node));
    }

    private static String brief(String formula) {
        return formula.length() > LONGEST ? ELLIPSIS : formula;
    }
}
