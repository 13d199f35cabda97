package io.katsuo.bench.claim;

import java.util.List;

/**
 * The cases to measure, and for how long.
 *
 * @param cases the headline first
 * @param leastWarmUp the least seconds of warm-up of a JVM
 * @param mostWarmUp the most seconds of warm-up; a JVM that is not steady then gives no time
 * @param seconds the least seconds of measurement of a JVM
 */
record Plan(List<Case> cases, double leastWarmUp, double mostWarmUp, double seconds) {
    private static final String HEADLINE = "784-50-10";

    /** Takes about 35 seconds on two idle cores. */
    static Plan quick() {
        return new Plan(
                List.of(Case.of(Way.FLOAT32, HEADLINE, 3, 0, 2), Case.of(Way.DOUBLE, HEADLINE, 3, 2_000, 2)),
                0.8,
                20,
                0.3);
    }

    /** Takes about ten minutes. */
    static Plan full() {
        return new Plan(
                List.of(
                        Case.of(Way.FLOAT32, HEADLINE, 3, 0, 5),
                        Case.of(Way.FLOAT32, "49-20-10", 3, 0, 3),
                        Case.of(Way.FLOAT32, "196-20-10", 3, 0, 3),
                        Case.of(Way.FLOAT32, "784-13-10", 3, 0, 3),
                        Case.of(Way.FLOAT32, "784-128-10", 3, 4_000, 3),
                        Case.of(Way.FLOAT32, "784-500-10", 3, 2_000, 3),
                        Case.of(Way.FLOAT32, "49-20-10", 100, 0, 3),
                        Case.of(Way.FLOAT32, "784-13-10", 100, 4_000, 3),
                        Case.of(Way.FLOAT32, HEADLINE, 100, 2_000, 3),
                        Case.of(Way.FLOAT32, "784-500-10", 100, 300, 3),
                        Case.of(Way.FLOAT32, HEADLINE, 1, 0, 3),
                        Case.of(Way.FLOAT32, HEADLINE, 30, 2_000, 3),
                        Case.of(Way.DOUBLE, HEADLINE, 3, 0, 5),
                        Case.of(Way.COMMONS_MATH, HEADLINE, 3, 2_000, 2)),
                1,
                30,
                1);
    }

    /** The largest number of forks of a case. */
    int forks() {
        return cases.stream().mapToInt(Case::forks).max().orElse(0);
    }
}
