package io.katsuo.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The two passes as text. */
final class Trace {
    private Trace() {}

    static String forward(Evaluation evaluation) {
        Columns columns = new Columns();
        for (Node node : evaluation.nodes()) {
            String value = NumberText.exact(evaluation.value(node));
            if (node.isInput()) {
                columns.row(node.toString(), "= " + value);
            } else if (!node.isConstant() || node.name().isPresent()) {
                FormulaText[] numbers = numbers(evaluation.operandValues(node));
                FormulaText inNumbers = node.operation().formula(Notation.SPELLED, numbers);
                columns.row(node.toString(), "= " + formula(node), "= " + inNumbers, "= " + value);
            }
        }
        return "forward\n" + columns;
    }

    static String backward(Gradients gradients) {
        // The gradients that each node received, in order; looked up by key only, so the order of hashing does not
        // matter.
        Map<Node, List<Double>> signals = new HashMap<>();
        signals.put(gradients.from(), List.of(gradients.upstream()));
        Columns columns = new Columns();
        columns.row("node", "upstream", "to", "local derivative", "downstream");
        for (Node node : gradients.path()) {
            String title = node.isInput() ? "" : node + " = " + formula(node);
            String upstream = sum(signals.get(node), gradients.of(node));
            for (int k = 0; k < node.operands().size(); k++) {
                columns.row(
                        k == 0 ? title : "",
                        k == 0 ? upstream : "",
                        node.operands().get(k).toString(),
                        local(node, k, gradients.local(node, k)),
                        downstream(gradients, node, k));
                signals.computeIfAbsent(node.operands().get(k), operand -> new ArrayList<>())
                        .add(gradients.edge(node, k));
            }
        }
        Columns results = new Columns();
        for (Node input : gradients.evaluation().graph().inputs()) {
            if (gradients.reached(input)) {
                results.row(input.toString(), "= " + sum(signals.get(input), gradients.of(input)));
            }
        }
        return "backward from " + gradients.from() + ", upstream " + NumberText.exact(gradients.upstream()) + "\n"
                + columns + "gradients\n" + results;
    }

    /** The chain rule in numbers. A switch that is off does not multiply: ∞ × 0 would be NaN. */
    private static String downstream(Gradients gradients, Node node, int k) {
        double upstream = gradients.of(node);
        double local = gradients.local(node, k);
        String downstream = NumberText.exact(gradients.edge(node, k));
        if (Double.isNaN(upstream * local) && !Double.isNaN(gradients.edge(node, k))) {
            return "switched off: " + downstream;
        }
        FormulaText product =
                Notation.SPELLED.product(Notation.SPELLED.number(upstream), Notation.SPELLED.number(local));
        return product + " = " + downstream;
    }

    static FormulaText formula(Node node) {
        return node.operation().formula(Notation.SPELLED, names(node));
    }

    private static String local(Node node, int k, double local) {
        String value = NumberText.exact(local);
        String formula = localFormula(node, k);
        return formula.equals(value) ? value : formula + " = " + value;
    }

    static String localFormula(Node node, int k) {
        return node.operation()
                .localFormula(Notation.SPELLED, k, names(node), name(node))
                .toString();
    }

    /** Several gradients with their sum, or a single one. */
    private static String sum(List<Double> signals, double total) {
        FormulaText[] terms = signals.stream().map(Notation.SPELLED::number).toArray(FormulaText[]::new);
        return (terms.length > 1 ? FormulaText.sum("+", terms) + " = " : "") + NumberText.exact(total);
    }

    private static FormulaText[] names(Node node) {
        return node.operands().stream().map(Trace::name).toArray(FormulaText[]::new);
    }

    private static FormulaText name(Node node) {
        boolean number = node.isConstant() && node.name().isEmpty();
        return number
                ? node.operation().formula(Notation.SPELLED, new FormulaText[0])
                : FormulaText.name(node.toString());
    }

    private static FormulaText[] numbers(double[] x) {
        return Arrays.stream(x).mapToObj(Notation.SPELLED::number).toArray(FormulaText[]::new);
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
