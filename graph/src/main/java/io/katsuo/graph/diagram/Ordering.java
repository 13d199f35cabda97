package io.katsuo.graph.diagram;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Chooses the order of the vertices in each column, so that few edges cross: from several first orders, sweeps by the
 * barycentre of the neighbours (Sugiyama, Tagawa, Toda 1981), and exchanges of neighbours while they help. An order
 * is replaced only by one with fewer crossings, so that vertices keep the order of insertion where possible.
 */
final class Ordering {
    private static final int SWEEPS = 24;
    /** The number of sweeps without improvement after which an order is final. */
    private static final int PATIENCE = 8;

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
        for (List<List<Vertex>> start : ordering.starts(graph.nodes())) {
            ordering.improve(start);
        }
        ordering.restore(ordering.best);
    }

    /** The first orders: by walks backward from the ends, which leave trees without crossings; by insertion; by walks forward. */
    private List<List<List<Vertex>>> starts(List<Vertex> nodes) {
        return List.of(
                walk(nodes, vertex -> vertex.left, vertex -> vertex.right),
                copy(columns),
                walk(nodes, vertex -> vertex.right, vertex -> vertex.left));
    }

    private List<List<Vertex>> walk(
            List<Vertex> nodes, Function<Vertex, List<Vertex>> ahead, Function<Vertex, List<Vertex>> behind) {
        List<List<Vertex>> found = new ArrayList<>();
        columns.forEach(column -> found.add(new ArrayList<>()));
        Set<Vertex> seen = new HashSet<>();
        for (Vertex node : nodes) {
            if (behind.apply(node).isEmpty()) {
                walk(node, ahead, seen, found);
            }
        }
        return found;
    }

    /** Depth first, first neighbour first, with an explicit stack, because a chain may have any length. */
    private static void walk(
            Vertex start, Function<Vertex, List<Vertex>> ahead, Set<Vertex> seen, List<List<Vertex>> found) {
        Deque<Vertex> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            Vertex vertex = open.pop();
            if (seen.add(vertex)) {
                found.get(vertex.column).add(vertex);
                ahead.apply(vertex).reversed().forEach(open::push);
            }
        }
    }

    private void improve(List<List<Vertex>> start) {
        restore(start);
        keepIfBetter();
        int idle = 0;
        for (int sweep = 0; sweep < SWEEPS && idle < PATIENCE && fewest > 0; sweep++) {
            int before = fewest;
            boolean rightward = sweep % 2 == 0;
            for (int i = 1; i < columns.size(); i++) {
                sort(columns.get(rightward ? i : columns.size() - 1 - i), rightward, sweep % 4 >= 2);
            }
            exchange();
            keepIfBetter();
            idle = fewest < before ? 0 : idle + 1;
        }
    }

    /**
     * Sorts those that have neighbours on one side by the mean of their places; the others keep theirs. Equal means
     * keep their order, or reverse it, so that a sweep does not end where the one before it ended.
     */
    private static void sort(List<Vertex> column, boolean rightward, boolean reverse) {
        List<Ranked> ranked = new ArrayList<>();
        for (Vertex vertex : column) {
            List<Vertex> neighbours = rightward ? vertex.left : vertex.right;
            int sum = 0;
            for (Vertex neighbour : neighbours) {
                sum += neighbour.place;
            }
            if (!neighbours.isEmpty()) {
                ranked.add(new Ranked(vertex, (double) sum / neighbours.size()));
            }
        }
        if (reverse) {
            Collections.reverse(ranked);
        }
        ranked.sort(Comparator.comparingDouble(Ranked::mean));
        int next = 0;
        for (int i = 0; i < column.size(); i++) {
            if (!(rightward ? column.get(i).left : column.get(i).right).isEmpty()) {
                column.set(i, ranked.get(next++).vertex);
            }
        }
        for (int i = 0; i < column.size(); i++) {
            column.get(i).place = i;
        }
    }

    private record Ranked(Vertex vertex, double mean) {}

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

    /** The number of crossings between the edges of two vertices of a column if one is above the other. */
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
        // Neighbours from top to bottom: ports are assigned in this order.
        for (List<Vertex> column : columns) {
            for (Vertex vertex : column) {
                vertex.left.sort(BY_PLACE);
                vertex.right.sort(BY_PLACE);
            }
        }
    }
}
