package io.katsuo.network.gradcheck;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import org.junit.jupiter.api.Test;

/**
 * Right networks pass, whatever their size, initial weights and activations: 50 random ones, and 1,000 with
 * {@code -Dkatsuo.test.cases=20}.
 */
class NoFalseAlarmTest {
    private static final double SCALE = Double.parseDouble(System.getProperty("katsuo.test.cases", "1"));

    /** One in ten is up to 200 wide; the others are narrower, to save time. */
    @Test
    void randomNetworksPass() {
        long count = Math.max(1, Math.round(50 * SCALE));
        for (long seed = 0; seed < count; seed++) {
            RandomNetworks drawn = RandomNetworks.draw(new Rng(seed), seed % 10 == 0 ? 200 : 60);
            GradientReport report = GradientCheck.of(drawn.network())
                    .on(drawn.x(), drawn.t())
                    .sample(12, seed)
                    .run();
            assertNotEquals(
                    Verdict.FAILED,
                    report.verdict(),
                    () -> "seed " + drawn.what() + "\n" + report + "\n" + report.forward() + "\n" + report.layers());
            for (CheckedParameter entry : report.entries()) {
                // Not so wide that it says nothing; where all derivatives cancel to 0, rounding still adds up.
                assertTrue(entry.bound() < 1e-2 * largest(entry) + 1e-5, entry::toString);
            }
        }
    }

    private static double largest(CheckedParameter entry) {
        Errors precision = entry.precision();
        return precision.maxAbsolute() == 0 ? 1 : precision.maxAbsolute() / precision.maxRelative();
    }
}
