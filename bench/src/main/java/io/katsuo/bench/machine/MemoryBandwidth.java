package io.katsuo.bench.machine;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** How fast memory can be read: sums of an array that is larger than the caches, in plain Java. */
public final class MemoryBandwidth {
    private static final long NANOS = 400_000_000;
    private static final int FEWEST_PASSES = 3;

    private final long[] array;

    /** Allocates the array and writes all of it. */
    public MemoryBandwidth(long bytes) {
        array = new long[Math.toIntExact(bytes / Long.BYTES)];
        for (int i = 0; i < array.length; i++) {
            array[i] = i;
        }
    }

    /** GB/s of all threads together, each reading its own part: the best pass within 0.4 s. */
    public double gigabytesPerSecond(int threads) {
        int part = array.length / threads;
        List<Callable<Long>> parts = IntStream.range(0, threads)
                .<Callable<Long>>mapToObj(i -> () -> sum(array, i * part, (i + 1) * part))
                .toList();
        double best = 0;
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            long end = System.nanoTime() + NANOS;
            for (int pass = 0; pass < FEWEST_PASSES || System.nanoTime() < end; pass++) {
                long start = System.nanoTime();
                long sum = 0;
                for (Future<Long> result : pool.invokeAll(parts)) {
                    sum += result.resultNow();
                }
                double nanos = System.nanoTime() - start;
                if (sum != sumOfFirst((long) part * threads)) {
                    throw new IllegalStateException("the sum of the array is wrong");
                }
                best = Math.max(best, (double) part * threads * Long.BYTES / nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while memory was read", e);
        }
        return best;
    }

    private static long sumOfFirst(long count) {
        return count * (count - 1) / 2;
    }

    /** Four sums, because each addition to one sum waits for the previous one. */
    private static long sum(long[] array, int from, int to) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        int i = from;
        for (; i < to - 3; i += 4) {
            a += array[i];
            b += array[i + 1];
            c += array[i + 2];
            d += array[i + 3];
        }
        for (; i < to; i++) {
            a += array[i];
        }
        return a + b + c + d;
    }
}
