package io.katsuo.graph.diagram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives each line of level vertices its height in the picture: neighbours in a column keep their distance, and under
 * that condition the sum of squares of how far edges climb is least. The minimum is found by steps toward the mean of
 * the neighbours, each followed by Hildreth's projection onto the distances.
 */
final class Levels {
    private static final int STEPS = 400;
    private static final int PROJECTIONS = 4;
    private static final double STEP = 0.7;
    /** An input yields to an operation, but a node that has only inputs is in their middle. */
    private static final double BESIDE_OPERATION = 0.3;

    private static final double INPUTS_ONLY = 10;
    /** Draws neighbours together that nothing else holds. */
    private static final double COHESION = 0.01;

    /** Line {@code lower} must lie at least {@code distance} below line {@code upper}. */
    private record Distance(int upper, int lower, int distance) {}

    /** A spring between two lines. */
    private record Pull(int a, int b, double weight) {}

    /** In the order of their upper lines. */
    private final List<Distance> distances = new ArrayList<>();
    /** The index of the first distance below each line. */
    private final int[] firstBelow;

    private final List<Pull> pulls = new ArrayList<>();
    private final int[][] lineOf;
    private final double[] y;
    private final double[] weight;

    private Levels(Columns graph, List<List<Vertex>> lines) {
        lineOf = new int[graph.columns().size()][];
        for (int c = 0; c < lineOf.length; c++) {
            lineOf[c] = new int[graph.columns().get(c).size()];
        }
        for (int line = 0; line < lines.size(); line++) {
            for (Vertex vertex : lines.get(line)) {
                lineOf[vertex.column][vertex.place] = line;
            }
        }
        firstBelow = new int[lines.size() + 1];
        y = new double[lines.size()];
        weight = new double[lines.size()];
        collectDistances(graph, lines.size());
        collectPulls(graph);
    }

    /** Sets the level of every vertex to a whole number. */
    static void apply(Columns graph, List<List<Vertex>> lines) {
        Levels levels = new Levels(graph, lines);
        int[] order = levels.fromTop();
        levels.pushDown(order);
        levels.relax();
        for (int line = 0; line < levels.y.length; line++) {
            levels.y[line] = Math.rint(levels.y[line]);
        }
        levels.pushDown(order);
        for (int line = 0; line < levels.y.length; line++) {
            for (Vertex vertex : lines.get(line)) {
                vertex.level = levels.y[line];
            }
        }
    }

    private void collectDistances(Columns graph, int lines) {
        List<Map<Integer, Integer>> most = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            most.add(new TreeMap<>());
        }
        for (List<Vertex> column : graph.columns()) {
            for (int i = 1; i < column.size(); i++) {
                Vertex upper = column.get(i - 1);
                Vertex lower = column.get(i);
                most.get(line(upper)).merge(line(lower), distance(upper, lower), Math::max);
            }
        }
        for (int upper = 0; upper < lines; upper++) {
            for (Map.Entry<Integer, Integer> entry : most.get(upper).entrySet()) {
                distances.add(new Distance(upper, entry.getKey(), entry.getValue()));
                pull(upper, entry.getKey(), COHESION);
            }
            firstBelow[upper + 1] = distances.size();
        }
    }

    private static int distance(Vertex upper, Vertex lower) {
        boolean bare = upper.down + lower.up == 0;
        return upper.down + lower.up + (bare ? 18 : 12);
    }

    private void collectPulls(Columns graph) {
        for (List<Vertex> chain : graph.chains()) {
            boolean input = chain.getFirst().left.isEmpty();
            double strength = !input ? 1 : hasInputsOnly(chain.getLast()) ? INPUTS_ONLY : BESIDE_OPERATION;
            for (int i = 1; i < chain.size(); i++) {
                int a = line(chain.get(i - 1));
                int b = line(chain.get(i));
                if (a != b) {
                    pull(a, b, strength);
                }
            }
        }
    }

    private static boolean hasInputsOnly(Vertex node) {
        for (Vertex point : node.left) {
            Vertex start = point;
            while (start.node == null) {
                start = start.left.getFirst();
            }
            if (!start.left.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private void pull(int a, int b, double strength) {
        pulls.add(new Pull(a, b, strength));
        weight[a] += strength;
        weight[b] += strength;
    }

    private int line(Vertex vertex) {
        return lineOf[vertex.column][vertex.place];
    }

    private List<Distance> below(int line) {
        return distances.subList(firstBelow[line], firstBelow[line + 1]);
    }

    /** The lines in an order in which each follows those above it; it exists because lines do not cross. */
    private int[] fromTop() {
        int[] above = new int[y.length];
        for (Distance each : distances) {
            above[each.lower]++;
        }
        int[] order = new int[y.length];
        int found = 0;
        for (int line = 0; line < y.length; line++) {
            if (above[line] == 0) {
                order[found++] = line;
            }
        }
        for (int i = 0; i < found; i++) {
            for (Distance each : below(order[i])) {
                if (--above[each.lower] == 0) {
                    order[found++] = each.lower;
                }
            }
        }
        return order;
    }

    /** Increases distances that are too small, from the top downward. */
    private void pushDown(int[] order) {
        for (int line : order) {
            for (Distance each : below(line)) {
                y[each.lower] = Math.max(y[each.lower], y[line] + each.distance);
            }
        }
    }

    private void relax() {
        double[] multipliers = new double[distances.size()];
        double[] force = new double[y.length];
        for (int step = 0; step < STEPS; step++) {
            Arrays.fill(force, 0);
            for (Pull pull : pulls) {
                double difference = (y[pull.b] - y[pull.a]) * pull.weight;
                force[pull.a] += difference;
                force[pull.b] -= difference;
            }
            for (int line = 0; line < y.length; line++) {
                y[line] += weight[line] == 0 ? 0 : STEP * force[line] / weight[line];
            }
            project(multipliers);
        }
    }

    private void project(double[] multipliers) {
        for (int i = 0; i < multipliers.length; i++) {
            // The multipliers of the previous step are close to the solution.
            move(distances.get(i), multipliers[i]);
        }
        for (int round = 0; round < PROJECTIONS; round++) {
            for (int i = 0; i < multipliers.length; i++) {
                Distance each = distances.get(i);
                double lacking = y[each.upper] + each.distance - y[each.lower];
                double share = 1 / weight[each.upper] + 1 / weight[each.lower];
                double change = Math.max(-multipliers[i], lacking / share);
                multipliers[i] += change;
                move(each, change);
            }
        }
    }

    private void move(Distance each, double strength) {
        y[each.upper] -= strength / weight[each.upper];
        y[each.lower] += strength / weight[each.lower];
    }
}
