package io.katsuo.network.numeric;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The progress of a gradient check or a numerical gradient: it counts steps, tells a listener, and cancels the computation
 * on request.
 *
 * <p>Concurrent use: safe.
 */
public final class CheckProgress {
    private final Listener listener;
    private final AtomicLong done = new AtomicLong();
    private final ReentrantLock telling = new ReentrantLock();
    private volatile long total;
    private long expected;
    private volatile boolean cancelled;
    private volatile Thread caller = Thread.currentThread();

    /** Hears of the progress. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Called often, on any thread that computes, by one thread at a time; should be quick. An exception that it throws
         * ends the computation.
         */
        void onProgress(long done, long total);
    }

    /** Progress without a listener. */
    public CheckProgress() {
        this.listener = null;
    }

    /** Progress with a listener. */
    public CheckProgress(Listener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Announces several computations that count as one: each later call of {@link #begin} continues the count of the
     * one before, until all these steps have been announced.
     */
    public void expect(long steps) {
        expected = 0;
        begin(steps);
        expected = steps;
    }

    /**
     * Begins a computation of so many steps. Interrupting the thread that calls this ends it like {@link #cancel}, and
     * leaves the thread interrupted.
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

    /** Counts a step; throws a {@link CancellationException} if the computation is cancelled. */
    public void advance() {
        advance(1);
    }

    /**
     * Counts steps.
     *
     * @throws CancellationException if the computation is cancelled
     */
    public void advance(long steps) {
        done.addAndGet(steps);
        check();
        if (listener != null && telling.tryLock()) {
            try {
                listener.onProgress(done.get(), total);
            } finally {
                telling.unlock();
            }
        }
    }

    /** Throws a {@link CancellationException} if the computation is cancelled. */
    public void check() {
        if (cancelled || caller.isInterrupted()) {
            throw new CancellationException("cancelled after " + done.get() + " of " + total + " steps");
        }
    }

    /** Cancels this computation before its next step, and all later ones: they throw {@link CancellationException}. */
    public void cancel() {
        cancelled = true;
    }
}
