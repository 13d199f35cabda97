package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/**
 * Matrix products, on any views.
 *
 * <p>{@code matmul} of {@code a [M, K]} and {@code b [K, N]} is {@code out [M, N]} with {@code out[i, j] = Σp a[i,
 * p]·b[p, j]}. As in NumPy, a left operand of rank 1 is treated as a row {@code [1, K]} and a right one as a column
 * {@code [K, 1]}, and the added axis is not in the result. Operands of higher rank are batches of matrices: {@code a
 * [B…, M, K]} and {@code b [C…, K, N]} give {@code [D…, M, N]}, where B and C broadcast to D. Each matrix has the same
 * bits as its product alone.
 *
 * {@snippet file="E01MatrixProduct.java" region="product"}
 *
 * <p><b>Bits.</b> With two or more columns every element is one chain of fused multiply-adds over {@code p} in order,
 * starting from +0 (from {@code out}'s element in {@link #matmulAdd}). A chain has at most 4096 terms: in longer sums,
 * each further 4096 terms form a chain from +0, and the results of the chains are added in order. With one column,
 * {@code N = 1}, an element is the dot product's fixed tree: 32 virtual lanes, term {@code p} of each 4096 fused into
 * lane {@code p mod 32}, lanes folded by halves, the sums of the 4096s added by the same tree. Threads, vector width,
 * strides and the other rows of {@code a} have no effect. NaN and infinities propagate as in IEEE 754; no term is
 * skipped because a factor is zero.
 *
 * <p><b>Error.</b> With {@code u = 2⁻²⁴}, an element differs from the exact sum by at most about {@code n·u·Σp
 * |a[i, p]·b[p, j]|}, where {@code n} is {@code K} up to 4096 terms and {@code 4096 + K/4096} beyond.
 *
 * <p>Products that pack operands share two buffers per processor; further concurrent callers wait.
 *
 * <p>Safe for concurrent calls on different outputs.
 */
public final class LinearAlgebra {
    private LinearAlgebra() {}

    /**
     * The product, as a fresh tensor.
     *
     * @param a the left operand, [M, K], [K] or a batch
     * @param b the right operand, [K, N], [K] or a batch
     * @return the product: [M, N], [M], [N], a scalar or a batch
     * @throws ShapeException if an operand is a scalar, the inner extents differ, or the batches do not broadcast
     */
    public static Tensor matmul(Tensor a, Tensor b) {
        Tensor out = Tensor.zeros(resultShape("matmul", a, b));
        run(a, b, out, false);
        return out;
    }

    /**
     * The product, into a given tensor, whose old values are not read.
     *
     * @param a the left operand, [M, K], [K] or a batch
     * @param b the right operand, [K, N], [K] or a batch
     * @param out receives the product; any layout, but no memory shared with the operands
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if {@code out} shares memory with an operand or with itself
     */
    public static Tensor matmul(Tensor a, Tensor b, Tensor out) {
        check("matmul", a, b, out);
        run(a, b, out, false);
        return out;
    }

    /**
     * Adds the product to a tensor: the chain of fused multiply-adds starts from its values. With {@code K = 0} nothing is
     * added, and {@code -0} stays.
     *
     * @param a the left operand, [M, K], [K] or a batch
     * @param b the right operand, [K, N], [K] or a batch
     * @param out is added to; any layout, but no memory shared with the operands
     * @throws ShapeException if the shapes do not fit
     * @throws IllegalArgumentException if {@code out} shares memory with an operand or with itself
     */
    public static Tensor matmulAdd(Tensor a, Tensor b, Tensor out) {
        check("matmulAdd", a, b, out);
        run(a, b, out, true);
        return out;
    }

    private static void check(String op, Tensor a, Tensor b, Tensor out) {
        checkOperands(op, a, b);
        if (!hasResultShape(a, b, out)) {
            throw Check.wrongOut(op, "left " + a.shape() + ", right " + b.shape(), out, resultShape(op, a, b));
        }
        Check.output(op, out);
        Check.apart(op, a, out);
        Check.apart(op, b, out);
    }

    private static void run(Tensor a, Tensor b, Tensor out, boolean add) {
        if (a.rank() <= 2 && b.rank() <= 2) {
            GemmPlan.run(a, b, out, add);
        } else {
            BatchedProduct.run(a, b, out, add);
        }
    }

    static void checkOperands(String op, Tensor a, Tensor b) {
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException(op + ": a scalar is not a matrix: left " + a.shape() + ", right " + b.shape()
                    + "; mul multiplies by a number");
        }
        int inner = b.dim(b.rank() == 1 ? 0 : -2);
        if (a.dim(-1) != inner) {
            throw new ShapeException(op + ": inner dimensions differ: left " + a.shape() + " has " + a.dim(-1)
                    + (a.rank() == 1 ? " elements" : " columns") + ", right " + b.shape() + " has " + inner
                    + (b.rank() == 1 ? " elements" : " rows"));
        }
    }

    private static boolean hasResultShape(Tensor a, Tensor b, Tensor out) {
        if (a.rank() > 2 || b.rank() > 2) {
            return out.shape().equals(BatchedProduct.shape(a, b));
        }
        int rank = a.rank() + b.rank() - 2;
        return out.rank() == rank
                && (a.rank() == 1 || out.dim(0) == a.dim(0))
                && (b.rank() == 1 || out.dim(-1) == b.dim(1));
    }

    private static Shape resultShape(String op, Tensor a, Tensor b) {
        checkOperands(op, a, b);
        if (a.rank() > 2 || b.rank() > 2) {
            return BatchedProduct.shape(a, b);
        }
        if (a.rank() == 1) {
            return b.rank() == 1 ? Shape.of() : Shape.of(b.dim(1));
        }
        return b.rank() == 1 ? Shape.of(a.dim(0)) : Shape.of(a.dim(0), b.dim(1));
    }
}
