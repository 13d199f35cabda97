package io.katsuo.core.ops;

import io.katsuo.core.kernel.gemm.PackedBlock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The large buffers of one product, of some megabytes. There are two for each processor, however many threads call: a
 * caller that finds none waits until a product is done. A holder never waits for a caller, so waiting always ends.
 */
final class ProductMemory {
    private static final int MOST = 2 * Runtime.getRuntime().availableProcessors();

    /** After so long a product replaces the memory of another, in case a thread ended without giving back what it took. */
    private static final long PATIENCE_MILLIS = 30_000;

    /** Null in place of those that were never needed. */
    private static final AtomicReferenceArray<ProductMemory> ALL = new AtomicReferenceArray<>(MOST);

    private static final AtomicInteger WAITING = new AtomicInteger();

    private final AtomicBoolean taken = new AtomicBoolean(true);

    /** Panels of B. */
    final PackedBlock block = new PackedBlock();

    private float[] left = new float[0];
    private float[] sums = new float[0];

    private ProductMemory() {}

    /**
     * Takes the memory that this thread had last, if it is free, and without a lock: two threads that exchange theirs
     * fetch each other's panels from cache to cache.
     *
     * @param last may be null
     */
    static ProductMemory take(ProductMemory last) {
        if (last != null && last.taken.compareAndSet(false, true)) {
            return last;
        }
        ProductMemory memory = takeAny();
        return memory != null ? memory : await();
    }

    private static ProductMemory takeAny() {
        for (int i = 0; i < MOST; i++) {
            ProductMemory memory = ALL.get(i);
            if (memory == null) {
                memory = new ProductMemory();
                if (ALL.compareAndSet(i, null, memory)) {
                    return memory;
                }
                memory = ALL.get(i);
            }
            if (memory.taken.compareAndSet(false, true)) {
                return memory;
            }
        }
        return null;
    }

    private static ProductMemory await() {
        ProductMemory memory;
        boolean interrupted = false;
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        synchronized (ALL) {
            // Announced before the look: who gives memory back after it wakes this thread.
            WAITING.incrementAndGet();
            memory = takeAny();
            while (memory == null && System.currentTimeMillis() < until) {
                try {
                    ALL.wait(PATIENCE_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
                memory = takeAny();
            }
            WAITING.decrementAndGet();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (memory == null) {
            memory = new ProductMemory();
            ALL.set((int) (until % MOST), memory);
        }
        return memory;
    }

    void giveBack() {
        taken.set(false);
        if (WAITING.get() > 0) {
            synchronized (ALL) {
                ALL.notify();
            }
        }
    }

    /** Room for a copy of A. */
    float[] left(int n) {
        if (left.length < n) {
            left = new float[n];
        }
        return left;
    }

    /** Room for the sums of a block of terms. */
    float[] sums(int n) {
        if (sums.length < n) {
            sums = new float[n];
        }
        return sums;
    }
}
