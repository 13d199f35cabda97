package io.katsuo.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Which workers help whom. */
class HelpersTest {
    /** Long enough for every worker that is awake to come. */
    private static void work() {
        long until = System.nanoTime() + 20_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private static Set<Thread> threadsOf(int limit) {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        Threads.with(limit, () -> {
            for (int run = 0; run < 200; run++) {
                Parallel.run(16, block -> {
                    seen.add(Thread.currentThread());
                    work();
                });
            }
        });
        return seen;
    }

    @Test
    void workersOfALargerRunBeforeSleep() {
        assertTrue(threadsOf(6).size() > 1);
        Set<Thread> seen = threadsOf(2);
        assertTrue(seen.size() <= 2, () -> "two threads wanted, these came: " + seen);
    }

    @Test
    void anotherCallerHasAWorkerOfItsOwn() throws InterruptedException {
        Threads.with(3, () -> Parallel.run(8, block -> work()));
        CountDownLatch inside = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        // Holds a caller and the first worker until the others are done.
        Thread holder = new Thread(() -> Threads.with(
                2,
                () -> Parallel.run(2, block -> {
                    inside.countDown();
                    await(end);
                })));
        holder.start();
        inside.await();
        try {
            assertEquals(2, threadsOf(2).size());
        } finally {
            end.countDown();
            holder.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
