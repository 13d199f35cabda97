package io.katsuo.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.random.Rng;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The queue of jobs and its workers under races: callers pause for about as long as an idle worker watches before it parks,
 * and for about as long as it is parked before it ends, so that offers meet workers in the middle of either. The outcomes
 * are counted: every block is done once, and what a block wrote is seen by its caller.
 */
@Tag("nightly")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersStressTest {
    private static final int SECONDS = Integer.getInteger("katsuo.test.seconds", 60);

    @Test
    void offersMeetWorkersThatParkAndEnd() throws Exception {
        long until = System.nanoTime() + SECONDS * 1_000_000_000L;
        AtomicIntegerArray outcomes = new AtomicIntegerArray(3);
        List<Future<?>> callers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                Rng rng = new Rng(i);
                long pause = i < 4 ? 100_000 : 3_000_000_000L;
                callers.add(executor.submit(() -> {
                    while (System.nanoTime() < until) {
                        run(rng, outcomes);
                        // From 0.9 to 1.1 of the time.
                        LockSupport.parkNanos((long) (pause * (0.9 + 0.2 * rng.nextDouble())));
                    }
                }));
            }
            for (Future<?> caller : callers) {
                caller.get();
            }
        }
        System.out.printf(
                "campaign workers' queue: %,d blocks done once, %d not done, %d done twice, %d s%n",
                outcomes.get(1), outcomes.get(0), outcomes.get(2), SECONDS);
        assertEquals(0, outcomes.get(0) + outcomes.get(2));
        assertEquals(0, Pool.onOffer());
    }

    private static void run(Rng rng, AtomicIntegerArray outcomes) {
        int blocks = 1 + rng.nextInt(rng.nextInt(4) == 0 ? 100 : 6);
        // Plain memory: only the end of the run makes it visible.
        int[] done = new int[blocks];
        Threads.with(1 + rng.nextInt(4), () -> Parallel.run(blocks, block -> done[block]++));
        for (int count : done) {
            outcomes.incrementAndGet(Math.min(count, 2));
        }
    }
}
