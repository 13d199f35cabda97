package io.katsuo.core.parallel;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * One object a thread, kept from one call to the next. Unlike the values of a {@link ThreadLocal}, the objects are bounded by
 * the number of processors, not by the number of threads, and keep no class loader alive: a thread holds its object weakly,
 * and a fixed number of slots holds the latest ones strongly. A thread that finds its object collected makes another.
 */
public final class PerThread<T> {
    private static final int MIN_SLOTS = 16;

    /** More than the threads that a machine runs at a time; a power of two. */
    private static final int SLOTS =
            Math.max(MIN_SLOTS, Integer.highestOneBit(4 * Runtime.getRuntime().availableProcessors()));

    // No subclass of ThreadLocal and no supplier: the values of a thread must be of the JDK's classes only.
    private final ThreadLocal<WeakReference<T>> own = new ThreadLocal<>();
    private final AtomicReferenceArray<T> kept = new AtomicReferenceArray<>(SLOTS);

    /** An empty set of objects. */
    public PerThread() {}

    /** {@return this thread's object, or null if it has none} */
    public T get() {
        WeakReference<T> reference = own.get();
        return reference == null ? null : reference.get();
    }

    /** Gives this thread an object, which should not refer to the thread. */
    public T set(T value) {
        own.set(new WeakReference<>(value));
        kept.set((int) Thread.currentThread().threadId() & SLOTS - 1, value);
        return value;
    }
}
