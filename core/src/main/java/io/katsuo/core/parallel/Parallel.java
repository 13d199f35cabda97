package io.katsuo.core.parallel;

import java.util.Objects;

/**
 * Runs work on the calling thread and the shared workers, and decides how to cut it. It knows nothing of floats: an
 * operation splits its output into parts whose results do not depend on which thread computes them, or when.
 *
 * <p>Any number of threads may call at once. Each caller has its own helpers among the workers, and a worker takes blocks
 * from the callers that it helps in turn. The caller works on its own blocks, so it advances even when no worker is free.
 */
public final class Parallel {
    /** The largest number of blocks in one run. */
    public static final int MAX_BLOCKS = Job.MAX_BLOCKS;

    /** Multiply-adds of a matrix product that count as one unit of work, see {@link #parts}. */
    public static final int MULTIPLY_ADDS = 32;

    /** Below this much work, waking a thread costs more than it saves: about ten microseconds. */
    private static final int MIN_WORK = 1 << 15;

    /** Work in a part: a few times what it costs to hand the part to another thread. */
    private static final int MIN_PART_WORK = MIN_WORK / 4;

    /** More parts than threads, so that an interrupted thread does not hold up the others. */
    private static final int PARTS_PER_THREAD = 4;

    /** Calls that a run needs below it on the stack, with room to spare: those outside of the blocks go four deep. */
    private static final int STACK_CALLS = 40;

    private static final PerThread<Job> OWN = new PerThread<>();

    private Parallel() {}

    /** One block of work. */
    @FunctionalInterface
    public interface Block {
        /** Does the block of this number, from 0. */
        void run(int block);
    }

    /** Work on a range of units. */
    @FunctionalInterface
    public interface Range {
        /** Does the units {@code from … to-1}. */
        void run(int from, int to);
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
        run(own(), threads, blocks, body);
    }

    private static void run(Job job, int threads, int blocks, Block body) {
        // A stack that overflows does so here, and not where a job would be left half done.
        needStack(STACK_CALLS);
        Pool.prepare(job, threads - 1);
        job.open(blocks, threads - 1, body);
        int slot = Pool.NONE;
        try {
            slot = Pool.offer(job);
            job.workAll();
        } finally {
            Pool.withdraw(job, slot);
            job.awaitAndClose();
        }
    }

    private static int needStack(int calls) {
        return calls == 0 ? 0 : needStack(calls - 1) + 1;
    }

    private static Job own() {
        Job job = OWN.get();
        return job == null ? OWN.set(new Job()) : job;
    }

    /**
     * Does units {@code 0 … units-1}, each exactly once, in ranges of nearly equal length: {@link #parts} of them. Small
     * work is one call on the calling thread. Allocates nothing.
     *
     * @param work how much all units are, as in {@link #parts}
     * @param units how many indivisible units, at least 0
     * @param body does a range of units; called by several threads at once
     * @throws IllegalArgumentException if the number of units is negative
     * @throws RuntimeException what a range threw; ranges not begun by then are left out
     */
    public static void run(long work, int units, Range body) {
        Objects.requireNonNull(body, "body");
        if (units < 0) {
            throw new IllegalArgumentException("parallel: units must not be negative: " + units);
        }
        int parts = parts(work, units);
        if (parts > 1) {
            Job job = own();
            run(job, Math.min(parts, Threads.count()), parts, job.ranges(units, parts, body));
        } else if (units > 0) {
            body.run(0, units);
        }
    }

    /**
     * Into how many parts to cut work so that threads pay: 1 for small work, a few parts a thread for large work. The
     * number depends on {@link Threads#count}; results must not depend on it.
     *
     * @param work how much it is: elements, times how much longer one takes than an addition; {@value #MULTIPLY_ADDS} multiply-adds
     *     of a matrix product count as one
     * @param units how many indivisible units it consists of
     * @return 1 … {@code max(1, units)}
     */
    public static int parts(long work, int units) {
        if (work < MIN_WORK) {
            return 1;
        }
        int threads = Threads.count();
        if (threads == 1) {
            return 1;
        }
        long most = Math.min((long) threads * PARTS_PER_THREAD, work / MIN_PART_WORK);
        return (int) Math.max(1, Math.min(most, units));
    }

    /**
     * Where a part begins if things are cut into parts of nearly equal size: {@code ⌊things · part / parts⌋}.
     *
     * @param things how many there are
     * @param part which part, 0 … {@code parts}
     * @return the number of the part's first thing; {@code things} for {@code part = parts}
     */
    public static int share(int things, int part, int parts) {
        return (int) ((long) things * part / parts);
    }

    /** Whether the calling thread is doing a block; what it runs then stays on it. */
    static boolean isInBlock() {
        if (Thread.currentThread() instanceof Worker) {
            return true;
        }
        Job job = OWN.get();
        return job != null && job.isBusy();
    }
}
