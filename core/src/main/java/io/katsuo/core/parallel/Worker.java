package io.katsuo.core.parallel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A daemon thread that does blocks of whatever jobs are on offer, watches a moment when there are none, then parks. */
final class Worker extends Thread {
    private static final int BUSY = 0;
    private static final int WATCHING = 1;
    private static final int PARKED = 2;

    /**
     * How long an idle worker spins: about as long as waking a parked thread takes, longer than what lies between two
     * products of a training step, and short enough that an idle process burns nothing.
     */
    private static final long WATCH_NANOS = 100_000;

    /** Scans between two looks at the clock. */
    private static final int SCANS = 32;

    private final AtomicInteger mode = new AtomicInteger(BUSY);

    private final int number;

    /** A worker with a number, from 1. */
    Worker(int number) {
        super(null, null, "katsuo-worker-" + number, 0, false);
        this.number = number;
        setDaemon(true);
    }

    boolean isWatching() {
        return mode.get() == WATCHING;
    }

    /** Wakes this worker if it is parked; false if it is not. */
    boolean wake() {
        if (mode.get() == PARKED && mode.compareAndSet(PARKED, BUSY)) {
            LockSupport.unpark(this);
            return true;
        }
        return false;
    }

    @Override
    public void run() {
        int slot = 0;
        while (true) {
            slot = next(slot);
            mode.set(BUSY);
            Pool.workOne(slot, number);
            // An interrupt meant for one block must not reach the next, which may be another caller's.
            Thread.interrupted();
        }
    }

    /** The slot of a job with work, however long that takes to come. */
    private int next(int after) {
        int slot = Pool.find(after, number);
        while (slot < 0) {
            mode.set(WATCHING);
            slot = watch(after);
            if (slot < 0) {
                mode.set(PARKED);
                // Looked at once more after announcing it: an offer made just before would have woken nobody.
                slot = Pool.find(after, number);
                while (slot < 0 && mode.get() == PARKED) {
                    // A pending interrupt would turn parking into spinning.
                    Thread.interrupted();
                    LockSupport.park(this);
                    slot = Pool.find(after, number);
                }
            }
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
