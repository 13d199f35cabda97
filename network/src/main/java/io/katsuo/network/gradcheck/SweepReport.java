package io.katsuo.network.gradcheck;

import io.katsuo.graph.svg.LineChart;
import io.katsuo.graph.svg.Panel;
import io.katsuo.graph.svg.Scale;
import io.katsuo.graph.svg.Series;
import io.katsuo.graph.svg.Series.Style;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The errors that a {@link StepSweep} measured. Each is {@code ‖d‖ / ‖g‖} over the chosen entries of the parameter for
 * which it is largest.
 *
 * @param points one for each step, from the largest to the smallest
 * @param backpropagation the error of back-propagation in float32, which has no step
 */
public record SweepReport(double loss, List<Point> points, double backpropagation) {
    private static final int PLOT_HEIGHT = 420;

    /** A report of these points; the list is copied. */
    public SweepReport {
        points = List.copyOf(points);
    }

    /**
     * The errors with one step.
     *
     * @param central of central differences in double, order h²
     * @param richardson of Richardson's extrapolation in double, order h⁴
     * @param float32 of central differences of float32 losses
     * @param kinks the number of entries with a kink within the step, which the errors in double exclude
     */
    public record Point(double step, double central, double richardson, double float32, int kinks) {}

    /** The point with the smallest error. */
    public Point best(ToDoubleFunction<Point> error) {
        return points.stream().min(Comparator.comparingDouble(error)).orElseThrow();
    }

    /**
     * The order of convergence: the median slope of the falling branch, where rounding is negligible. It is evidence
     * without a tolerance: central differences of a right formula fall with h², Richardson's extrapolations with h⁴.
     *
     * @return about 2 or 4; NaN if the branch has fewer than two points
     */
    public double order(ToDoubleFunction<Point> error) {
        double floor = 5 * error.applyAsDouble(best(error));
        double[] slopes = IntStream.range(1, points.size())
                .filter(i -> error.applyAsDouble(points.get(i)) > floor)
                .mapToDouble(i -> Math.log(error.applyAsDouble(points.get(i - 1)) / error.applyAsDouble(points.get(i)))
                        / Math.log(points.get(i - 1).step / points.get(i).step))
                .filter(slope -> slope > 0)
                .sorted()
                .toArray();
        return slopes.length == 0 ? Double.NaN : slopes[slopes.length / 2];
    }

    /** The V-shaped curves, both axes logarithmic; the subtitle says what was differentiated. */
    public LineChart chart(String subtitle) {
        List<Point> rising = points.reversed();
        double[] ends = {rising.getFirst().step(), rising.getLast().step()};
        Panel panel = new Panel(
                "relative error",
                Scale.LOG,
                PLOT_HEIGHT,
                List.of(
                        series("double, order 2", rising, Point::central),
                        series("double, order 4", rising, Point::richardson),
                        series("float32 losses", rising, Point::float32),
                        new Series(
                                "back-propagation",
                                ends,
                                new double[] {backpropagation, backpropagation},
                                Style.MARKED)));
        return new LineChart(
                "Error of a numerical derivative against its step", subtitle, "step h", Scale.LOG, List.of(panel));
    }

    private static Series series(String name, List<Point> points, ToDoubleFunction<Point> error) {
        double[] steps = points.stream().mapToDouble(Point::step).toArray();
        return new Series(name, steps, points.stream().mapToDouble(error).toArray(), Style.MARKED);
    }

    /** A table with a line for each step. */
    @Override
    public String toString() {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, "%8s %12s %12s %12s %6s%n", "step", "order 2", "order 4", "float32", "kinks"));
        for (Point point : points) {
            table.append(String.format(
                    Locale.ROOT,
                    "%8.1e %12.2e %12.2e %12.2e %6d%n",
                    point.step,
                    point.central,
                    point.richardson,
                    point.float32,
                    point.kinks));
        }
        return table.append(String.format(
                        Locale.ROOT,
                        "order 2 falls with h^%.2f, order 4 with h^%.2f: a halved step divides the errors by %.1f and %.1f%n"
                                + "back-propagation in float32, without a step: %.2e",
                        order(Point::central),
                        order(Point::richardson),
                        Math.pow(2, order(Point::central)),
                        Math.pow(2, order(Point::richardson)),
                        backpropagation))
                .toString();
    }
}
