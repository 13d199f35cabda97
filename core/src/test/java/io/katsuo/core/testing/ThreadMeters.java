package io.katsuo.core.testing;

import java.lang.reflect.Method;

/**
 * What threads allocate and how long they run. By reflection, because the module under test does not read
 * {@code jdk.management}, and its tests are compiled into it.
 */
public final class ThreadMeters {
    private static final Object BEAN;
    private static final Method ALLOCATED;
    private static final Method CPU_TIME;

    static {
        try {
            BEAN = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
            ALLOCATED = type.getMethod("getThreadAllocatedBytes", long[].class);
            CPU_TIME = type.getMethod("getThreadCpuTime", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private ThreadMeters() {}

    /**
     * The bytes that this thread and all of Katsuo's workers allocate while this one runs something. Run it before, so
     * that the workers it wants are there.
     *
     * @param body what to run
     * @return the bytes, with about 200 for the measurement itself
     */
    public static long allocatedBy(Runnable body) {
        Object threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread ->
                        thread == Thread.currentThread() || thread.getName().startsWith("katsuo-worker-"))
                .mapToLong(Thread::threadId)
                .toArray();
        long[] before = (long[]) read(ALLOCATED, threads);
        body.run();
        long[] after = (long[]) read(ALLOCATED, threads);
        long sum = 0;
        for (int i = 0; i < after.length; i++) {
            // A worker that has ended for lack of work did nothing.
            sum += Math.max(0, after[i] - before[i]);
        }
        return sum;
    }

    /**
     * The time that a thread has run so far.
     *
     * @param thread a live thread
     * @return nanoseconds of processor time
     */
    public static long cpuNanos(Thread thread) {
        return (Long) read(CPU_TIME, thread.threadId());
    }

    private static Object read(Method method, Object... arguments) {
        try {
            return method.invoke(BEAN, arguments);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
