package io.katsuo.bench.claim;

import com.sun.management.ThreadMXBean;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Times calls once they are steady. The warm-up ends when nothing has changed in its last third: the median time of a call did
 * not fall, its allocation did not change, the compiler was idle, and no method of the networks was in its queue. The time of a
 * call is the median of all calls, because on a loaded machine other processes interrupt some of them.
 */
final class SteadyTimer {
    private static final double ROUND_SECONDS = 0.1;

    /** The length of the warm-up until the last change, and a half of it without any. */
    private static final double SETTLED = 1.5;

    /** A time below this share of the least time before has fallen. */
    private static final double FALLEN = 0.8;

    /** The share of a round that compilation takes if it is still going on. */
    private static final double COMPILING = 0.2;

    /** Allocation of a call by the timer itself, by other threads of the JVM, and by chance. */
    private static final double STRAY_BYTES = 128;

    /** The methods of the networks, as the compiler's queue names them. */
    private static final Pattern METHOD = Pattern.compile("\\S*(?:io\\.katsuo|commons\\.math3)\\S*");

    private final Runnable call;
    private final boolean allocates;
    private final long[] nanos = new long[1 << 16];
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();

    /**
     * Makes a timer.
     *
     * @param call what is timed
     * @param allocates whether compiled code may allocate; vectors that are still boxed are found by their allocation
     */
    SteadyTimer(Runnable call, boolean allocates) {
        this.call = call;
        this.allocates = allocates;
    }

    /**
     * A number of calls.
     *
     * @param median the median time of a call
     * @param bytes the mean allocation of a call
     * @param compiling the share of the time that finished compilations took
     * @param queued a method in the compiler's queue, or null
     */
    private record Round(double median, double bytes, double compiling, String queued) {
        /** What shows that a round is not steady, null if nothing does; {@code best} is the least median before. */
        String change(Round before, double best, boolean allocates) {
            if (!allocates && bytes > STRAY_BYTES) {
                return format("a call allocated %,.0f bytes, its vectors were not compiled", bytes);
            }
            if (before != null && Math.abs(bytes - before.bytes) > STRAY_BYTES + before.bytes / 10) {
                return format("the allocation of a call went from %,.0f to %,.0f bytes", before.bytes, bytes);
            }
            if (before != null && median < FALLEN * best) {
                return format("the time of a call fell from %.1f to %.1f µs", best * 1e6, median * 1e6);
            }
            if (compiling > COMPILING) {
                return format("the compiler took %.0f %% of the time", compiling * 100);
            }
            return queued == null ? null : "the compiler had still to compile " + queued;
        }

        private static String format(String format, Object... values) {
            return String.format(Locale.ROOT, format, values);
        }
    }

    /**
     * Warms up, then measures.
     *
     * @param least the least seconds of warm-up
     * @param most the most seconds of warm-up
     * @param seconds the least seconds of measurement
     * @param calls the least number of calls in it
     */
    Timing time(double least, double most, double seconds, int calls) {
        long begin = System.nanoTime();
        double changed = 0;
        double elapsed = 0;
        String change = "it was called once only";
        Round before = null;
        double best = Double.POSITIVE_INFINITY;
        while (elapsed < Math.max(least, SETTLED * changed) && elapsed < most) {
            Round round = round(ROUND_SECONDS, 1);
            elapsed = (System.nanoTime() - begin) / 1e9;
            String found = round.change(before, best, allocates);
            if (found != null) {
                change = found;
                changed = elapsed;
            }
            best = Math.min(best, round.median);
            before = round;
        }
        Round measured = round(seconds, calls);
        boolean steady = elapsed >= SETTLED * changed;
        return new Timing(measured.median, elapsed, steady ? measured.change(before, best, allocates) : change);
    }

    private Round round(double seconds, int calls) {
        long bytes = threads.getTotalThreadAllocatedBytes();
        long compilation = compiler.getTotalCompilationTime();
        long begin = System.nanoTime();
        long now = begin;
        int count = 0;
        while (count < calls || now - begin < seconds * 1e9) {
            call.run();
            long end = System.nanoTime();
            nanos[count++ % nanos.length] = end - now;
            now = end;
        }
        double compiled = compiler.getTotalCompilationTime() - compilation;
        double allocated = threads.getTotalThreadAllocatedBytes() - bytes;
        long[] sorted = Arrays.copyOf(nanos, Math.min(count, nanos.length));
        Arrays.sort(sorted);
        return new Round(sorted[sorted.length / 2] / 1e9, allocated / count, compiled * 1e6 / (now - begin), queued());
    }

    private static String queued() {
        try {
            ObjectName diagnostics = new ObjectName("com.sun.management:type=DiagnosticCommand");
            Object[] none = {new String[0]};
            String[] signature = {String[].class.getName()};
            Object queue =
                    ManagementFactory.getPlatformMBeanServer().invoke(diagnostics, "compilerQueue", none, signature);
            Matcher method = METHOD.matcher((String) queue);
            return method.find() ? method.group() : null;
        } catch (JMException e) {
            // Another JVM than HotSpot does not tell its queue.
            return null;
        }
    }
}
