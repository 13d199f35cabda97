package io.katsuo.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** What blocks throw, and interrupts. A test that hangs is stopped with the stacks of all threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@DisabledIfSystemProperty(
        named = "katsuo.test.cases",
        matches = "0.*",
        disabledReason = "the run with all cases covers it")
class ParallelErrorsTest {
    @Test
    void whatABlockThrowsIsThrownAndThePoolGoesOn() {
        RuntimeException unchecked = new IllegalStateException("in block 3");
        Error error = new AssertionError("in block 3");
        Throwable[] kinds = {unchecked, error};
        for (int threads = 1; threads <= 4; threads++) {
            for (Throwable kind : kinds) {
                Throwable caught = Threads.call(
                        threads,
                        () -> assertThrows(
                                Throwable.class,
                                () -> Parallel.run(20, block -> {
                                    ParallelTest.work(200);
                                    if (block == 3) {
                                        ParallelErrorsTest.<RuntimeException>sneak(kind);
                                    }
                                })));
                assertSame(kind, caught);
                Threads.with(threads, () -> ParallelTest.assertEachOnce(50));
            }
        }
    }

    /** Checked exceptions cannot be declared by a block, but some languages and tricks throw them all the same. */
    @Test
    void undeclaredCheckedExceptionsAreThrownAsTheyAre() {
        Exception checked = new Exception("checked");
        Threads.with(
                4,
                () -> assertSame(
                        checked,
                        assertThrows(
                                Exception.class,
                                () -> Parallel.run(8, block -> ParallelErrorsTest.<RuntimeException>sneak(checked)))));
        Threads.with(4, () -> ParallelTest.assertEachOnce(50));
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void sneak(Throwable throwable) throws X {
        throw (X) throwable;
    }

    /** Runs at the end of the stack, at many distances from it: the caller is not left in a run that never ends. */
    @Test
    void aStackThatOverflowsLeavesNothingBehind() throws Exception {
        Thread caller = new Thread(
                null,
                () -> Threads.with(3, () -> {
                    for (int distance = 0; distance < 60; distance++) {
                        int depth = distance;
                        assertThrows(StackOverflowError.class, () -> overflow(depth));
                        assertFalse(Parallel.isInBlock(), "the caller is still in a block");
                        assertEquals(0, Pool.onOffer());
                    }
                    ParallelTest.assertEachOnce(100);
                }),
                "caller",
                512 << 10);
        List<Throwable> failures = new ArrayList<>();
        caller.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
        caller.start();
        caller.join();
        assertEquals(List.of(), failures);
    }

    /** Goes down until the stack overflows and runs in frames on the way up, of which the last ones have no room for it. */
    private static int overflow(int depth) {
        try {
            return overflow(depth + 1) + 1;
        } catch (StackOverflowError e) {
            if (depth % 3 == 0) {
                Parallel.run(4, block -> ParallelTest.work(3));
            }
            throw e;
        }
    }

    @Test
    void whenAllBlocksThrowOneOfThemIsThrown() {
        Threads.with(4, () -> {
            for (int i = 0; i < 200; i++) {
                String message = assertThrows(
                                IllegalStateException.class,
                                () -> Parallel.run(30, block -> {
                                    throw new IllegalStateException("block");
                                }))
                        .getMessage();
                assertEquals("block", message);
            }
            ParallelTest.assertEachOnce(100);
        });
    }

    @Test
    void anInterruptNeitherStopsARunNorIsLost() throws Exception {
        Thread caller = new Thread(() -> Threads.with(4, () -> {
            for (int i = 0; i < 300; i++) {
                Thread.currentThread().interrupt();
                AtomicInteger done = new AtomicInteger();
                Thread here = Thread.currentThread();
                Parallel.run(8, block -> {
                    // The caller waits for the others so long that it parks.
                    ParallelTest.work(Thread.currentThread() == here ? 20 : 50_000);
                    done.incrementAndGet();
                });
                assertEquals(8, done.get());
                assertTrue(Thread.interrupted(), "the interrupt is still there");
            }
        }));
        List<Throwable> failures = new ArrayList<>();
        caller.setUncaughtExceptionHandler((thread, e) -> failures.add(e));
        caller.start();
        caller.join();
        assertEquals(List.of(), failures);
    }

    @Test
    void aCountOutOfRangeIsRefused() {
        assertEquals(
                "parallel: blocks must be between 0 and " + Parallel.MAX_BLOCKS + ": -1",
                assertThrows(IllegalArgumentException.class, () -> Parallel.run(-1, block -> {}))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Parallel.run(Parallel.MAX_BLOCKS + 1, block -> {}));
        assertThrows(NullPointerException.class, () -> Parallel.run(1, null));
    }
}
