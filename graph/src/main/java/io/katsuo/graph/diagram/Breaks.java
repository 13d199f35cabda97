package io.katsuo.graph.diagram;

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
        if (width() <= ONE_ROW) {
            return new int[count];
        }
        double[] cost = new double[count + 1];
        int[] start = new int[count + 1];
        Arrays.fill(cost, 1, count + 1, Double.POSITIVE_INFINITY);
        int lastBegin = lastBegin();
        for (int begin = 0; begin < count; begin += 2) {
            double width = 0;
            for (int end = begin + 1; end <= count; end++) {
                double total = cost[begin] + cost(begin, width + widths[end - 1]);
                boolean allowed = end == count ? begin <= lastBegin : end % 2 == 0;
                if (allowed && total < cost[end]) {
                    cost[end] = total;
                    start[end] = begin;
                }
                width += widths[end - 1] + gaps[end - 1];
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

    private double cost(int begin, double width) {
        double excess = (width - PAGE) / UNIT;
        int cut = begin == 0 ? 0 : graph.columns().get(begin - 1).size();
        return (excess > 0 ? WIDE : NARROW) * excess * excess + (cut == 0 ? 0 : 1 + CUT * (cut * cut - 1));
    }

    private double width() {
        double width = 0;
        for (int c = 0; c < widths.length; c++) {
            width += widths[c] + (c + 1 < widths.length ? gaps[c] : 0);
        }
        return width;
    }

    /** The last column that a row after the first may begin with, so that enough nodes are left for it. */
    private int lastBegin() {
        int begin = widths.length + widths.length % 2;
        for (long nodes = 0; begin > 0 && nodes < LAST_NODES; ) {
            begin -= 2;
            nodes += graph.columns().get(begin).stream()
                    .filter(vertex -> vertex.node != null)
                    .count();
        }
        return begin;
    }
}
