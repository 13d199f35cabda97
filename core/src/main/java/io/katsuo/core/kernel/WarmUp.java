package io.katsuo.core.kernel;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Has the SIMD kernels that are in use compiled, in their order of use, on a daemon thread that ends when all are ready.
 *
 * <p>The JVM compiles a method that was called some thousand times, whatever the calls did. Almost all calls here are of
 * length 0 and return at once; a few calls of a few vectors tell the compiler that the loop runs. A kernel is ready when
 * such calls allocate nothing: code that is not compiled, or keeps its vectors on the heap, allocates each of them.
 */
public final class WarmUp implements Runnable {
    /** Rounds of one call of some length and many of length 0: more calls than the 5,000 after which the JVM compiles. */
    private static final int ROUNDS = 60;

    /**
     * Rounds while a kernel is awaited. The JVM starts counting again when it replaces code without a profile, which it
     * compiles first if the compiler is busy, and it looks at the counters every 1,024 or 2,048 calls.
     */
    private static final int MORE_ROUNDS = 10;

    /** Not so many that the loop counts as too rare for what it calls to be inlined (below 0.85 % of the calls). */
    private static final int EMPTY_CALLS = 100;

    /** Vectors in a call of some length: one pair and one single, for kernels that have a loop of pairs. */
    private static final int VECTORS = 3;

    /** Calls in a row that must allocate nothing. */
    private static final int CLEAN_CALLS = 3;

    /** Pauses grow by a millisecond; after some seconds of them the compiler is no longer given a core of its own. */
    private static final long LONG_PAUSE_MILLIS = 64;

    private static final long MAX_PAUSE_MILLIS = 256;

    /** Floats in an operand: enough for every kernel's exercise. */
    private static final int FLOATS = 1 << 13;

    private static final Queue<Kernel> QUEUE = new ArrayDeque<>();
    private static final List<Kernel> PENDING = new ArrayList<>();
    private static boolean running;
    private static volatile boolean loaded;
    private static volatile boolean busy;
    private static Throwable failure;

    private final float[] in = new float[FLOATS];
    private final float[] out = new float[FLOATS];
    private ThreadMXBean meter;

    private WarmUp() {}

    /** Whether the Vector API is loaded, which takes a tenth of a second; if not, it is loaded in the background. */
    static boolean isLoaded() {
        if (!loaded) {
            start();
        }
        return loaded;
    }

    /**
     * How many of the available threads a product should use now: one less while kernels are compiled, because compiled
     * kernels gain more than a second thread in code that is not.
     */
    public static int threads(int available) {
        return busy && available > 1 ? available - 1 : available;
    }

    /** Asks for a kernel. */
    static synchronized void add(Kernel kernel) {
        QUEUE.add(kernel);
        PENDING.add(kernel);
        start();
    }

    private static synchronized void start() {
        if (!running) {
            running = true;
            busy = true;
            Thread thread = new Thread(null, new WarmUp(), "katsuo-warm-up", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The kernels in use that are not ready. */
    static synchronized List<String> pending() {
        List<String> names = new ArrayList<>();
        for (Kernel kernel : PENDING) {
            names.add(kernel.toString());
        }
        return names;
    }

    /** Why scalar twins keep running, as a clause of a sentence; empty if they do not. */
    static synchronized String describe() {
        return failure == null ? "" : "; but scalar because of " + failure + ": " + String.join(", ", pending());
    }

    @Override
    public void run() {
        try {
            if (Kernels.bits() > 0) {
                loaded = Simd.LANES > 0;
                compileAll();
            } else {
                busy = false;
            }
        } catch (Throwable t) {
            fail(t);
        }
    }

    private static synchronized void fail(Throwable t) {
        failure = t;
        busy = false;
        System.getLogger("io.katsuo.core")
                .log(System.Logger.Level.WARNING, "SIMD kernels cannot be compiled" + describe(), t);
    }

    private void compileAll() throws InterruptedException {
        List<Kernel> exercised = new ArrayList<>();
        long pause = 1;
        while (true) {
            Kernel next = next(exercised.isEmpty());
            if (next != null) {
                exercise(next, ROUNDS);
                exercised.add(next);
                pause = 1;
                busy = true;
            } else if (exercised.isEmpty()) {
                busy = false;
                return;
            } else {
                Thread.sleep(pause);
                pause = Math.min(pause + 1, MAX_PAUSE_MILLIS);
                busy &= pause < LONG_PAUSE_MILLIS;
                for (int i = exercised.size() - 1; i >= 0; i--) {
                    if (becomesReady(exercised.get(i))) {
                        exercised.remove(i);
                        pause = 1;
                    }
                }
            }
        }
    }

    /** The next kernel to exercise, or null; then, if none is awaited either, this thread is to end. */
    private static synchronized Kernel next(boolean endsIfNone) {
        Kernel next = QUEUE.poll();
        running = next != null || !endsIfNone;
        return next;
    }

    private void exercise(Kernel kernel, int rounds) {
        for (int round = 0; round < rounds; round++) {
            kernel.exercise(VECTORS, in, out);
            for (int i = 0; i < EMPTY_CALLS; i++) {
                kernel.exercise(0, in, out);
            }
        }
    }

    private boolean becomesReady(Kernel kernel) {
        if (meter == null) {
            // Loaded only now, while the compiler is at work.
            meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        }
        long before = meter.getCurrentThreadAllocatedBytes();
        for (int call = 0; call < CLEAN_CALLS; call++) {
            kernel.exercise(VECTORS, in, out);
        }
        if (meter.getCurrentThreadAllocatedBytes() > before) {
            exercise(kernel, MORE_ROUNDS);
            return false;
        }
        kernel.setReady();
        synchronized (WarmUp.class) {
            PENDING.remove(kernel);
        }
        return true;
    }
}
