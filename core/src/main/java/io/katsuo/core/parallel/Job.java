package io.katsuo.core.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * One caller's run of blocks. It is reused for the caller's next run, so that a run allocates nothing.
 *
 * <p>Claims go through one long, {@code generation:30 | active:10 | next:24}. A late worker reads the state, then body and
 * limits, and only then claims by compare-and-set. The generation changes with every run, so a claim that succeeds proves
 * that body and limits belong to the same run as the block.
 */
final class Job implements Parallel.Block {
    static final int MAX_BLOCKS = (1 << 24) - 2;

    private static final long NEXT_MASK = (1L << 24) - 1;
    private static final long ACTIVE_ONE = 1L << 24;
    private static final long ACTIVE_MASK = (1L << 10) - 1;
    private static final long GENERATION_ONE = 1L << 34;

    /** How long a caller spins for others' last blocks before it parks: longer than a block should take. */
    private static final long SPIN_NANOS = 50_000;

    private final AtomicLong state = new AtomicLong(NEXT_MASK);

    /** Blocks that workers have done. */
    private final AtomicInteger done = new AtomicInteger();

    /** The blocks, at most 64, that nobody has taken yet; a claim is then the right to take one of them. */
    private final AtomicLong left = new AtomicLong();

    /** The workers that may help, a bit for each. Late workers read it too, so the class comment's rule applies. */
    private final long[] helping = new long[Threads.MAX / Long.SIZE];

    // Written by the owner only while the state refuses claims; see the class comment.
    private volatile int blocks;
    private volatile int helpers;
    private volatile Parallel.Block body;
    private volatile Thread owner;
    private volatile Throwable failure;
    private boolean busy;

    /** Blocks that the owner has claimed, done or not. */
    private int own;

    // The work of a run over ranges. Plain fields will do: they are written before the state, and read after a claim.
    private Parallel.Range range;
    private int units;
    private int parts;

    /** Whether its thread is inside a run, so that another run on this thread is nested. */
    boolean isBusy() {
        return busy;
    }

    /** Forgets who helped in the last run. */
    void dismissHelpers() {
        Arrays.fill(helping, 0);
    }

    void addHelper(int worker) {
        helping[worker / Long.SIZE] |= 1L << worker;
    }

    boolean hasHelper(int worker) {
        return (helping[worker / Long.SIZE] >>> worker & 1) != 0;
    }

    /** A helper's place among the threads of this job, whose owner has place 0. */
    private int placeOf(int worker) {
        int word = worker / Long.SIZE;
        int place = 1 + Long.bitCount(helping[word] & first(worker % Long.SIZE));
        for (int i = 0; i < word; i++) {
            place += Long.bitCount(helping[i]);
        }
        return place;
    }

    /** A body that does units in ranges, for the next run of this job. */
    Parallel.Block ranges(int allUnits, int allParts, Parallel.Range work) {
        units = allUnits;
        parts = allParts;
        range = work;
        return this;
    }

    /** Does one part of a run over ranges. */
    @Override
    public void run(int part) {
        range.run(Parallel.share(units, part, parts), Parallel.share(units, part + 1, parts));
    }

    void open(int count, int limit, Parallel.Block work) {
        own = 0;
        owner = Thread.currentThread();
        blocks = count;
        helpers = limit;
        body = work;
        done.set(0);
        if (count <= Long.SIZE) {
            left.set(first(count));
        }
        state.set((state.get() & -GENERATION_ONE) + GENERATION_ONE);
        busy = true;
    }

    /** Does blocks until none is left to claim; called by the owner, whose place among the threads is 0. */
    void workAll() {
        int count = blocks;
        long s = state.get();
        while ((s & NEXT_MASK) < count) {
            if (state.compareAndSet(s, s + 1)) {
                own++;
                runClaimed(body, take((int) (s & NEXT_MASK), 0));
            }
            s = state.get();
        }
    }

    /** Whether a worker would find a block to do. */
    boolean hasWork(int worker) {
        long s = state.get();
        return (s & NEXT_MASK) < blocks && (s >>> 24 & ACTIVE_MASK) < helpers && hasHelper(worker);
    }

    /** Claims and does one block, if one is left and this is one of its helpers; called by workers, numbered from 0. */
    void workOne(int worker) {
        while (true) {
            long s = state.get();
            int block = (int) (s & NEXT_MASK);
            int count = blocks;
            Parallel.Block work = body;
            if (block >= count || (s >>> 24 & ACTIVE_MASK) >= helpers || !hasHelper(worker)) {
                return;
            }
            if (state.compareAndSet(s, s + 1 + ACTIVE_ONE)) {
                runClaimed(work, take(block, placeOf(worker)));
                Thread waiting = owner;
                state.addAndGet(-ACTIVE_ONE);
                done.incrementAndGet();
                // The owner closes the job before it looks at the number that is done.
                if ((state.get() & NEXT_MASK) == NEXT_MASK) {
                    LockSupport.unpark(waiting);
                }
                return;
            }
        }
    }

    /**
     * The block to do for a claim. Every thread prefers its own range of blocks, so that what it wrote in one run is in its
     * cache in the next run. A thread whose range is done takes the last block of another range.
     */
    private int take(int claim, int place) {
        int count = blocks;
        if (count > Long.SIZE) {
            return claim;
        }
        int threads = helpers + 1;
        long own = first(count * (place + 1) / threads) & ~first(count * place / threads);
        while (true) {
            long all = left.get();
            long bit = (all & own) != 0 ? Long.lowestOneBit(all & own) : Long.highestOneBit(all);
            if (left.compareAndSet(all, all & ~bit)) {
                return Long.numberOfTrailingZeros(bit);
            }
        }
    }

    /** The lowest bits, as many as given. */
    private static long first(int bits) {
        return bits == 0 ? 0 : -1L >>> (Long.SIZE - bits);
    }

    private void runClaimed(Parallel.Block work, int block) {
        try {
            if (failure == null) {
                work.run(block);
            }
        } catch (Throwable t) {
            failure = t;
        }
    }

    /** Refuses further claims, waits for the workers' last blocks, then forgets the work and rethrows what a block threw. */
    void awaitAndClose() {
        int others = close() - own;
        boolean interrupted = false;
        if (done.get() < others) {
            long until = System.nanoTime() + SPIN_NANOS;
            while (done.get() < others) {
                if (System.nanoTime() < until) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                    // A pending interrupt would turn parking into spinning; it is restored afterwards.
                    interrupted |= Thread.interrupted();
                }
            }
        }
        Throwable thrown = failure;
        body = null;
        range = null;
        owner = null;
        failure = null;
        busy = false;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (thrown != null) {
            Job.<RuntimeException>rethrow(thrown);
        }
    }

    /** Refuses further claims, and returns how many there were. */
    private int close() {
        long s = state.get();
        while (!state.compareAndSet(s, s | NEXT_MASK)) {
            s = state.get();
        }
        return (int) (s & NEXT_MASK);
    }

    /** Throws the exception unchanged: code in other JVM languages may throw undeclared checked exceptions. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void rethrow(Throwable thrown) throws X {
        throw (X) thrown;
    }
}
