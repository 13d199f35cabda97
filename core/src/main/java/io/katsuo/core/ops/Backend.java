package io.katsuo.core.ops;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;

/**
 * Information about the kernels that this JVM runs. They are chosen once, at first use; the system property {@code
 * katsuo.kernels} ({@code auto}, {@code scalar}, {@code 128}, {@code 256}, {@code 512}) forces a choice. The choice
 * never changes the bits of a result.
 */
public final class Backend {
    /**
     * The unit for splitting a batch among threads. Matrix products compute tiles of 6 or 5 rows, and the last tile may
     * overlap the one before it; parts of a multiple of 5 rows keep this overlap small. The split changes no bits.
     */
    public static final int ROW_MULTIPLE = 5;

    private Backend() {}

    /**
     * {@return the short name of the kernels: {@code "scalar"}, or the vector bits, {@code "128"}, {@code "256"} or
     * {@code "512"}}
     */
    public static String name() {
        return Kernels.name();
    }

    /**
     * Explains how {@code matmul(a, b)} would be computed on this thread: the path, the blocks of {@code b}, the parts
     * for threads, and the limit that excludes each path of higher priority. The bits of the result do not depend on
     * any of these.
     *
     * @param a the left operand, [M, K] or [K]
     * @param b the right operand, [K, N] or [K]
     * @throws ShapeException if the ranks are not 1 or 2, or the inner extents differ
     */
    public static String explain(Tensor a, Tensor b) {
        LinearAlgebra.checkOperands("explain", a, b);
        if (a.rank() > 2 || b.rank() > 2) {
            throw new ShapeException("explain: a batch is computed a matrix at a time: left " + a.shape() + ", right "
                    + b.shape() + "; explain the product of two matrices");
        }
        return GemmPlan.explain(a, b);
    }

    /** {@return a line with the kernels and the reason for the choice} */
    public static String describe() {
        return Kernels.describe();
    }

    /**
     * The kernels that were called but still run as their scalar twins. With {@code auto} a SIMD kernel is compiled in
     * the background when it is first called and takes over, with the same bits, when its compiled code allocates
     * nothing; that takes a few hundred milliseconds. Begin a measurement when nothing is pending.
     *
     * @return their names, in the order of their first calls
     */
    public static List<String> pending() {
        return Kernels.pending();
    }
}
