package io.katsuo.core.ops;

import io.katsuo.core.kernel.gemm.PackedBlock;

/**
 * The large buffers of one product, of some megabytes. There are two for each processor, however many threads call: a
 * caller that finds none waits until a product is done. A holder never waits for a caller, so waiting always ends.
 */
final class ProductMemory {
    private static final int MOST = 2 * Runtime.getRuntime().availableProcessors();

    /** After so long a product takes memory of its own, in case a thread ended without giving back what it took. */
    private static final long PATIENCE_MILLIS = 30_000;

    /** Those that nobody uses, the latest one last; null in place of those that were never needed. */
    private static final ProductMemory[] FREE = new ProductMemory[MOST];

    private static int free = MOST;

    /** Panels of B. */
    final PackedBlock block = new PackedBlock();

    private float[] left = new float[0];
    private float[] sums = new float[0];

    private ProductMemory() {}

    /**
     * Takes the memory that this thread had last if it is free. Two threads that exchange theirs fetch each other's panels
     * from cache to cache: a loss on two threads took 1.2 to 1.5 times as long.
     */
    static ProductMemory take(ProductMemory last) {
        ProductMemory memory = null;
        boolean interrupted = false;
        long until = System.currentTimeMillis() + PATIENCE_MILLIS;
        synchronized (FREE) {
            while (free == 0 && System.currentTimeMillis() < until) {
                try {
                    FREE.wait(PATIENCE_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (free > 0) {
                int at = --free;
                for (int i = 0; i < free && last != null; i++) {
                    at = FREE[i] == last ? i : at;
                }
                memory = FREE[at];
                FREE[at] = FREE[free];
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return memory == null ? new ProductMemory() : memory;
    }

    void giveBack() {
        synchronized (FREE) {
            if (free < MOST) {
                FREE[free++] = this;
                FREE.notify();
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
