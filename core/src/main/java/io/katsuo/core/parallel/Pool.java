package io.katsuo.core.parallel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The shared workers and the jobs on offer to them. Workers are started when wanted, and end when idle. */
final class Pool {
    /** More callers than these at once work alone. The slots fill one cache line, which idle workers watch. */
    private static final int SLOTS = 16;

    /** In place of a slot: none. */
    static final int NONE = -1;

    private static final AtomicReferenceArray<Job> JOBS = new AtomicReferenceArray<>(SLOTS);

    /** Replaced, never changed, when workers are added. */
    private static volatile Worker[] workers = new Worker[0];

    /** The largest number of workers; lowered when the system refuses one. */
    private static volatile int most = Integer.MAX_VALUE;

    private Pool() {}

    /**
     * Chooses helpers for a job, and starts workers until there are enough or the system gives no more. The first workers
     * that are not in another job's block are chosen. If any worker could help, those started for an earlier, wider run
     * would stay awake.
     */
    static void prepare(Job job, int helpers) {
        if (workers.length < Math.min(helpers, most)) {
            grow(helpers);
        }
        job.dismissHelpers();
        Worker[] all = workers;
        int missing = helpers;
        for (int i = 0; i < all.length && missing > 0; i++) {
            if (all[i].isFreeFor(job)) {
                job.addHelper(i);
                missing--;
            }
        }
        for (int i = 0; i < all.length && missing > 0; i++) {
            if (!job.hasHelper(i)) {
                job.addHelper(i);
                missing--;
            }
        }
    }

    /** Puts a job on offer and wakes its helpers; returns its slot, for {@link #withdraw}. */
    static int offer(Job job) {
        for (int slot = 0; slot < SLOTS; slot++) {
            if (JOBS.get(slot) == null && JOBS.compareAndSet(slot, null, job)) {
                Worker[] all = workers;
                for (int i = 0; i < all.length; i++) {
                    if (job.hasHelper(i) && !all[i].wake()) {
                        replace(all[i], i);
                    }
                }
                return slot;
            }
        }
        return NONE;
    }

    static void withdraw(Job job, int slot) {
        // An error inside offer, as of a stack or heap that ended there, leaves the job in a slot that its caller does
        // not know.
        int last = slot == NONE ? SLOTS - 1 : slot;
        for (int i = slot == NONE ? 0 : slot; i <= last; i++) {
            JOBS.compareAndSet(i, job, null);
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
                Worker worker = new Worker(started);
                worker.start();
                more[started++] = worker;
            }
        } catch (OutOfMemoryError e) {
            // The system gives no more threads. The caller works too, so the existing workers suffice.
            most = started;
        }
        workers = Arrays.copyOf(more, started);
    }

    /** Starts another worker in place of one that has ended; without it, the callers do its blocks. */
    private static synchronized void replace(Worker ended, int number) {
        if (workers[number] == ended) {
            try {
                Worker[] all = workers.clone();
                all[number] = new Worker(number);
                all[number].start();
                workers = all;
            } catch (OutOfMemoryError e) {
                // There is no thread now, or no memory for one; the next run tries again.
            }
        }
    }

    /** The first slot after a given one with work for a worker, or -1; going on from where it left off is fair to callers. */
    static int find(int after, int worker) {
        for (int i = 1; i <= SLOTS; i++) {
            int slot = (after + i) & (SLOTS - 1);
            Job job = JOBS.get(slot);
            if (job != null && job.hasWork(worker)) {
                return slot;
            }
        }
        return NONE;
    }

    /** How many jobs are on offer. */
    static int onOffer() {
        int count = 0;
        for (int slot = 0; slot < SLOTS; slot++) {
            count += JOBS.get(slot) == null ? 0 : 1;
        }
        return count;
    }

    /** The job in a slot, or null. */
    static Job job(int slot) {
        return JOBS.get(slot);
    }
}
