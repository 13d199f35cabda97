package io.katsuo.core.parallel;

import java.util.Objects;

/**
 * Runs blocks of work on the calling thread and the shared workers. It knows nothing of floats: an operation splits its
 * output into blocks whose results do not depend on who computes them, or when.
 *
 * <p>Any number of threads may call at once; every caller has its helpers among the workers, a worker takes blocks from those
 * it helps in turn, and the caller works on its own blocks, so that it advances even when no worker is free.
 *
 * @since 0.1
 */
public final class Parallel {
    /** The largest number of blocks in one run. */
    public static final int MAX_BLOCKS = Job.MAX_BLOCKS;

    private static final ThreadLocal<Job> OWN = ThreadLocal.withInitial(Job::new);

    private Parallel() {}

    /** One block of work. */
    @FunctionalInterface
    public interface Block {
        /**
         * Does one block.
         *
         * @param block its number, from 0
         */
        void run(int block);
    }

    /**
     * Does blocks {@code 0 … blocks-1}, each exactly once, and returns when all are done. A run inside a block stays on
     * the thread of that block.
     *
     * @param blocks how many, up to {@link #MAX_BLOCKS}
     * @param body does one block; called by several threads at once
     * @throws IllegalArgumentException if the number of blocks is out of range
     * @throws RuntimeException what a block threw; blocks not begun by then are left out
     */
    public static void run(int blocks, Block body) {
        Objects.requireNonNull(body, "body");
        if (blocks < 0 || blocks > MAX_BLOCKS) {
            throw new IllegalArgumentException("parallel: blocks must be between 0 and " + MAX_BLOCKS + ": " + blocks);
        }
        int threads = Math.min(blocks, Threads.count());
        if (threads <= 1) {
            for (int block = 0; block < blocks; block++) {
                body.run(block);
            }
            return;
        }
        Job job = OWN.get();
        Pool.prepare(job, threads - 1);
        job.open(blocks, threads - 1, body);
        int slot = Pool.offer(job);
        job.workAll();
        Pool.withdraw(job, slot);
        job.awaitAndClose();
    }

    /** Whether the calling thread is doing a block; what it runs then stays on it. */
    static boolean isInBlock() {
        return Thread.currentThread() instanceof Worker || OWN.get().isBusy();
    }
}
