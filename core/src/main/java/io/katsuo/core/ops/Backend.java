package io.katsuo.core.ops;

import io.katsuo.core.kernel.Kernels;

/**
 * Which kernels this JVM runs, for reports. The choice is made once, at first use; the system property
 * {@code katsuo.kernels} ({@code auto}, {@code scalar}, {@code 128}, {@code 256}, {@code 512}) forces it. It never changes
 * the bits of a result.
 *
 * @since 0.1
 */
public final class Backend {
    /**
     * Rows that a kernel of a matrix product computes together. A batch that is cut into parts for threads is best cut
     * at multiples of it: then no rows are computed twice. The cuts change no bits.
     */
    public static final int ROW_MULTIPLE = 5;

    private Backend() {}

    /**
     * The kernels in short.
     *
     * @return {@code "scalar"}, {@code "128"}, {@code "256"} or {@code "512"} (vector bits)
     */
    public static String name() {
        return Kernels.name();
    }

    /**
     * The kernels and why they were chosen.
     *
     * @return one line
     */
    public static String describe() {
        return Kernels.describe();
    }
}
