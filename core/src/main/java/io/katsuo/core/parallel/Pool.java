package io.katsuo.core.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The shared workers and the jobs on offer to them. Workers are started when first wanted, and kept. */
final class Pool {
    /** Callers beyond these work alone. One cache line of references, as idle workers watch it. */
    private static final int SLOTS = 16;

    private static final int NONE = -1;
    private static final AtomicReferenceArray<Job> JOBS = new AtomicReferenceArray<>(SLOTS);

    /** Replaced, never changed, when workers are added. */
    private static volatile Worker[] workers = new Worker[0];

    /** How many workers there can be; lowered when the system refuses one. */
    private static volatile int most = Integer.MAX_VALUE;

    private Pool() {}

    /** Starts workers until there are so many, or as many as can be had. */
    static void prepare(int helpers) {
        if (workers.length < Math.min(helpers, most)) {
            grow(helpers);
        }
    }

    /** Puts a job on offer and wakes helpers; returns its slot, for {@link #withdraw}. */
    static int offer(Job job, int helpers) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (JOBS.get(slot) == null && JOBS.compareAndSet(slot, null, job)) {
                wake(slot, helpers);
                return slot;
            }
        }
        return NONE;
    }

    static void withdraw(Job job, int slot) {
        if (slot != NONE) {
            JOBS.compareAndSet(slot, job, null);
        }
    }

    private static synchronized void grow(int count) {
        Worker[] old = workers;
        int wanted = Math.min(count, most);
        if (old.length >= wanted) {
            return;
        }
        Worker[] more = Arrays.copyOf(old, wanted);
        int started = old.length;
        try {
            while (started < wanted) {
                Worker worker = new Worker(started + 1);
                worker.start();
                more[started++] = worker;
            }
        } catch (OutOfMemoryError e) {
            // The system gives no more threads. The caller works too, so those that there are will do.
            most = started;
        }
        workers = Arrays.copyOf(more, started);
    }

    /** Wakes the helpers of a slot's job that are parked. */
    private static void wake(int slot, int helpers) {
        Worker[] all = workers;
        int count = Math.min(helpers, all.length);
        for (int i = 0; i < count; i++) {
            Worker worker = all[(slot * helpers + i) % all.length];
            if (!worker.isWatching()) {
                worker.wake();
            }
        }
    }

    /**
     * Whether a worker helps the job in a slot. A job has as many workers as it wants helpers, another job others as far as
     * there are; were it any that come, those of a run with more threads before would all stay awake for this one's blocks.
     */
    private static boolean helps(int worker, int slot, Job job) {
        int count = workers.length;
        int helpers = job.helpers();
        return helpers >= count || Math.floorMod(worker - 1 - slot * helpers, count) < helpers;
    }

    /** The first slot after a given one with work for a worker, or -1; going on from where it left off is fair to callers. */
    static int find(int after, int worker) {
        for (int i = 1; i <= SLOTS; i++) {
            int slot = (after + i) & (SLOTS - 1);
            Job job = JOBS.get(slot);
            if (job != null && job.hasWork() && helps(worker, slot, job)) {
                return slot;
            }
        }
        return NONE;
    }

    /** Does one block of the job in a slot, if it is still there and has one. */
    static void workOne(int slot, int worker) {
        Job job = JOBS.get(slot);
        if (job != null) {
            job.workOne(worker);
        }
    }
}
