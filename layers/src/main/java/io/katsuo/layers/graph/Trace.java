package io.katsuo.layers.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The two passes as text. */
final class Trace {
    private Trace() {}

    static String forward(Evaluation evaluation) {
        Columns columns = new Columns();
        for (Node node : evaluation.nodes()) {
            String value = Numbers.exact(evaluation.value(node));
            if (node.isInput()) {
                columns.row(node.toString(), "= " + value);
            } else if (!node.isConstant() || node.name().isPresent()) {
                String[] numbers = numbers(evaluation.operandValues(node));
                String inNumbers = node.operation().formula(numbers);
                String[] cells = {node.toString(), "= " + formula(node), "= " + inNumbers, "= " + value};
                columns.row(cells);
            }
        }
        return "forward\n" + columns;
    }

    static String backward(Gradients gradients) {
        // What reached each node, in the order of arrival; found by key only, so order of hashing is never seen.
        Map<Node, List<String>> signals = new HashMap<>();
        signals.put(gradients.from(), List.of(Numbers.exact(gradients.upstream())));
        Columns columns = new Columns();
        columns.row("node", "upstream", "to", "local derivative", "downstream");
        for (Node node : gradients.path()) {
            String title = node.isInput() ? "" : node + " = " + formula(node);
            String upstream = sum(signals.get(node), gradients.of(node));
            for (int k = 0; k < node.operands().size(); k++) {
                String downstream = Numbers.exact(gradients.edge(node, k));
                String local = Numbers.exact(gradients.local(node, k));
                String product = Elementary.inParentheses(Numbers.exact(gradients.of(node))) + " × "
                        + Elementary.inParentheses(local);
                columns.row(
                        k == 0 ? title : "",
                        k == 0 ? upstream : "",
                        node.operands().get(k).toString(),
                        local(node, k, local),
                        product + " = " + downstream);
                signals.computeIfAbsent(node.operands().get(k), operand -> new ArrayList<>())
                        .add(downstream);
            }
        }
        Columns results = new Columns();
        for (Node input : gradients.evaluation().graph().inputs()) {
            if (gradients.reached(input)) {
                results.row(input.toString(), "= " + sum(signals.get(input), gradients.of(input)));
            }
        }
        return "backward from " + gradients.from() + ", upstream " + Numbers.exact(gradients.upstream()) + "\n"
                + columns + "gradients\n" + results;
    }

    private static String formula(Node node) {
        return node.operation().formula(names(node));
    }

    private static String local(Node node, int k, String value) {
        String formula = node.operation().localFormula(k, names(node), node.toString());
        return formula.equals(value) ? value : formula + " = " + value;
    }

    /** Several signals with their sum; a single one alone. */
    private static String sum(List<String> signals, double total) {
        String text = Elementary.ADD.formula(signals.toArray(String[]::new));
        return signals.size() > 1 ? text + " = " + Numbers.exact(total) : Numbers.exact(total);
    }

    private static String[] names(Node node) {
        return node.operands().stream().map(Node::toString).toArray(String[]::new);
    }

    private static String[] numbers(double[] x) {
        return IntStream.range(0, x.length).mapToObj(k -> Numbers.exact(x[k])).toArray(String[]::new);
    }

    /** Rows of cells, each column as wide as its widest cell. */
    private static final class Columns {
        private final List<String[]> rows = new ArrayList<>();

        void row(String... cells) {
            rows.add(cells);
        }

        @Override
        public String toString() {
            int[] widths =
                    new int[rows.stream().mapToInt(row -> row.length).max().orElse(0)];
            for (String[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    widths[i] = Math.max(widths[i], length(row[i]));
                }
            }
            StringBuilder text = new StringBuilder();
            for (String[] row : rows) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < row.length; i++) {
                    line.append("  ").append(row[i]).append(" ".repeat(widths[i] - length(row[i])));
                }
                text.append(line.toString().stripTrailing()).append('\n');
            }
            return text.toString();
        }

        private static int length(String cell) {
            return cell.codePointCount(0, cell.length());
        }
    }
}
