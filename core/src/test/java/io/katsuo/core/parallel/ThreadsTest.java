package io.katsuo.core.parallel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void byDefaultAllProcessorsOrWhatThePropertySays() {
        int expected = Integer.getInteger("katsuo.threads", Runtime.getRuntime().availableProcessors());
        assertEquals(expected, Threads.count());
    }

    @Test
    void aLimitHoldsInsideAndEndsWithIt() {
        int outside = Threads.count();
        Threads.with(3, () -> {
            assertEquals(3, Threads.count());
            Threads.with(7, () -> assertEquals(7, Threads.count()));
            assertEquals(3, Threads.count());
        });
        assertEquals(outside, Threads.count());
        assertThrows(
                IllegalStateException.class,
                () -> Threads.with(2, () -> {
                    throw new IllegalStateException();
                }));
        assertEquals(outside, Threads.count());
    }

    @Test
    void callReturnsAndThrowsWhatTheBodyDoes() throws IOException {
        assertEquals(5, Threads.<Integer, IOException>call(5, Threads::count));
        assertThrows(
                IOException.class,
                () -> Threads.call(2, () -> {
                    throw new IOException();
                }));
    }

    @Test
    void anotherThreadHasItsOwnLimit() throws InterruptedException {
        int outside = Threads.count();
        int[] seen = new int[1];
        Thread other = new Thread(() -> seen[0] = Threads.count());
        Threads.with(outside + 1, other::start);
        other.join();
        assertEquals(outside, seen[0]);
    }

    @Test
    void countsOutOfRangeAreRefused() {
        int[] wrong = {0, -1, 513, Integer.MIN_VALUE};
        for (int count : wrong) {
            assertEquals(
                    "threads: must be between 1 and 512: " + count,
                    assertThrows(IllegalArgumentException.class, () -> Threads.with(count, () -> {}))
                            .getMessage());
        }
    }
}
