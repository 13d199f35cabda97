package io.katsuo.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class ParallelRangesTest {
    private static final long LARGE = 1L << 40;

    @Test
    void sharesCoverAllThingsInOrderAndDifferByOneAtMost() {
        long seed = 20261129;
        Random random = new Random(seed);
        for (int trial = 0; trial < 1000; trial++) {
            int things = trial < 4 ? Integer.MAX_VALUE - trial : random.nextInt(trial < 500 ? 100 : Integer.MAX_VALUE);
            int parts = 1 + random.nextInt(600);
            String message = things + " things, " + parts + " parts, seed " + seed;
            assertEquals(0, Parallel.share(things, 0, parts), message);
            assertEquals(things, Parallel.share(things, parts, parts), message);
            for (int part = 0; part < parts; part++) {
                int size = Parallel.share(things, part + 1, parts) - Parallel.share(things, part, parts);
                assertTrue(size == things / parts || size == things / parts + 1, message + ": part of " + size);
            }
        }
    }

    @Test
    void everyUnitIsDoneOnce() {
        for (int threads = 1; threads <= 5; threads++) {
            Threads.with(threads, () -> {
                for (int units : new int[] {0, 1, 2, 3, 7, 64, 1000}) {
                    AtomicIntegerArray done = new AtomicIntegerArray(units);
                    for (long work : new long[] {0, 1 << 15, LARGE}) {
                        Parallel.run(work, units, (from, to) -> {
                            assertTrue(from < to, "empty range at " + from);
                            for (int unit = from; unit < to; unit++) {
                                done.incrementAndGet(unit);
                            }
                        });
                    }
                    for (int unit = 0; unit < units; unit++) {
                        assertEquals(3, done.get(unit), "unit " + unit + " of " + units);
                    }
                }
            });
        }
    }

    /** A run inside a range must not change what the outer run still has to do. */
    @Test
    void rangesMayRunRanges() {
        AtomicInteger inner = new AtomicInteger();
        Threads.with(
                3,
                () -> Parallel.run(
                        LARGE,
                        10,
                        (from, to) -> Parallel.run(LARGE, 5, (f, t) -> inner.addAndGet((to - from) * (t - f)))));
        assertEquals(50, inner.get());
    }

    @Test
    void smallWorkIsOnePart() {
        Threads.with(4, () -> {
            assertEquals(1, Parallel.parts((1 << 15) - 1, 1000));
            assertEquals(4, Parallel.parts(1 << 15, 1000), "a part is a quarter of the least work that is shared");
            assertEquals(16, Parallel.parts(LARGE, 1000), "a few parts a thread");
            assertEquals(3, Parallel.parts(LARGE, 3), "units are not cut");
            assertEquals(1, Parallel.parts(LARGE, 0));
        });
        Threads.with(1, () -> assertEquals(1, Parallel.parts(LARGE, 1000)));
    }

    @Test
    void aNegativeNumberOfUnitsIsRefused() {
        Exception e = assertThrows(IllegalArgumentException.class, () -> Parallel.run(1, -1, (from, to) -> {}));
        assertEquals("parallel: units must not be negative: -1", e.getMessage());
    }

    @Test
    void whatARangeThrowsReachesTheCaller() {
        Threads.with(2, () -> {
            Exception e = assertThrows(
                    IllegalStateException.class,
                    () -> Parallel.run(LARGE, 8, (from, to) -> {
                        throw new IllegalStateException("broken");
                    }));
            assertEquals("broken", e.getMessage());
            AtomicInteger units = new AtomicInteger();
            Parallel.run(LARGE, 8, (from, to) -> units.addAndGet(to - from));
            assertEquals(8, units.get(), "the next run is not disturbed");
        });
    }
}
