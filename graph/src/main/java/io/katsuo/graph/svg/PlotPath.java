package io.katsuo.graph.svg;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** SVG paths of values. */
final class PlotPath {
    /** The running mean is taken over this share of the points. */
    private static final int MEAN_SHARE = 100;

    private PlotPath() {}

    /** For each value, the mean of the values around it, at most 1 % of all; non-finite values are left out. */
    static double[] runningMean(double[] y) {
        int reach = y.length / MEAN_SHARE / 2;
        double[] means = new double[y.length];
        double sum = 0;
        int count = 0;
        for (int entering = 0, i = -reach; i < y.length; i++, entering++) {
            if (entering < y.length && Double.isFinite(y[entering])) {
                sum += y[entering];
                count++;
            }
            int leaving = i - reach - 1;
            if (leaving >= 0 && Double.isFinite(y[leaving])) {
                sum -= y[leaving];
                count--;
            }
            if (i >= 0) {
                means[i] = count == 0 ? Double.NaN : sum / count;
            }
        }
        return means;
    }

    /** A path through the points, interrupted at each point that has no position. */
    static String line(double[] x, double[] y, DoubleUnaryOperator toX, DoubleUnaryOperator toY) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        double lastColumn = Double.NaN;
        for (int i = 0; i < x.length; i++) {
            double px = toX.applyAsDouble(x[i]);
            double py = toY.applyAsDouble(y[i]);
            boolean placed = Double.isFinite(px) && Double.isFinite(py);
            // Two points per pixel are enough: more would not be visible.
            double column = Math.floor(px * 2);
            if (placed && (!pen || column != lastColumn || i == x.length - 1)) {
                path.append(pen ? 'L' : 'M').append(Svg.number(px)).append(' ').append(Svg.number(py));
                lastColumn = column;
            }
            pen = placed;
        }
        return path.toString();
    }

    /** A closed path around the least and greatest value of each pixel column. */
    static String band(double[] x, double[] y, DoubleUnaryOperator toX, DoubleUnaryOperator toY, int from, int to) {
        double[] top = new double[to - from];
        double[] bottom = new double[to - from];
        Arrays.fill(top, Double.POSITIVE_INFINITY);
        Arrays.fill(bottom, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            double py = toY.applyAsDouble(y[i]);
            int column = (int) Math.floor(toX.applyAsDouble(x[i])) - from;
            if (Double.isFinite(py) && column >= 0 && column < top.length) {
                top[column] = Math.min(top[column], py);
                bottom[column] = Math.max(bottom[column], py);
            }
        }
        StringBuilder path = new StringBuilder();
        for (int column = 0; column < top.length; column++) {
            append(path, from + column + 0.5, top[column]);
        }
        for (int column = top.length - 1; column >= 0; column--) {
            append(path, from + column + 0.5, bottom[column]);
        }
        return path.isEmpty() ? "" : path.append('Z').toString();
    }

    private static void append(StringBuilder path, double x, double y) {
        if (Double.isFinite(y)) {
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Svg.number(x))
                    .append(' ')
                    .append(Svg.number(y));
        }
    }
}
