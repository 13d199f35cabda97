package io.katsuo.graph.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINEAR   | 0      | 10000  | 10 | 0 1,000 2,000 3,000 4,000 5,000 6,000 7,000 8,000 9,000 10,000",
                "LINEAR   | 0      | 0.3    | 3  | 0 0.1 0.2 0.3",
                "LINEAR   | -1     | 1      | 5  | -1 -0.5 0 0.5 1",
                "LINEAR   | 1      | 10     | 5  | 2 4 6 8 10",
                "LINEAR   | -12000 | 0      | 3  | -10,000 -5,000 0",
                "LOG      | 0.03   | 2.5    | 5  | 0.05 0.1 0.2 0.5 1 2",
                "LOG      | 1e-7   | 1      | 5  | 1e-7 1e-6 1e-5 1e-4 0.001 0.01 0.1 1",
                "ACCURACY | 0      | 0.31   | 5  | 0 % 10 % 20 % 30 %",
                "LOG      | 1e-12  | 1e9    | 5  | 1e-12 1e-10 1e-8 1e-6 1e-4 0.01 1 100 10,000 1e6 1e8",
                "ACCURACY | 0      | 0.985  | 5  | 0 % 50 % 80 % 90 % 95 % 98 %",
                "ACCURACY | 0      | 0.9995 | 5  | 0 % 50 % 80 % 90 % 95 % 98 % 99 % 99.5 % 99.8 % 99.9 %"
            })
    void ticksAreRoundNumbers(Scale scale, double low, double high, int count, String labels) {
        List<String> found =
                scale.ticks(low, high, count).stream().map(scale::label).toList();
        assertEquals(labels, String.join(" ", found));
    }

    @Test
    void everyRangeGetsAFewDistinctTicksWithinIt() {
        long seed = 21;
        SplittableRandom rng = new SplittableRandom(seed);
        for (int round = 0; round < 2000; round++) {
            double low = rng.nextGaussian() * Math.pow(10, rng.nextInt(13) - 6);
            double high = low + Math.pow(10, rng.nextInt(13) - 6) * (0.1 + rng.nextFloat());
            double[] range = Scale.LINEAR.range(low, high);
            List<Double> ticks = Scale.LINEAR.ticks(range[0], range[1], 5);
            String context = "seed " + seed + ", round " + round + ": " + low + " to " + high + ": " + ticks;
            assertTrue(range[0] <= low && high <= range[1], context);
            assertTrue(ticks.size() >= 2 && ticks.size() <= 8, context);
            assertEquals(ticks.stream().sorted().toList(), ticks, context);
            assertEquals(
                    ticks.size(),
                    new HashSet<>(ticks.stream().map(Scale.LINEAR::label).toList()).size(),
                    context);
        }
    }

    /** A curve that has converged moves by rounding only; one that has diverged fills the range of doubles. */
    @Test
    @Timeout(10)
    void narrowAndHugeRangesGetAFewTicks() {
        double[] values = {0, 0.1, 1, 2.302585092994046, 1e-300, Double.MIN_VALUE, 1e17, 1e300, Double.MAX_VALUE / 2};
        for (double value : values) {
            double[] highs = {value, Math.nextUp(value), value + 4 * Math.ulp(value), Double.MAX_VALUE};
            for (double high : highs) {
                for (Scale scale : List.of(Scale.LINEAR, Scale.LOG)) {
                    for (double low : scale == Scale.LOG ? new double[] {value} : new double[] {value, -high}) {
                        assertFewTicks(scale, low, high);
                    }
                }
            }
        }
    }

    private static void assertFewTicks(Scale scale, double low, double high) {
        if (Double.isNaN(scale.position(low)) || Double.isNaN(scale.position(high))) {
            return; // not drawn
        }
        double[] range = scale.range(low, high);
        List<Double> ticks = scale.ticks(range[0], range[1], 5);
        String context = scale + " " + low + " to " + high + ": " + ticks;
        assertTrue(range[0] < range[1] && ticks.size() <= 16, context);
        assertTrue(ticks.stream().allMatch(Double::isFinite), context);
        assertTrue(scale.ticks(low, high, 10).size() <= 31, context);
    }

    @Test
    void accuracyGivesRoomToTheLastPercents() {
        assertEquals(0, Scale.ACCURACY.position(0), 1e-12);
        assertEquals(1, Scale.ACCURACY.position(0.9), 1e-12);
        assertEquals(2, Scale.ACCURACY.position(0.99), 1e-12);
        assertEquals(4, Scale.ACCURACY.position(1), 1e-12);
        assertTrue(Double.isNaN(Scale.ACCURACY.position(1.01)));
        assertTrue(Double.isNaN(Scale.ACCURACY.position(-0.01)));
        double[] range = Scale.ACCURACY.range(0.1, 1);
        assertTrue(range[0] == 0 && range[1] > 0.9999 && range[1] < 1);
    }

    @Test
    void logHasNoPlaceForZero() {
        assertTrue(Double.isNaN(Scale.LOG.position(0)));
        assertTrue(Double.isNaN(Scale.LOG.position(-1)));
        assertEquals(-2, Scale.LOG.position(0.01), 1e-12);
    }
}
