package io.katsuo.core.parallel;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** A daemon thread that does blocks of the jobs on offer. Without work it spins for a moment, then parks, then ends. */
final class Worker extends Thread {
    private static final Object WATCHING = "watching";
    private static final Object PARKED = "parked";
    private static final Object ENDED = "ended";

    /**
     * How long an idle worker spins: about as long as it takes to wake a parked thread, longer than the pause between two
     * products of a training step, and so short that an idle process uses no processor time.
     */
    private static final long WATCH_NANOS = 100_000;

    /** How long a worker parks before it ends, so that an application that is unloaded leaves no thread. */
    private static final long IDLE_NANOS = 3_000_000_000L;

    /** Scans between two looks at the clock. */
    private static final int SCANS = 32;

    /** {@link #WATCHING}, {@link #PARKED}, {@link #ENDED}, or the job whose block it does. */
    private final AtomicReference<Object> mode = new AtomicReference<>(WATCHING);

    private final int number;

    /** A worker with a number, from 0; names count from 1. */
    Worker(int number) {
        super(null, null, "katsuo-worker-" + (number + 1), 0, false);
        this.number = number;
        setDaemon(true);
    }

    /** Whether it is in no block, or in one of this job, which will end before the job's next run. */
    boolean isFreeFor(Job job) {
        Object now = mode.get();
        return now == WATCHING || now == PARKED || now == ENDED || now == job;
    }

    /** Wakes this worker if it is parked; false if it has ended. */
    boolean wake() {
        if (mode.get() == PARKED && mode.compareAndSet(PARKED, WATCHING)) {
            LockSupport.unpark(this);
        }
        return mode.get() != ENDED;
    }

    @Override
    public void run() {
        int slot = next(0);
        while (slot >= 0) {
            Job job = Pool.job(slot);
            if (job != null) {
                mode.set(job);
                job.workOne(number);
            }
            // An interrupt meant for one block must not reach the next, which may be another caller's.
            Thread.interrupted();
            slot = next(slot);
        }
    }

    /** The slot of the next job with work, or -1 if none has come for so long that this worker has ended. */
    private int next(int after) {
        int slot = Pool.find(after, number);
        while (slot < 0 && mode.get() != ENDED) {
            mode.set(WATCHING);
            slot = watch(after);
            if (slot < 0) {
                slot = park(after);
            }
        }
        return slot;
    }

    private int park(int after) {
        mode.set(PARKED);
        long until = System.nanoTime() + IDLE_NANOS;
        // A look after the announcement: an offer made just before it has woken nobody.
        int slot = Pool.find(after, number);
        while (slot < 0 && mode.get() == PARKED) {
            // A pending interrupt would turn parking into spinning.
            Thread.interrupted();
            long left = until - System.nanoTime();
            if (left <= 0 && mode.compareAndSet(PARKED, ENDED)) {
                return -1;
            }
            LockSupport.parkNanos(this, left);
            slot = Pool.find(after, number);
        }
        return slot;
    }

    private int watch(int after) {
        long until = System.nanoTime() + WATCH_NANOS;
        do {
            for (int i = 0; i < SCANS; i++) {
                int slot = Pool.find(after, number);
                if (slot >= 0) {
                    return slot;
                }
                Thread.onSpinWait();
            }
        } while (System.nanoTime() < until);
        return -1;
    }
}
