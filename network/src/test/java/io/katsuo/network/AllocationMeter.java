package io.katsuo.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;

/**
 * Bytes allocated by the calling thread and all of Katsuo's workers. By reflection, because the module under test, into
 * which this class is compiled, does not read {@code jdk.management}.
 */
public final class AllocationMeter {
    /** A compiler that is not done by then never is: until it is, it does not see through temporary objects. */
    private static final long PATIENCE_NANOS = 90_000_000_000L;

    private final Object bean;
    private final Method bytes;
    private final Object[] threads;
    private final long[] latest;

    private AllocationMeter() {
        try {
            bean = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            bytes = Class.forName("com.sun.management.ThreadMXBean").getMethod("getThreadAllocatedBytes", long[].class);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
        threads = new Object[] {
            Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            thread == Thread.currentThread() || thread.getName().startsWith("katsuo-worker-"))
                    .mapToLong(Thread::threadId)
                    .toArray()
        };
        latest = new long[((long[]) threads[0]).length];
    }

    /** The bytes of many calls in a row, of the first round of them that allocates nothing, or else the least of all. */
    static long bytesOf(int calls, Runnable step, long patienceNanos) {
        // Starts the workers that it wants.
        step.run();
        AllocationMeter meter = new AllocationMeter();
        long ownNeed = Long.MAX_VALUE;
        for (int i = 0; i < 1000; i++) {
            ownNeed = Math.min(ownNeed, -meter.total() + meter.total());
        }
        long least = Long.MAX_VALUE;
        long until = System.nanoTime() + patienceNanos;
        do {
            long before = meter.total();
            for (int i = 0; i < calls; i++) {
                step.run();
            }
            least = Math.min(least, meter.total() - before - ownNeed);
        } while (least > 0 && System.nanoTime() < until);
        return least;
    }

    public static void assertNothing(int calls, Runnable step, String what) {
        assertEquals(0, bytesOf(calls, step, PATIENCE_NANOS), what + ": bytes in " + calls + " calls");
    }

    private long total() {
        try {
            long sum = 0;
            long[] now = (long[]) bytes.invoke(bean, threads);
            for (int i = 0; i < now.length; i++) {
                // A worker that has ended for lack of work keeps what it had.
                latest[i] = Math.max(latest[i], now[i]);
                sum += latest[i];
            }
            return sum;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
