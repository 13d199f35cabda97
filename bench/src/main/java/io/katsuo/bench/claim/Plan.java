package io.katsuo.bench.claim;

import io.katsuo.bench.claim.sides.Way;
import java.util.ArrayList;
import java.util.List;

/**
 * What is measured, and for how long.
 *
 * @param cases the headline first
 * @param products batch sizes for which the two large products are timed
 * @param warmUp seconds of one round of warming up
 * @param measure seconds that each side is timed, at least once
 * @param rounds how often it is timed in one JVM
 */
record Plan(List<Case> cases, List<Integer> products, double warmUp, double measure, int rounds) {
    private static final String HEADLINE = "784-50-10";

    Plan {
        cases = List.copyOf(cases);
        products = List.copyOf(products);
    }

    /** Under a minute. */
    static Plan quick() {
        List<Case> cases = new ArrayList<>();
        cases.add(Case.of(Way.FLOAT32, HEADLINE, 3, 0, 2));
        cases.add(Case.of(Way.DOUBLE, HEADLINE, 3, 5_000, 2));
        cases.add(Case.of(Way.FLOAT32, "49-20-10", 3, 0, 2));
        cases.add(Case.of(Way.FLOAT32, "784-13-10", 3, 0, 2));
        cases.add(Case.of(Way.FLOAT32, "784-128-10", 3, 4_000, 2));
        return new Plan(cases, List.of(), 0.3, 0.2, 2);
    }

    /** Under ten minutes. */
    static Plan full() {
        List<Case> cases = new ArrayList<>();
        cases.add(Case.of(Way.FLOAT32, HEADLINE, 3, 0, 5));
        cases.add(Case.of(Way.DOUBLE, HEADLINE, 3, 0, 5));
        cases.add(Case.of(Way.FLOAT32, "49-20-10", 3, 0, 3));
        cases.add(Case.of(Way.FLOAT32, "196-20-10", 3, 0, 3));
        cases.add(Case.of(Way.FLOAT32, "784-13-10", 3, 0, 3));
        cases.add(Case.of(Way.FLOAT32, "784-128-10", 3, 4_000, 3));
        cases.add(Case.of(Way.FLOAT32, "784-500-10", 3, 2_000, 3));
        cases.add(Case.of(Way.FLOAT32, "49-20-10", 100, 0, 3));
        cases.add(Case.of(Way.FLOAT32, "784-13-10", 100, 4_000, 3));
        cases.add(Case.of(Way.FLOAT32, HEADLINE, 100, 2_000, 3));
        cases.add(Case.of(Way.FLOAT32, "784-500-10", 100, 300, 3));
        cases.add(Case.of(Way.FLOAT32, HEADLINE, 1, 0, 3));
        cases.add(Case.of(Way.FLOAT32, HEADLINE, 30, 2_000, 3));
        cases.add(Case.of(Way.DATA_GRADIENT, HEADLINE, 3, 0, 2));
        cases.add(Case.of(Way.ONE_SIDED, HEADLINE, 3, 0, 2));
        cases.add(Case.of(Way.THREADED, HEADLINE, 3, 0, 2));
        cases.add(Case.of(Way.INCREMENTAL, HEADLINE, 3, 0, 2));
        cases.add(Case.of(Way.NAIVE, HEADLINE, 3, 2_000, 2));
        cases.add(Case.of(Way.COMMONS_MATH, HEADLINE, 3, 2_000, 2));
        return new Plan(cases, List.of(3, 100), 0.5, 0.3, 3);
    }

    /** The most forks that a case has. */
    int forks() {
        return cases.stream().mapToInt(Case::forks).max().orElse(0);
    }
}
