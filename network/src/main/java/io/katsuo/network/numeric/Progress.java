package io.katsuo.network.numeric;

import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How far a long computation is: it counts, tells a listener, and ends the computation when asked to.
 *
 * <p>Concurrent use: safe.
 */
public final class Progress {
    private final Listener listener;
    private final AtomicLong done = new AtomicLong();
    private final ReentrantLock telling = new ReentrantLock();
    private volatile long total;
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
     * A computation begins. Interrupting the thread that calls this ends it like {@link #cancel}, and leaves the thread
     * interrupted.
     *
     * @param steps how many steps it has
     */
    public void begin(long steps) {
        done.set(0);
        total = steps;
        caller = Thread.currentThread();
    }

    /**
     * A step is done.
     *
     * @throws CancellationException if the computation is to end
     */
    public void advance() {
        done.incrementAndGet();
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
