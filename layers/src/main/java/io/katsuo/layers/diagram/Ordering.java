package io.katsuo.layers.diagram;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Decides who stands above whom in each column, so that few edges cross: from several first orders, sweeps by the
 * barycentre of the neighbours (Sugiyama, Tagawa, Toda 1981), and exchanges of neighbours while that helps. An order
 * gives way only to one with fewer crossings, so that what need not move stays as it was added.
 */
final class Ordering {
    private static final int SWEEPS = 12;
    private static final Comparator<Vertex> BY_PLACE = Comparator.comparingInt(vertex -> vertex.place);

    private final List<List<Vertex>> columns;
    private List<List<Vertex>> best;
    private int fewest = Integer.MAX_VALUE;

    private Ordering(List<List<Vertex>> columns) {
        this.columns = columns;
    }

    /** Orders the columns, and sets the place of each vertex. */
    static void apply(Columns graph) {
        Ordering ordering = new Ordering(graph.columns());
        List<List<List<Vertex>>> starts = List.of(ordering.fromTheEnds(graph.nodes()), copy(graph.columns()));
        for (List<List<Vertex>> start : starts) {
            ordering.improve(start);
        }
        ordering.restore(ordering.best);
    }

    /** The order in which a walk back from each output meets the vertices: trees get no crossing. */
    private List<List<Vertex>> fromTheEnds(List<Vertex> nodes) {
        List<List<Vertex>> found = new ArrayList<>();
        columns.forEach(column -> found.add(new ArrayList<>()));
        boolean[][] seen = new boolean[columns.size()][];
        for (int c = 0; c < seen.length; c++) {
            seen[c] = new boolean[columns.get(c).size()];
        }
        for (Vertex node : nodes) {
            if (node.right.isEmpty()) {
                walkBack(node, seen, found);
            }
        }
        return found;
    }

    private static void walkBack(Vertex vertex, boolean[][] seen, List<List<Vertex>> found) {
        if (!seen[vertex.column][vertex.place]) {
            seen[vertex.column][vertex.place] = true;
            found.get(vertex.column).add(vertex);
            vertex.left.forEach(neighbour -> walkBack(neighbour, seen, found));
        }
    }

    private void improve(List<List<Vertex>> start) {
        restore(start);
        keepIfBetter();
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            boolean rightward = sweep % 2 == 0;
            for (int i = 1; i < columns.size(); i++) {
                sort(columns.get(rightward ? i : columns.size() - 1 - i), rightward);
            }
            exchange();
            keepIfBetter();
        }
    }

    /** Sorts those that have neighbours on one side by the mean of their places; the others keep theirs. */
    private static void sort(List<Vertex> column, boolean rightward) {
        ToDoubleFunction<Vertex> mean = vertex -> (rightward ? vertex.left : vertex.right)
                .stream().mapToInt(neighbour -> neighbour.place).average().orElse(-1);
        List<Vertex> sorted = new ArrayList<>(column.stream()
                .filter(vertex -> mean.applyAsDouble(vertex) >= 0)
                .toList());
        sorted.sort(Comparator.comparingDouble(mean));
        int next = 0;
        for (int i = 0; i < column.size(); i++) {
            if (mean.applyAsDouble(column.get(i)) >= 0) {
                column.set(i, sorted.get(next++));
            }
            column.get(i).place = i;
        }
    }

    /** Exchanges neighbours in a column as long as that removes crossings. */
    private void exchange() {
        for (boolean better = true; better; ) {
            better = false;
            for (List<Vertex> column : columns) {
                for (int i = 1; i < column.size(); i++) {
                    Vertex upper = column.get(i - 1);
                    Vertex lower = column.get(i);
                    if (crossings(lower, upper) < crossings(upper, lower)) {
                        column.set(i - 1, lower);
                        column.set(i, upper);
                        lower.place = i - 1;
                        upper.place = i;
                        better = true;
                    }
                }
            }
        }
    }

    /** How often edges of two vertices of a column cross each other if one stands above the other. */
    private static int crossings(Vertex upper, Vertex lower) {
        return crossings(upper.left, lower.left) + crossings(upper.right, lower.right);
    }

    private static int crossings(List<Vertex> ofUpper, List<Vertex> ofLower) {
        int count = 0;
        for (Vertex a : ofUpper) {
            for (Vertex b : ofLower) {
                count += a.place > b.place ? 1 : 0;
            }
        }
        return count;
    }

    private void keepIfBetter() {
        int count = 0;
        for (List<Vertex> column : columns) {
            for (int i = 0; i < column.size(); i++) {
                for (int j = i + 1; j < column.size(); j++) {
                    count += crossings(column.get(i).right, column.get(j).right);
                }
            }
        }
        if (count < fewest) {
            fewest = count;
            best = copy(columns);
        }
    }

    private static List<List<Vertex>> copy(List<List<Vertex>> columns) {
        List<List<Vertex>> copy = new ArrayList<>();
        columns.forEach(column -> copy.add(new ArrayList<>(column)));
        return copy;
    }

    private void restore(List<List<Vertex>> order) {
        for (int c = 0; c < columns.size(); c++) {
            List<Vertex> column = columns.get(c);
            column.clear();
            column.addAll(order.get(c));
            for (int i = 0; i < column.size(); i++) {
                column.get(i).place = i;
            }
        }
        // Neighbours from top to bottom: crossings are counted over all pairs, and ports are given in this order.
        for (List<Vertex> column : columns) {
            for (Vertex vertex : column) {
                vertex.left.sort(BY_PLACE);
                vertex.right.sort(BY_PLACE);
            }
        }
    }
}
