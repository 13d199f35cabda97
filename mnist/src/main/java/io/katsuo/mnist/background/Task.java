package io.katsuo.mnist.background;

import io.katsuo.core.parallel.Threads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Something that a thread of its own is computing. Safe for concurrent use.
 *
 * @param <T> what it gives
 */
public final class Task<T> {
    private final FutureTask<T> work;

    private Task(FutureTask<T> work) {
        this.work = work;
    }

    /**
     * Begins work on a new daemon thread, with as many threads for its parallel parts as the caller may use.
     *
     * @param name what it is about, for the name of the thread
     * @param work the work
     * @param <T> what it gives
     * @return the work, begun
     */
    public static <T> Task<T> start(String name, Callable<T> work) {
        int threads = Threads.count();
        FutureTask<T> future = new FutureTask<>(() -> Threads.call(threads, work::call));
        Thread.ofPlatform().daemon().name("katsuo-mnist-" + name).start(future);
        return new Task<>(future);
    }

    /**
     * The result, waiting for it.
     *
     * @return what the work gave
     * @throws InterruptedIOException if this thread was interrupted or the work cancelled
     * @throws IOException what the work threw
     */
    public T await() throws IOException {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        } catch (CancellationException e) {
            throw stopped(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException problem) {
                throw problem;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static InterruptedIOException stopped(Exception cause) {
        InterruptedIOException stopped = new InterruptedIOException("loading stopped");
        stopped.initCause(cause);
        return stopped;
    }

    /** Interrupts the work. Whoever waits for it, now or later, gets an {@link InterruptedIOException}. */
    public void cancel() {
        work.cancel(true);
    }
}
