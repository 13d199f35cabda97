package io.katsuo.layers.diagram;

import java.util.Arrays;

/** Decides after which columns a new row starts. */
final class Breaks {
    /** What a page shows in its natural size, without the margins. */
    private static final double PAGE = 850;
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
        double[] cost = new double[count + 1];
        int[] start = new int[count + 1];
        Arrays.fill(cost, 1, count + 1, Double.POSITIVE_INFINITY);
        for (int end = 1; end <= count; end++) {
            if (end < count && end % 2 != 0) {
                continue;
            }
            for (int begin = 0; begin < end; begin += 2) {
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
        double width = 0;
        for (int c = begin; c < end; c++) {
            width += widths[c] + (c + 1 < end ? gaps[c] : 0);
        }
        double excess = (width - PAGE) / UNIT;
        int cut = begin == 0 ? 0 : graph.columns().get(begin - 1).size();
        return (excess > 0 ? WIDE : NARROW) * excess * excess + (cut == 0 ? 0 : 1 + CUT * (cut * cut - 1));
    }
}
