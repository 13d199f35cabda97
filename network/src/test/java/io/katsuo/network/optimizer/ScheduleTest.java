package io.katsuo.network.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Learning rates against their formulas, written with Math. */
class ScheduleTest {
    @Test
    void constantAndSteps() {
        assertEquals(0.1, Schedule.constant(0.1).rate(1_000_000_000_000L));
        Schedule steps = Schedule.steps(0.8, 0.5, 10);
        assertEquals(0.8, steps.rate(0));
        assertEquals(0.8, steps.rate(9));
        assertEquals(0.4, steps.rate(10));
        assertEquals(0.1, steps.rate(39));
    }

    @Test
    void cosine() {
        Schedule cosine = Schedule.cosine(0.5, 0.02, 1_000);
        for (int step = 0; step <= 1_000; step++) {
            double expected = 0.02 + 0.24 * (1 + Math.cos(Math.PI * step / 1_000));
            assertEquals(expected, cosine.rate(step), 1e-15, "step " + step);
        }
        assertEquals(0.5, cosine.rate(0));
        assertEquals(0.02, cosine.rate(1_000));
        assertEquals(0.02, cosine.rate(5_000));
    }

    @Test
    void oneCycle() {
        Schedule cycle = Schedule.oneCycle(0.5, 1_000);
        assertEquals(0.02, cycle.rate(0), 1e-15);
        assertEquals(0.26, cycle.rate(150), 1e-15);
        assertEquals(0.5, cycle.rate(300));
        assertEquals((0.5 + 2e-6) / 2, cycle.rate(650), 1e-15);
        assertEquals(2e-6, cycle.rate(1_000), 1e-18);
        for (int step = 1; step <= 1_000; step++) {
            assertEquals(step <= 300, cycle.rate(step) > cycle.rate(step - 1), "step " + step);
        }
    }

    @Test
    void warmUp() {
        Schedule warm = Schedule.cosine(0.5, 0, 100).warmUp(5);
        for (int step = 0; step < 5; step++) {
            assertEquals(0.1 * (step + 1), warm.rate(step), 1e-16);
        }
        assertEquals(0.5, warm.rate(5));
        assertEquals(0, warm.rate(105));
    }
}
