package io.katsuo.bench.peers.trial;

import java.util.Map;

/**
 * How the idle workers of native libraries are told to go to sleep soon. Intel's would spin for 0.2 s after a product,
 * which is right as long as the next one is MKL's too, and takes a core from every other system.
 */
public final class NativePools {
    /** Longer than the gaps between runs of one slice, so that a library's own figures do not suffer. */
    static final int SPIN_MILLIS = 30;

    private NativePools() {}

    /** Environment variables for the JVM that times. OpenBLAS's limit is the binary logarithm of clock ticks. */
    public static Map<String, String> environment() {
        return Map.of("KMP_BLOCKTIME", Integer.toString(SPIN_MILLIS), "OPENBLAS_THREAD_TIMEOUT", "26");
    }
}
