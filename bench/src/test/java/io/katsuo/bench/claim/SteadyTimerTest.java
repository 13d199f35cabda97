package io.katsuo.bench.claim;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The timer's conclusions from allocation; times are not tested. */
class SteadyTimerTest {
    private final AtomicReference<Object> kept = new AtomicReference<>();

    @Test
    void boxedVectorsAreNotSteady() {
        Timing timing = new SteadyTimer(() -> kept.set(new float[10_000]), false).time(0.1, 0.2, 0.01, 1);
        assertNotNull(timing.unsteady());
        assertTrue(timing.unsteady().contains("its vectors were not compiled"), timing::toString);
        assertTrue(timing.seconds() > 0, timing::toString);
    }

    @Test
    void codeThatMayAllocateIsUnsteadyWhenItsAllocationChanges() {
        long start = System.nanoTime();
        // Fifty times as much in every round of a tenth of a second.
        Runnable growing =
                () -> kept.set(new float[(int) Math.min(1 << 20, Math.exp((System.nanoTime() - start) * 40e-9))]);
        Timing timing = new SteadyTimer(growing, true).time(0.1, 0.5, 0.1, 1);
        assertNotNull(timing.unsteady(), timing::toString);
    }

    @Test
    void allCallsAreMade() {
        int[] calls = new int[1];
        new SteadyTimer(() -> calls[0]++, false).time(0, 0, 0, 200_000);
        assertTrue(calls[0] >= 200_000, calls[0] + " calls");
    }
}
