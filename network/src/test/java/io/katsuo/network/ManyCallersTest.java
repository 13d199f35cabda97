package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One network for very many callers at a time, interrupted ones and nested ones among them: the bits of a single caller. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ManyCallersTest {
    private static final int SAMPLES = 200;
    private final Network net =
            Network.builder(784, 1).affine(50).relu().affine(10).softmaxWithLoss();
    private final Tensor images = Digits.random(SAMPLES, 12).images();
    private final Tensor expected = net.predict(images);

    /** One prediction of some samples; an interrupt that was there stays. */
    private boolean isRight(int caller) {
        int from = caller * 31 % (SAMPLES - 40);
        int count = 1 + caller % 40;
        if (caller % 5 == 0) {
            Thread.currentThread().interrupt();
        }
        Tensor scores = Threads.call(1 + caller % 4, () -> net.predict(images.slice(0, from, from + count)));
        return Thread.interrupted() == (caller % 5 == 0)
                && expected.slice(0, from, from + count).sameBits(scores);
    }

    private void predictions(ExecutorService executor, int callers) throws Exception {
        long start = System.nanoTime();
        int wrong = 0;
        try (executor) {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                int caller = i;
                results.add(executor.submit(() -> isRight(caller)));
            }
            for (Future<Boolean> result : results) {
                wrong += result.get() ? 0 : 1;
            }
        }
        System.out.printf(
                "campaign many callers: %,d predictions, %d failures, %.0f s%n",
                callers, wrong, (System.nanoTime() - start) / 1e9);
        assertEquals(0, wrong);
    }

    @Test
    void platformThreads() throws Exception {
        predictions(Executors.newFixedThreadPool(64), 640);
    }

    @Test
    void virtualThreads() throws Exception {
        predictions(Executors.newVirtualThreadPerTaskExecutor(), 1000);
    }

    @Test
    @Tag("nightly")
    void manyPlatformThreads() throws Exception {
        predictions(Executors.newFixedThreadPool(64), 100_000);
        predictions(Executors.newFixedThreadPool(200), 20_000);
    }

    @Test
    @Tag("nightly")
    void tenThousandVirtualThreads() throws Exception {
        predictions(Executors.newVirtualThreadPerTaskExecutor(), 10_000);
    }

    @Test
    void nestedInStreams() {
        assertTrue(IntStream.range(0, 300).parallel().filter(i -> i % 5 > 0).allMatch(this::isRight));
    }

    /** Workers end when there is nothing to do, and are started again. */
    @Test
    @Tag("nightly")
    void workersComeAndGo() throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            assertTrue(isRight(3 + 4 * round));
            long until = System.nanoTime() + 30_000_000_000L;
            while (workers() > 0 && System.nanoTime() < until) {
                Thread.sleep(100);
            }
            assertEquals(0, workers(), "threads are left");
        }
    }

    private static long workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("katsuo-worker-"))
                .count();
    }
}
