package io.katsuo.graph;

import io.katsuo.graph.diagram.Diagram;
import io.katsuo.graph.diagram.DiagramNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A graph in the style of the book: inputs and constants as bare text, operations as circles, and after every last
 * operation an arrow to its name.
 */
final class GraphDiagram {
    private final Diagram.Builder builder;
    private final Map<Node, DiagramNode> drawn = new LinkedHashMap<>();
    private final Map<Node, DiagramNode> ends = new LinkedHashMap<>();
    /** See {@link Diagram#withSteps}. */
    private final List<String> steps = new ArrayList<>();
    /** The gradients as upstream times local derivative; null for a picture that has none. */
    private Below products;

    private GraphDiagram(String title) {
        builder = Diagram.builder(title);
    }

    /** The label below the arrow into a node from its operand {@code k}; empty without a gradient. */
    @FunctionalInterface
    interface Below {
        String of(Node node, int k);
    }

    /** A graph in symbols; {@code first} labels the lower side of the arrow after a last operation. */
    static Diagram draw(String title, List<Node> nodes, Function<Node, String> above, Below below, String first) {
        return new GraphDiagram(title).draw(nodes, above, below, first).build();
    }

    /** The forward pass in numbers. */
    static Diagram draw(String title, Evaluation forward) {
        GraphDiagram drawing = new GraphDiagram(title);
        drawing.draw(forward.nodes(), node -> NumberText.brief(forward.value(node)), (node, k) -> "", "");
        drawing.compute(forward, Double.NaN);
        return drawing.build();
    }

    /** Both passes in numbers, of the nodes that the backward pass visited. */
    static Diagram draw(String title, Gradients backward) {
        Evaluation forward = backward.evaluation();
        GraphDiagram drawing = new GraphDiagram(title);
        drawing.products = (node, k) -> NumberText.inParentheses(NumberText.brief(backward.of(node))) + " × "
                + NumberText.inParentheses(NumberText.brief(backward.local(node, k))) + " = "
                + NumberText.brief(backward.edge(node, k));
        drawing.draw(
                backward.path().reversed(),
                node -> NumberText.brief(forward.value(node)),
                (node, k) -> NumberText.brief(backward.edge(node, k)),
                NumberText.brief(backward.upstream()));
        drawing.compute(forward, backward.upstream());
        return drawing.build();
    }

    private Diagram build() {
        return builder.build().withSteps(steps);
    }

    /** {@code above} labels all arrows from a node. */
    private GraphDiagram draw(List<Node> nodes, Function<Node, String> above, Below below, String first) {
        Set<Node> used = new HashSet<>();
        for (Node node : nodes) {
            String label = isInCircle(node) ? node.label() : node.name().orElseGet(node::label);
            drawn.put(node, isInCircle(node) ? builder.circle(label) : builder.text(label));
            used.addAll(node.operands());
        }
        for (Node node : nodes) {
            for (int k = 0; k < node.operands().size(); k++) {
                Node operand = node.operands().get(k);
                // A number without a name is its own label, and its gradient is of no interest.
                boolean number = operand.isConstant() && operand.name().isEmpty();
                builder.edge(
                        drawn.get(operand),
                        drawn.get(node),
                        number ? "" : name(operand) + above.apply(operand),
                        number ? "" : below.of(node, k));
                boolean sent = products != null && !number;
                steps.addAll(List.of("", sent ? Trace.localFormula(node, k) : "", sent ? products.of(node, k) : ""));
            }
        }
        for (Node node : nodes) {
            if (isInCircle(node) && !used.contains(node)) {
                DiagramNode end = builder.text(node.name().orElse("out"));
                builder.edge(drawn.get(node), end, above.apply(node), first);
                steps.addAll(List.of("", "", ""));
                ends.put(node, end);
            }
        }
        return this;
    }

    /** Tells the diagram what its nodes compute. */
    private void compute(Evaluation forward, double upstream) {
        drawn.forEach((node, shape) -> {
            String formula = node.isInput() ? "" : Trace.formula(node).toString();
            if (!isInCircle(node)) {
                String operation = node.isInput() ? "input" : "constant";
                builder.computes(shape, node.toString(), formula, operation, forward.value(node));
            } else if (node.operation() instanceof WithConstant) {
                WithConstant operation = (WithConstant) node.operation();
                String sign = operation.operation().label();
                builder.computes(shape, node.toString(), formula, sign, operation.constant());
            } else {
                builder.computes(shape, node.toString(), formula, node.label(), Double.NaN);
            }
        });
        ends.forEach((node, shape) -> builder.computes(shape, node.toString(), "", "end", upstream));
    }

    /** The name before an intermediate value, if it has one; names of inputs and results are at the ends. */
    private static String name(Node operand) {
        return isInCircle(operand) ? operand.name().map(name -> name + " = ").orElse("") : "";
    }

    private static boolean isInCircle(Node node) {
        return !node.isInput() && !node.isConstant();
    }
}
