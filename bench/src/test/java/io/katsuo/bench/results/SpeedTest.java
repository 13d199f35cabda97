package io.katsuo.bench.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static Measurement measurement(String mode, double... forkMeans) {
        return new Measurement(new Measurement.Key("a.B.c", mode, 1, Map.of()), "us/op", forkMeans);
    }

    /**
     * By hand. The logarithms are 0, ln 4 and ln 16, ln 64, so means ln 2 and ln 32, d = ln 16 = 2.772589; variances
     * (ln 4)²/2 = 0.960906 each, s² = 0.960906, s = 0.980258; ν = s⁴ / (2 · (s²/2)²) = 2; t(2, 0.995) = 9.924843;
     * margin 9.728906.
     */
    @Test
    void isTheIntervalComputedByHand() {
        Speed speed = Speed.of(measurement("thrpt", 1, 4), measurement("thrpt", 16, 64));
        assertEquals(16, speed.ratio(), 1e-9);
        assertEquals(Math.exp(2.772589 - 9.728906), speed.low(), 1e-6 * speed.low() + 2e-8);
        assertEquals(Math.exp(2.772589 + 9.728906), speed.high(), 1e-4 * speed.high());
        assertEquals("not distinguishable", speed.verdict());
    }

    /**
     * By hand, with different spreads and numbers of forks: logarithms (base e) of a 0, 0.1, 0.2 and of b 1, 1.4; d = 1.1;
     * variances 0.01 and 0.08, parts 0.003333 and 0.04, s² = 0.043333, s = 0.208167; ν = 0.00187778 / (0.0000055556 +
     * 0.0016) = 1.169550; t(1.169550, 0.995) = 36.125986 (SciPy 1's t.ppf; a table
     * has 63.66 for 1 and 9.925 for 2).
     */
    @Test
    void freedomIsWelchs() {
        Speed speed = Speed.of(
                measurement("thrpt", 1, Math.exp(0.1), Math.exp(0.2)), measurement("thrpt", Math.E, Math.exp(1.4)));
        assertEquals(Math.exp(1.1), speed.ratio(), 1e-9);
        double t = Math.log(speed.high() / speed.ratio()) / Math.sqrt(0.01 / 3 + 0.08 / 2);
        assertEquals(36.125986, t, 1e-5);
    }

    @Test
    void lessTimeIsFasterAndMoreOperationsAreFaster() {
        double[] small = {10, 10.1, 9.9, 10, 10.05};
        double[] large = {20, 20.1, 19.9, 20, 20.05};
        Speed time = Speed.of(measurement("avgt", large), measurement("avgt", small));
        Speed rate = Speed.of(measurement("thrpt", small), measurement("thrpt", large));
        assertEquals(2, time.ratio(), 1e-2);
        assertEquals(time.ratio(), rate.ratio(), 1e-12);
        assertEquals("faster", time.verdict());
        assertEquals(
                "slower",
                Speed.of(measurement("avgt", small), measurement("avgt", large)).verdict());
    }

    @Test
    void swappingTheFilesInvertsTheRatio() {
        Measurement a = measurement("avgt", 3, 4, 5);
        Measurement b = measurement("avgt", 2, 2.5, 2.2, 2.8);
        Speed there = Speed.of(a, b);
        Speed back = Speed.of(b, a);
        assertEquals(1, there.ratio() * back.ratio(), 1e-12);
        assertEquals(1, there.low() * back.high(), 1e-12);
        assertEquals(1, there.high() * back.low(), 1e-12);
    }

    @Test
    void forksThatAgreeExactlyLeaveNoDoubt() {
        assertEquals(new Speed(1, 1, 1), Speed.of(measurement("avgt", 2, 2), measurement("avgt", 2, 2)));
        assertEquals(
                "not distinguishable",
                Speed.of(measurement("avgt", 2, 2), measurement("avgt", 2, 2)).verdict());
        assertEquals(
                "faster",
                Speed.of(measurement("avgt", 2, 2), measurement("avgt", 1, 1)).verdict());
    }

    /** JVMs settle on one of two speeds for the same bytecode: the median of five forks moves, and nothing is proved. */
    @Test
    void bimodalForksAreNotDistinguishable() {
        Speed speed = Speed.of(measurement("avgt", 50, 99, 51, 98, 50), measurement("avgt", 99, 50, 98, 97, 51));
        assertEquals("not distinguishable", speed.verdict());
    }

    /** About 99 in 100 intervals of 99 % contain the true ratio, for any spreads. */
    @Test
    void theIntervalHoldsTheTruthAsOftenAsItSays() {
        Random random = new Random(5);
        int held = 0;
        int trials = 4000;
        for (int i = 0; i < trials; i++) {
            Speed speed = Speed.of(logNormal(random, 5, 1, 0.02), logNormal(random, 5, 1.5, 0.1));
            held += speed.low() <= 1.5 && 1.5 <= speed.high() ? 1 : 0;
        }
        assertEquals(0.99, held / (double) trials, 0.006);
    }

    private static Measurement logNormal(Random random, int forks, double median, double spread) {
        double[] means = new double[forks];
        for (int i = 0; i < forks; i++) {
            means[i] = median * Math.exp(spread * random.nextGaussian());
        }
        return measurement("thrpt", means);
    }
}
