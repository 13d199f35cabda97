package io.katsuo.core.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Assumptions;

/**
 * Runs a property on many seeded random cases. Each case has a generator of its own, so that a failing one can be run
 * alone: the failure names the case's seed and the command for it.
 *
 * <ul>
 *   <li>{@code -Dkatsuo.test.cases=0.1} runs a tenth of the cases, {@code =20} twenty times as many;
 *   <li>{@code -Dkatsuo.test.seed=0x…} runs the one case of that seed.
 * </ul>
 */
public final class Cases {
    private static final double SCALE = Double.parseDouble(System.getProperty("katsuo.test.cases", "1"));
    private static final String ONLY = System.getProperty("katsuo.test.seed");

    private Cases() {}

    /** A property of one random case. */
    @FunctionalInterface
    public interface Property {
        /**
         * Checks the property.
         *
         * @param rng where the case comes from
         * @throws Exception if the code under test does
         */
        void check(Rng rng) throws Exception;
    }

    /** A property with a limit. */
    @FunctionalInterface
    public interface Limited {
        /**
         * Checks the property.
         *
         * @param rng where the case comes from
         * @return how near the case came to the limit: 1 at the limit, 0 for a property that has none
         * @throws Exception if the code under test does
         */
        double ratio(Rng rng) throws Exception;
    }

    /**
     * Runs a campaign: all cases, whatever fails, then prints how many cases and failures there were, the worst ratio, the
     * seed and the time. The factor {@code katsuo.test.cases} of a nightly run is in the count already.
     *
     * @param name what is printed
     * @param count how many cases
     * @param seed what the cases are drawn from
     * @param property what to check
     */
    public static void campaign(String name, int count, long seed, Limited property) {
        long start = System.nanoTime();
        List<AssertionError> failures = new ArrayList<>();
        double[] worst = {0};
        int[] cases = {0};
        Property counted = rng -> {
            cases[0]++;
            double ratio = property.ratio(rng);
            worst[0] = Math.max(worst[0], ratio);
            assertTrue(ratio <= 1, () -> ratio + " of the limit");
        };
        if (ONLY != null) {
            forEach(1, seed, counted);
        } else {
            Rng seeds = new Rng(seed);
            for (int i = 0; i < count; i++) {
                try {
                    run("case " + i + " of " + count, seeds.nextLong(), counted);
                } catch (AssertionError e) {
                    failures.add(e);
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "campaign %s: %,d cases, %,d failures, worst ratio %.4f, seed 0x%x, %.0f s%n",
                name,
                cases[0],
                failures.size(),
                worst[0],
                seed,
                (System.nanoTime() - start) / 1e9);
        if (!failures.isEmpty()) {
            throw new AssertionError(
                    failures.size() + " failures, the first: "
                            + failures.getFirst().getMessage(),
                    failures.getFirst());
        }
    }

    /**
     * Checks the property on {@code count} cases (more or fewer by {@code katsuo.test.cases}, at least one).
     *
     * @param count how many cases
     * @param seed what the cases are drawn from
     * @param property what to check
     */
    public static void forEach(int count, long seed, Property property) {
        if (ONLY != null) {
            run("the one case", Long.parseUnsignedLong(ONLY.replaceFirst("^0x", ""), 16), property);
            return;
        }
        int scaled = scaled(count);
        Rng seeds = new Rng(seed);
        long start = System.nanoTime();
        for (int i = 0; i < scaled; i++) {
            run("case " + i + " of " + scaled, seeds.nextLong(), property);
        }
        if (SCALE > 1) {
            System.out.printf(
                    Locale.ROOT,
                    "campaign %s: %,d cases, 0 failures, seed 0x%x, %.0f s%n",
                    callingTest(),
                    scaled,
                    seed,
                    (System.nanoTime() - start) / 1e9);
        }
    }

    /** Skips a long test in runs with fewer cases: those repeat for another width what a full run has shown. */
    public static void assumeFullRun() {
        Assumptions.assumeTrue(SCALE >= 1, "a long test, in runs of all cases only");
    }

    /**
     * A number of cases scaled by {@code katsuo.test.cases}.
     *
     * @param count the number at scale 1
     * @return the number to run, at least 1
     */
    public static int scaled(int count) {
        return Math.max(1, (int) Math.round(count * SCALE));
    }

    private static void run(String name, long seed, Property property) {
        try {
            property.check(new Rng(seed));
        } catch (Exception | AssertionError e) {
            String hex = "0x" + Long.toHexString(seed);
            throw new AssertionError(
                    name + ", seed " + hex + ": " + e + "\n  reproduce: mvn test -pl core -Dtest=" + callingTest()
                            + " -Dkatsuo.test.seed=" + hex,
                    e);
        }
    }

    /** The outermost method of ours on the stack, which is the one that JUnit called. */
    private static String callingTest() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("io.katsuo."))
                        .reduce((inner, outer) -> outer)
                        .map(frame -> frame.getClassName().replaceFirst(".*\\.", "") + "#" + frame.getMethodName())
                        .orElse("?"));
    }
}
