package io.katsuo.graph.svg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class PlotPathTest {
    private static final DoubleUnaryOperator SAME = DoubleUnaryOperator.identity();
    private static final double NAN = Double.NaN;

    @Test
    void theRunningMeanIsThatOfTheNeighbours() {
        double[] y = new double[700];
        Arrays.setAll(y, i -> Math.sin(i * 0.7) + i * 0.01);
        y[300] = NAN;
        y[301] = Double.POSITIVE_INFINITY;
        double[] expected = new double[y.length];
        Arrays.setAll(
                expected,
                i -> Arrays.stream(y, Math.max(0, i - 3), Math.min(y.length, i + 4))
                        .filter(Double::isFinite)
                        .average()
                        .orElseThrow());
        assertArrayEquals(expected, PlotPath.runningMean(y), 1e-12);
    }

    @Test
    void fewValuesAreTheirOwnMean() {
        assertArrayEquals(new double[] {1, NAN, 3}, PlotPath.runningMean(new double[] {1, NAN, 3}));
        assertArrayEquals(new double[0], PlotPath.runningMean(new double[0]));
    }

    @Test
    void aPointWithoutPlaceInterruptsTheLine() {
        double[] x = {0, 1, 2, 3, 4};
        assertEquals("M0 5L1 6M3 7L4 8", PlotPath.line(x, new double[] {5, 6, NAN, 7, 8}, SAME, SAME));
        assertEquals("", PlotPath.line(x, new double[] {NAN, NAN, NAN, NAN, NAN}, SAME, SAME));
    }

    @Test
    void aLineKeepsItsEndsAndAtMostTwoPointsAPixel() {
        double[] x = new double[10_001];
        Arrays.setAll(x, i -> i / 1000.0);
        String path = PlotPath.line(x, x, SAME, SAME);
        assertTrue(path.startsWith("M0 0L") && path.endsWith("L10 10"), path);
        assertTrue(path.chars().filter(c -> c == 'L').count() <= 22, path);
    }

    @Test
    void aBandReachesFromLeastToGreatestOfEachColumn() {
        double[] x = {0.1, 0.2, 0.9, 1.5, 2.5, 2.6};
        double[] y = {4, 7, 5, 6, NAN, 3};
        assertEquals("M0.5 4L1.5 6L2.5 3L2.5 3L1.5 6L0.5 7Z", PlotPath.band(x, y, SAME, SAME, 0, 3));
        assertEquals("", PlotPath.band(x, y, SAME, SAME, 5, 8));
    }
}
