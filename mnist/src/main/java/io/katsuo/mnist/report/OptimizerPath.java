package io.katsuo.mnist.report;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.graph.svg.Svg;
import io.katsuo.layers.Param;
import io.katsuo.network.optimizer.Optimizer;
import java.util.List;

/**
 * The way of an optimizer over f(x, y) = x²/20 + y², a valley that is flat along x, from (-7, 2): the book's example.
 *
 * @param rate its learning rate
 * @param x the first coordinate before each step and after the last
 * @param y the second one
 */
public record OptimizerPath(String name, double rate, double[] x, double[] y) {
    private static final float START_X = -7;
    private static final float START_Y = 2;

    private static final double[] LEVELS = {0.1, 0.5, 1.5, 3, 5, 8};
    private static final int UNIT = 22;
    private static final int WIDTH = 20 * UNIT;
    private static final int HEIGHT = 8 * UNIT;
    private static final int HEAD = 34;
    private static final int GAP = 16;

    /** Takes some steps. */
    public static OptimizerPath of(String name, double rate, Optimizer optimizer, int steps) {
        Param point = new Param("xy", Tensor.of(START_X, START_Y));
        double[] x = new double[steps + 1];
        double[] y = new double[steps + 1];
        for (int step = 0; step <= steps; step++) {
            float[] at = point.value().array();
            x[step] = at[0];
            y[step] = at[1];
            point.gradient().array()[0] = at[0] / 10;
            point.gradient().array()[1] = 2 * at[1];
            optimizer.update(List.of(point), step);
        }
        return new OptimizerPath(name, rate, x, y);
    }

    /** The value of f after some steps. */
    public double f(int step) {
        return x[step] * x[step] / 20 + y[step] * y[step];
    }

    /** Paths side by side, each over the contour lines of f. */
    public static String svg(List<OptimizerPath> paths) {
        int columns = 2;
        int rows = Math.ceilDiv(paths.size(), columns);
        int width = GAP + columns * (WIDTH + GAP);
        int height = GAP + rows * (HEIGHT + HEAD);
        String css = Svg.style(".paper", "fill", "#ffffff", "#0d1117")
                + Svg.style(".ink", "fill", "#1f2328", "#e6edf3")
                + Svg.style(".level", "stroke", "#b6bfc8", "#3d4752")
                + Svg.style(".path", "stroke", "#1864ab", "#74c0fc")
                + Svg.style(".mark", "fill", "#1864ab", "#74c0fc")
                + Svg.style(".goal", "fill", "#d9480f", "#ffa94d")
                + ".level,.path{fill:none}\n.path{stroke-width:1.5;stroke-linejoin:round}\ntext{font-size:14px}\n";
        Svg svg = new Svg(width, height, "Paths of optimizers over x²/20 + y²", css);
        svg.add("rect", "class", "paper", "width", width, "height", height);
        for (int i = 0; i < paths.size(); i++) {
            paths.get(i).draw(svg, GAP + i % columns * (WIDTH + GAP), HEAD + i / columns * (HEIGHT + HEAD));
        }
        return svg.toString();
    }

    private void draw(Svg svg, int left, int top) {
        int last = x.length - 1;
        svg.text(name + ", rate " + rate + ", " + last + " steps", left, top - 8.0, "class", "ink");
        // A picture in the picture, so that a path that leaves its field is cut at the edge.
        svg.begin("svg", "x", left, "y", top, "width", WIDTH, "height", HEIGHT);
        for (double level : LEVELS) {
            svg.add(
                    "ellipse",
                    "class",
                    "level",
                    "cx",
                    WIDTH / 2.0,
                    "cy",
                    HEIGHT / 2.0,
                    "rx",
                    UNIT * Math.sqrt(20 * level),
                    "ry",
                    UNIT * Math.sqrt(level));
        }
        svg.add("circle", "class", "goal", "cx", WIDTH / 2.0, "cy", HEIGHT / 2.0, "r", 4);
        StringBuilder line = new StringBuilder();
        for (int i = 0; i <= last; i++) {
            double px = WIDTH / 2.0 + UNIT * x[i];
            double py = HEIGHT / 2.0 - UNIT * y[i];
            if (!(Math.abs(px) < 1e6 && Math.abs(py) < 1e6)) {
                break;
            }
            line.append(i == 0 ? 'M' : 'L').append(Svg.number(px)).append(' ').append(Svg.number(py));
            svg.add("circle", "class", "mark", "cx", px, "cy", py, "r", 2.5);
        }
        svg.add("path", "class", "path", "d", line).end();
    }
}
