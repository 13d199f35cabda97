package io.katsuo.layers.diagram;

import java.util.Arrays;

/** Decides after which columns a new row starts. */
final class Breaks {
    /** What a page shows in its natural size, without the margins. */
    private static final double PAGE = 850;
    /** A diagram up to this width stays in one row: a page shows it smaller, which is easier to read than two rows. */
    private static final double ONE_ROW = 1320;
    /** What a last row has at least: less looks as if it had been forgotten. */
    private static final int LAST_NODES = 3;

    /** The unit of what a row exceeds the page. */
    private static final double UNIT = 100;

    private static final double WIDE = 4;
    private static final double NARROW = 0.4;

    /** What it costs to cut more than one edge; one alone is easily followed. */
    private static final double CUT = 32;

    private final Columns graph;
    private final double[] widths;
    private final double[] gaps;

    Breaks(Columns graph, double[] widths, double[] gaps) {
        this.graph = graph;
        this.widths = widths;
        this.gaps = gaps;
    }

    /**
     * The row of each column. The rows whose cost is least: for each row the square of what it exceeds the page, and
     * little for what it leaves empty; for each break the number of edges that are cut, squared. A row ends after
     * labels, where each edge has a place of its own.
     */
    int[] rows() {
        int count = widths.length;
        if (width(0, count) <= ONE_ROW) {
            return new int[count];
        }
        double[] cost = new double[count + 1];
        int[] start = new int[count + 1];
        Arrays.fill(cost, 1, count + 1, Double.POSITIVE_INFINITY);
        for (int end = 1; end <= count; end++) {
            if (end < count && end % 2 != 0) {
                continue;
            }
            for (int begin = 0; begin < end; begin += 2) {
                if (begin > 0 && end == count && nodes(begin) < LAST_NODES) {
                    break;
                }
                double total = cost[begin] + cost(begin, end);
                if (total < cost[end]) {
                    cost[end] = total;
                    start[end] = begin;
                }
            }
        }
        int[] row = new int[count];
        for (int end = count; end > 0; end = start[end]) {
            for (int c = start[end]; c < count && start[end] > 0; c++) {
                row[c]++;
            }
        }
        return row;
    }

    private double cost(int begin, int end) {
        double excess = (width(begin, end) - PAGE) / UNIT;
        int cut = begin == 0 ? 0 : graph.columns().get(begin - 1).size();
        return (excess > 0 ? WIDE : NARROW) * excess * excess + (cut == 0 ? 0 : 1 + CUT * (cut * cut - 1));
    }

    private double width(int begin, int end) {
        double width = 0;
        for (int c = begin; c < end; c++) {
            width += widths[c] + (c + 1 < end ? gaps[c] : 0);
        }
        return width;
    }

    /** The nodes in the columns from this one on. */
    private int nodes(int begin) {
        int nodes = 0;
        for (int c = begin; c < widths.length; c += 2) {
            nodes += (int) graph.columns().get(c).stream()
                    .filter(vertex -> vertex.node != null)
                    .count();
        }
        return nodes;
    }
}
