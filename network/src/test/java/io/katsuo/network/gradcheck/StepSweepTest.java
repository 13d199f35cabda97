package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.network.Digits;
import io.katsuo.network.TwoLayerNet;
import io.katsuo.network.gradcheck.SweepReport.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The V-shaped curve has the shape that theory says. */
class StepSweepTest {
    @Test
    void theCurvesHaveTheirSlopesAndTheirLowestPoints() {
        Digits digits = Digits.random(3, 5);
        TwoLayerNet net = new TwoLayerNet(784, 50, 10, 2);
        String before = net.parameterHash();
        SweepReport report =
                StepSweep.of(net, digits.images(), digits.targets()).run();
        assertEquals(before, net.parameterHash(), "parameters are restored");
        List<Point> points = report.points();
        assertEquals(23, points.size());
        assertEquals(1e-1, points.getFirst().step());
        assertEquals(1e-12, points.getLast().step());
        assertEquals(Math.log(10), report.loss(), 0.1);

        // Truncation: a decade of the step is two of the error; half a decade is two with order 4.
        assertEquals(2, Math.log10(at(report, 1e-2).central() / at(report, 1e-3).central()), 0.3, report.toString());
        double fourth = Math.log10(points.get(0).richardson() / points.get(1).richardson());
        assertEquals(2, fourth, 0.3, report.toString());
        assertEquals(2, report.order(Point::central), 0.05, report.toString());
        assertEquals(4, report.order(Point::richardson), 0.2, report.toString());
        // Rounding: a decade of the step is one of the error, the other way round.
        assertEquals(1, Math.log10(at(report, 1e-9).central() / at(report, 1e-8).central()), 0.5, report.toString());
        // The lowest points: in double far below what back-propagation in float32 errs by, in float32 far above.
        assertTrue(report.best(Point::central).central() < report.backpropagation() / 20, report.toString());
        assertTrue(
                report.best(Point::richardson).richardson()
                        < report.best(Point::central).central(),
                report.toString());
        assertTrue(report.best(Point::float32).float32() > 100 * report.backpropagation(), report.toString());
        assertTrue(report.backpropagation() < 1e-6, report.toString());
        // The book's step is near the best in double; in float32 it is noise.
        assertTrue(at(report, 1e-4).central() < 1e-8, report.toString());
        assertTrue(at(report, 1e-4).float32() > 1e-2, report.toString());
        assertTrue(points.getFirst().kinks() > 0 && points.getLast().kinks() == 0, report.toString());
    }

    private static Point at(SweepReport report, double step) {
        return report.points().stream()
                .filter(point -> point.step() == step)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theChartShowsEveryPoint() {
        SweepReport report = new SweepReport(2.3, List.of(point(1e-1, 7), point(1e-2, 0)), 1e-7);
        String svg = report.chart("784-50-10").toSvg();
        assertTrue(svg.contains(">784-50-10</text>") && svg.contains(">back-propagation</text>"), svg);
        assertTrue(report.toString().contains("1.0e-02"), report.toString());
        assertEquals(1e-2, report.best(Point::central).step());
    }

    private static Point point(double step, int kinks) {
        return new Point(step, step * step, Math.pow(step, 4), 1, kinks);
    }

    @Test
    void entriesAreChecked() {
        TwoLayerNet net = new TwoLayerNet(784, 2, 10, 2);
        Digits digits = Digits.random(1, 5);
        StepSweep sweep = StepSweep.of(net, digits.images(), digits.targets());
        assertThrows(IllegalArgumentException.class, () -> sweep.entries(0));
        assertTrue(sweep.entries(1).run().points().getFirst().kinks() <= 4);
    }
}
