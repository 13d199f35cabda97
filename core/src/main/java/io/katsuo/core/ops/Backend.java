package io.katsuo.core.ops;

import io.katsuo.core.kernel.Kernels;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.List;

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
     * How {@code matmul(a, b)} is computed when it is called here: its path, the blocks of {@code b}, the parts for
     * threads, and which limit kept it from each path before. The bits of the result do not depend on any of that.
     *
     * @param a the left operand, [M, K] or [K]
     * @param b the right operand, [K, N] or [K]
     * @return some lines of text
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

    /**
     * The kernels and why they were chosen.
     *
     * @return one line
     */
    public static String describe() {
        return Kernels.describe();
    }

    /**
     * The kernels that were called but still run as their scalar twins. With {@code auto} a SIMD kernel is compiled in the
     * background when it is first called and takes over, with the same bits, when its compiled code allocates nothing; that
     * takes some hundred milliseconds. A measurement begins when nothing is pending.
     *
     * @return their names, in the order of their first calls
     */
    public static List<String> pending() {
        return Kernels.pending();
    }
}
