package io.katsuo.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.testing.ThreadMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A test that hangs is stopped with the stacks of all threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "the run with all cases covers it")
class ParallelTest {
    /** Runs blocks of a little work, and fails unless each was done once and all were done on return. */
    static void assertEachOnce(int blocks) {
        AtomicIntegerArray done = new AtomicIntegerArray(blocks);
        Parallel.run(blocks, block -> {
            work(20);
            done.incrementAndGet(block);
        });
        for (int i = 0; i < blocks; i++) {
            assertEquals(1, done.get(i), "block " + i + " of " + blocks);
        }
    }

    private static volatile double sink;

    static void work(int steps) {
        double x = 1;
        for (int i = 0; i < steps; i++) {
            x = Math.sqrt(x + i);
        }
        sink = x;
    }

    private static void await(List<Future<?>> futures) throws Exception {
        for (Future<?> future : futures) {
            future.get();
        }
    }

    private static List<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("katsuo-worker-"))
                .toList();
    }

    @Test
    void everyBlockIsDoneOnce() {
        for (int threads = 1; threads <= 7; threads++) {
            Threads.with(threads, () -> {
                for (int blocks = 0; blocks <= 40; blocks++) {
                    assertEachOnce(blocks);
                }
                assertEachOnce(10_000);
            });
        }
    }

    /** Ten thousand runs in a row: a worker that comes late to one must not take a block of the next. */
    @Test
    void lateWorkersDoNotTakeBlocksOfTheNextRun() {
        int[] sums = new int[4];
        Threads.with(4, () -> {
            for (int run = 0; run < 20_000; run++) {
                int expected = run;
                Parallel.run(4, block -> sums[block] = expected + block);
                for (int block = 0; block < 4; block++) {
                    assertEquals(run + block, sums[block]);
                }
            }
        });
    }

    @Test
    void manyCallersAtOnce() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(96)) {
            List<Future<?>> futures = new ArrayList<>();
            for (int caller = 0; caller < 96; caller++) {
                int blocks = 1 + caller;
                futures.add(callers.submit(() -> {
                    for (int round = 0; round < 16; round++) {
                        Threads.with(1 + round % 5, () -> assertEachOnce(blocks * 3));
                    }
                }));
            }
            await(futures);
        }
    }

    @Test
    void blocksMayRunBlocks() {
        AtomicInteger inner = new AtomicInteger();
        Threads.with(
                4,
                () -> Parallel.run(16, outer -> {
                    Thread here = Thread.currentThread();
                    Parallel.run(16, block -> {
                        assertSame(here, Thread.currentThread(), "a nested run stays on its thread");
                        inner.incrementAndGet();
                    });
                }));
        assertEquals(256, inner.get());
    }

    @Test
    void callersMayBeForkJoinOrVirtualThreads() throws Exception {
        Threads.with(4, () -> IntStream.range(0, 200).parallel().forEach(i -> assertEachOnce(10)));
        try (ForkJoinPool pool = new ForkJoinPool(8);
                ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> futures = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                futures.add(virtual.submit(() -> Threads.with(4, () -> assertEachOnce(12))));
                futures.add(pool.submit(() -> Threads.with(4, () -> assertEachOnce(12))));
            }
            await(futures);
        }
    }

    @Test
    void moreThreadsThanProcessors() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        int many = 3 * Runtime.getRuntime().availableProcessors();
        Threads.with(many, () -> {
            for (int i = 0; i < 20; i++) {
                Parallel.run(many * 4, block -> {
                    seen.add(Thread.currentThread());
                    work(20_000);
                });
            }
        });
        assertTrue(seen.size() <= many, () -> seen.size() + " threads");
        assertTrue(seen.size() > 1, () -> "only " + seen);
    }

    @Test
    void aLimitIsNeverExceeded() {
        for (int limit = 1; limit <= 5; limit++) {
            int most = limit;
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger peak = new AtomicInteger();
            Threads.with(limit, () -> {
                for (int run = 0; run < 50; run++) {
                    Parallel.run(40, block -> {
                        peak.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        work(300);
                        inside.decrementAndGet();
                    });
                }
            });
            assertTrue(peak.get() <= most, () -> peak + " threads of " + most);
        }
    }

    @Test
    void smallRunsStayOnTheCaller() {
        Thread caller = Thread.currentThread();
        Parallel.Block here = block -> assertSame(caller, Thread.currentThread());
        Threads.with(8, () -> Parallel.run(1, here));
        Threads.with(1, () -> Parallel.run(100, here));
        Parallel.run(0, block -> assertFalse(true, "there is no block"));
    }

    @Test
    void workersAreNamedDaemons() {
        Threads.with(4, () -> assertEachOnce(1000));
        List<Thread> workers = workers();
        assertTrue(workers.size() >= 3, () -> workers.toString());
        for (Thread worker : workers) {
            assertTrue(worker.isDaemon(), worker.getName());
            assertTrue(worker.getName().matches("katsuo-worker-[1-9][0-9]*"), worker.getName());
        }
        assertEquals(
                workers.size(), workers.stream().map(Thread::getName).distinct().count());
    }

    private static void assertIdle() throws InterruptedException {
        // The first moments are spent in watching for more work.
        Thread.sleep(50);
        List<Thread> workers = workers();
        long before = 0;
        for (Thread worker : workers) {
            before += ThreadMeters.cpuNanos(worker);
        }
        Thread.sleep(500);
        long nanos = -before;
        for (Thread worker : workers) {
            nanos += ThreadMeters.cpuNanos(worker);
        }
        long burnt = nanos;
        assertTrue(burnt < 5_000_000, () -> workers.size() + " idle workers ran for " + burnt / 1000 + " µs of 500 ms");
    }

    @Test
    void idleWorkersBurnNothing() throws InterruptedException {
        Threads.with(4, () -> assertEachOnce(1000));
        assertIdle();
    }

    /** A thread with a pending interrupt cannot park: a block that interrupts its thread must not leave it spinning. */
    @Test
    void interruptedWorkersBurnNothingEither() throws InterruptedException {
        Thread caller = Thread.currentThread();
        Threads.with(4, () -> {
            for (int i = 0; i < 50; i++) {
                Parallel.run(16, block -> {
                    work(2000);
                    if (Thread.currentThread() != caller) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        });
        assertIdle();
        Threads.with(4, () -> assertEachOnce(1000));
    }

    @Test
    void aRunAllocatesNothing() {
        Parallel.Block block = i -> work(50);
        Threads.with(4, () -> {
            for (int i = 0; i < 2000; i++) {
                Parallel.run(8, block);
            }
            long bytes = ThreadMeters.allocatedBy(() -> {
                for (int i = 0; i < 1000; i++) {
                    Parallel.run(8, block);
                }
            });
            assertTrue(bytes < 16_000, () -> bytes + " bytes in 1000 runs");
        });
    }

    @Test
    void blocksOfManyCallersAreSharedFairly() throws Exception {
        // Two callers at once with as many blocks: neither waits for the other to be done.
        AtomicInteger running = new AtomicInteger(2);
        Callable<Integer> caller = () -> Threads.call(4, () -> {
            AtomicInteger othersRunning = new AtomicInteger();
            for (int i = 0; i < 200; i++) {
                Parallel.run(32, block -> work(500));
                othersRunning.addAndGet(running.get() == 2 ? 1 : 0);
            }
            running.decrementAndGet();
            return othersRunning.get();
        });
        try (ExecutorService callers = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = callers.submit(caller);
            Future<Integer> second = callers.submit(caller);
            assertTrue(Math.max(first.get(), second.get()) > 0);
        }
    }
}
