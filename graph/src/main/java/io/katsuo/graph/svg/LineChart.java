package io.katsuo.graph.svg;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * A line chart of one or more plots above one x axis. Its size depends only on the heights of its panels.
 *
 * @param title the heading; without it and a subtitle the plots begin at the top
 * @param subtitle a second line in smaller type; may be empty
 * @param xLabel what the x values are
 * @param panels the plots from top to bottom, at least one
 */
public record LineChart(String title, String subtitle, String xLabel, Scale xScale, List<Panel> panels) {
    private static final int WIDTH = 820;
    private static final int LEFT = 64;
    private static final int RIGHT = 24;
    private static final int TOP = 64;
    private static final int PANEL_HEAD = 38;
    private static final int BOTTOM = 52;
    private static final int LEGEND_GAP = 150;
    /** What the line before a name of the legend needs, and the space behind a name. */
    private static final int LEGEND_LINE = 30;

    private static final int LEGEND_SPACE = 20;
    /** What a short label of a panel needs beside the legend, at most and for a character. */
    private static final int LABEL = 64;

    private static final int LABEL_CHARACTER = 8;
    /** The least distance of ticks of the x axis. */
    private static final int X_TICK = 73;

    private static final double MARK = 3;

    private static final String[] LIGHT = {
        "#1864ab", "#d9480f", "#2b8a3e", "#862e9c", "#0b7285", "#a61e4d", "#5c4a1f", "#495057"
    };
    private static final String[] DARK = {
        "#74c0fc", "#ffa94d", "#8ce99a", "#e599f7", "#66d9e8", "#faa2c1", "#d8c28a", "#ced4da"
    };

    /** Copies the list of panels, which must not be empty. */
    public LineChart {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("chart '" + title + "': no panels");
        }
    }

    /** A chart with a linear x axis. */
    public LineChart(String title, String subtitle, String xLabel, List<Panel> panels) {
        this(title, subtitle, xLabel, Scale.LINEAR, panels);
    }

    /** Draws the chart, 820 pixels wide. */
    public String toSvg() {
        return toSvg(WIDTH);
    }

    /** Draws the chart in this width in pixels, at least 300. */
    public String toSvg(int width) {
        int start = title.isEmpty() && subtitle.isEmpty() ? 0 : TOP;
        int height = start + BOTTOM;
        for (Panel panel : panels) {
            height += PANEL_HEAD + panel.height();
        }
        Svg svg = new Svg(width, height, title, css());
        svg.add("rect", "class", "paper", "width", width, "height", height);
        svg.text(title, LEFT, 30, "class", "ink title").text(subtitle, LEFT, 50, "class", "faint small");
        double[] xRange = xRange();
        int top = start;
        for (Panel panel : panels) {
            top += PANEL_HEAD;
            draw(svg, panel, xRange, top, width - RIGHT, panel == panels.getLast());
            top += panel.height();
        }
        svg.text(xLabel, (LEFT + width - RIGHT) / 2.0, height - 12.0, "class", "ink small", "text-anchor", "middle");
        return svg.toString();
    }

    private static String css() {
        StringBuilder css = new StringBuilder(".title{font-size:18px;font-weight:600}\n.small{font-size:13px}\n");
        css.append(Svg.style(".paper", "fill", "#ffffff", "#0d1117"));
        css.append(Svg.style(".ink", "fill", "#1f2328", "#e6edf3"));
        css.append(Svg.style(".faint", "fill", "#59636e", "#9198a1"));
        css.append(Svg.style(".grid", "stroke", "#e3e6ea", "#262c36"));
        css.append(Svg.style(".axis", "stroke", "#9aa4af", "#59636e"));
        for (int i = 0; i < LIGHT.length; i++) {
            css.append(Svg.style(".line" + i, "stroke", LIGHT[i], DARK[i]));
            css.append(Svg.style(".fill" + i, "fill", LIGHT[i], DARK[i]));
        }
        css.append("path[class^=line]{fill:none;stroke-width:2;stroke-linejoin:round}\n.band{opacity:.25}\n");
        return css.toString();
    }

    private double[] xRange() {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Panel panel : panels) {
            for (Series series : panel.series()) {
                for (double x : series.x()) {
                    if (Double.isFinite(xScale.position(x))) {
                        low = Math.min(low, x);
                        high = Math.max(high, x);
                    }
                }
            }
        }
        if (low > high) {
            return xScale.range(0.1, 1);
        }
        return Scale.apart(low, high) ? new double[] {low, high} : xScale.range(low, low);
    }

    private void draw(Svg svg, Panel panel, double[] xRange, int top, int right, boolean last) {
        int bottom = top + panel.height();
        double[] yRange = yRange(panel);
        DoubleUnaryOperator toX = axis(xScale, xRange, LEFT, right);
        DoubleUnaryOperator toY = axis(panel.scale(), yRange, bottom, top);
        for (double tick : panel.scale().ticks(yRange[0], yRange[1], 5)) {
            double y = toY.applyAsDouble(tick);
            svg.add("line", "class", "grid", "x1", LEFT, "x2", right, "y1", y, "y2", y);
            svg.text(panel.scale().label(tick), LEFT - 8, y + 4.5, "class", "faint small", "text-anchor", "end");
        }
        svg.add("line", "class", "axis", "x1", LEFT, "x2", right, "y1", bottom, "y2", bottom);
        for (double tick : xScale.ticks(xRange[0], xRange[1], (right - LEFT) / X_TICK)) {
            double x = toX.applyAsDouble(tick);
            svg.add("line", "class", "axis", "x1", x, "x2", x, "y1", bottom, "y2", bottom + 5);
            if (last) {
                String label = xScale.label(tick);
                svg.text(label, x, bottom + 19, "class", "faint small", "text-anchor", "middle");
            }
        }
        svg.text(panel.label(), LEFT, top - 10, "class", "ink small");
        for (int i = 0; i < panel.series().size(); i++) {
            draw(svg, panel.series().get(i), i % LIGHT.length, toX, toY, right);
        }
        legend(svg, panel, top - 10, right);
    }

    private static double[] yRange(Panel panel) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Series series : panel.series()) {
            for (double y : series.y()) {
                if (Double.isFinite(y) && Double.isFinite(panel.scale().position(y))) {
                    low = Math.min(low, y);
                    high = Math.max(high, y);
                }
            }
        }
        return low <= high ? panel.scale().range(low, high) : panel.scale().range(0.1, 1);
    }

    /** The position of a value between two pixel positions. */
    private static DoubleUnaryOperator axis(Scale scale, double[] range, double from, double to) {
        double low = scale.position(range[0]);
        double unit = (to - from) / (scale.position(range[1]) - low);
        return value -> from + (scale.position(value) - low) * unit;
    }

    private static void draw(
            Svg svg, Series series, int colour, DoubleUnaryOperator toX, DoubleUnaryOperator toY, int right) {
        double[] x = series.x();
        double[] y = series.y();
        if (series.style() == Series.Style.NOISY) {
            svg.add("path", "class", "band fill" + colour, "d", PlotPath.band(x, y, toX, toY, LEFT, right + 1));
            y = PlotPath.runningMean(y);
        }
        svg.add("path", "class", "line" + colour, "d", PlotPath.line(x, y, toX, toY));
        for (int i = 0; i < x.length && series.style() == Series.Style.MARKED; i++) {
            double px = toX.applyAsDouble(x[i]);
            double py = toY.applyAsDouble(y[i]);
            if (Double.isFinite(px) && Double.isFinite(py)) {
                mark(svg, colour, px, py);
            }
        }
    }

    /** Circles and squares alternately, so that colour is not the only difference. */
    private static void mark(Svg svg, int colour, double x, double y) {
        if (colour % 2 == 0) {
            svg.add("circle", "class", "fill" + colour, "cx", x, "cy", y, "r", MARK);
        } else {
            svg.add(
                    "rect",
                    "class",
                    "fill" + colour,
                    "x",
                    x - MARK,
                    "y",
                    y - MARK,
                    "width",
                    2 * MARK,
                    "height",
                    2 * MARK);
        }
    }

    /** All gaps are equal if each name fits; otherwise each name takes what it needs, or its share of the width. */
    private static void legend(Svg svg, Panel panel, int y, int right) {
        List<Series> all = panel.series();
        int label = Math.min(LABEL, LABEL_CHARACTER * panel.label().length());
        int width = right - LEFT - label;
        int gap = Math.min(LEGEND_GAP, width / Math.max(1, all.size()));
        int needed = all.stream().mapToInt(LineChart::legendWidth).sum();
        boolean equal = gap == LEGEND_GAP || all.stream().allMatch(series -> legendWidth(series) <= gap);
        int x = right - (equal ? gap * all.size() : Math.min(needed, width));
        for (int i = 0; i < all.size(); i++) {
            svg.add(
                    "path",
                    "class",
                    "line" + i % LIGHT.length,
                    "d",
                    "M" + x + " " + (y - 4) + "L" + (x + 22) + " " + (y - 4));
            if (all.get(i).style() == Series.Style.MARKED) {
                mark(svg, i % LIGHT.length, x + 11, y - 4);
            }
            svg.text(all.get(i).name(), x + LEGEND_LINE, y, "class", "ink small");
            x += equal ? gap : legendWidth(all.get(i)) * Math.min(needed, width) / needed;
        }
    }

    private static int legendWidth(Series series) {
        return LEGEND_LINE + LABEL_CHARACTER * series.name().length() + LEGEND_SPACE;
    }
}
