package io.katsuo.network.numeric;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a long computation is: it counts, tells a listener, and ends the computation when asked to.
 *
 * <p>Concurrent use: safe.
 *
 * @since 0.1
 */
public final class Progress {
    private final Listener listener;
    private final AtomicLong done = new AtomicLong();
    private final ReentrantLock telling = new ReentrantLock();
    private volatile long total;
    private long expected;
    private volatile boolean cancelled;
    private volatile Thread caller = Thread.currentThread();

    /** Hears how far a computation is. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called often, on any thread that computes, by one at a time; should be quick. What it throws ends the
         * computation.
         *
         * @param done how many steps are done
         * @param total how many there are
         */
        void onProgress(long done, long total);
    }

    /** Progress that nobody watches. */
    public Progress() {
        this((done, total) -> {});
    }

    /**
     * Progress that somebody watches.
     *
     * @param listener hears of it
     */
    public Progress(Listener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Several computations are to be counted as one: those that {@link #begin} from now on go on counting where the one
     * before ended, until all these steps have been announced.
     *
     * @param steps how many steps they have together
     */
    public void expect(long steps) {
        expected = 0;
        begin(steps);
        expected = steps;
    }

    /**
     * A computation begins. Interrupting the thread that calls this ends it like {@link #cancel}, and leaves the thread
     * interrupted.
     *
     * @param steps how many steps it has
     */
    public void begin(long steps) {
        caller = Thread.currentThread();
        if (steps <= expected) {
            expected -= steps;
            return;
        }
        expected = 0;
        done.set(0);
        total = steps;
    }

    /**
     * A step is done.
     *
     * @throws CancellationException if the computation is to end
     */
    public void advance() {
        advance(1);
    }

    /**
     * Some steps are done.
     *
     * @param steps how many
     * @throws CancellationException if the computation is to end
     */
    public void advance(long steps) {
        done.addAndGet(steps);
        check();
        if (telling.tryLock()) {
            try {
                listener.onProgress(done.get(), total);
            } finally {
                telling.unlock();
            }
        }
    }

    /**
     * Asks whether to go on, without taking a step.
     *
     * @throws CancellationException if the computation is to end
     */
    public void check() {
        if (cancelled || caller.isInterrupted()) {
            throw new CancellationException("cancelled after " + done.get() + " of " + total + " steps");
        }
    }

    /** Ends the computation before its next step, and any later one: they throw {@link CancellationException}. */
    public void cancel() {
        cancelled = true;
    }
}
