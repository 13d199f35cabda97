package io.katsuo.graph;

import io.katsuo.graph.diagram.Diagram;
import io.katsuo.graph.diagram.DiagramNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A graph in the style of the book: inputs and constants as bare text, operations as circles, and after every last
 * operation an arrow to its name.
 */
final class GraphDiagram {
    private GraphDiagram() {}

    /** The label below the arrow into a node from its operand {@code k}; empty without a gradient. */
    @FunctionalInterface
    interface Below {
        String of(Node node, int k);
    }

    /** {@code above} labels all arrows from a node, {@code first} the lower side of the arrow after a last operation. */
    static Diagram draw(String title, List<Node> nodes, Function<Node, String> above, Below below, String first) {
        Diagram.Builder builder = Diagram.builder(title);
        Map<Node, DiagramNode> drawn = new HashMap<>();
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
            }
        }
        for (Node node : nodes) {
            if (isInCircle(node) && !used.contains(node)) {
                builder.edge(drawn.get(node), builder.text(node.name().orElse("out")), above.apply(node), first);
            }
        }
        return builder.build();
    }

    /** The name before an intermediate value, if it has one; names of inputs and results are at the ends. */
    private static String name(Node operand) {
        return isInCircle(operand) ? operand.name().map(name -> name + " = ").orElse("") : "";
    }

    private static boolean isInCircle(Node node) {
        return !node.isInput() && !node.isConstant();
    }
}
