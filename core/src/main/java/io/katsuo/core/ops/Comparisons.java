package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.tensor.Tensor;

/**
 * Elementwise comparisons, whose results are 1 (true) and 0 (false), and selection by them. -0 equals +0; every
 * comparison with NaN is 0, except {@code notEqual}, which is 1.
 *
 * <p>Shapes: operands are broadcast as NumPy does (aligned at their last axes; an extent of 1 is repeated), and
 * {@code out}, where given, must have exactly the common shape. Aliasing: {@code out} may be the very same view as an
 * operand; any other overlap with one, and an {@code out} that repeats elements, is refused. Errors: a
 * {@link io.katsuo.core.tensor.ShapeException} for shapes, an {@link IllegalArgumentException} otherwise, before
 * anything is written.
 *
 * <p>The bits of a result depend on the operands' values alone: not on layouts, threads, vector width or JIT. Safe for
 * concurrent use as long as no tensor written by one thread is used by another.
 *
 * @since 0.1
 */
public final class Comparisons {
    private Comparisons() {}

    /**
     * {@code a < b ? 1 : 0} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor less(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.LESS, a, b);
    }

    /**
     * {@code out = a < b ? 1 : 0} per element, as {@link #less(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor less(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.LESS, a, b, out);
    }

    /**
     * {@code a <= b ? 1 : 0} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor lessEqual(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.LESS_EQUAL, a, b);
    }

    /**
     * {@code out = a <= b ? 1 : 0} per element, as {@link #lessEqual(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor lessEqual(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.LESS_EQUAL, a, b, out);
    }

    /**
     * {@code a > b ? 1 : 0} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor greater(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.GREATER, a, b);
    }

    /**
     * {@code out = a > b ? 1 : 0} per element, as {@link #greater(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor greater(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.GREATER, a, b, out);
    }

    /**
     * {@code a >= b ? 1 : 0} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor greaterEqual(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.GREATER_EQUAL, a, b);
    }

    /**
     * {@code out = a >= b ? 1 : 0} per element, as {@link #greaterEqual(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor greaterEqual(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.GREATER_EQUAL, a, b, out);
    }

    /**
     * {@code a == b ? 1 : 0} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor equal(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.EQUAL, a, b);
    }

    /**
     * {@code out = a == b ? 1 : 0} per element, as {@link #equal(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor equal(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.EQUAL, a, b, out);
    }

    /**
     * {@code a != b ? 1 : 0} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor notEqual(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.NOT_EQUAL, a, b);
    }

    /**
     * {@code out = a != b ? 1 : 0} per element, as {@link #notEqual(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor notEqual(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.NOT_EQUAL, a, b, out);
    }

    /**
     * {@code cond != 0 ? a : b} per element, broadcasting all three; values pass unchanged.
     *
     * @param cond which to take: a where not 0 (NaN counts as such), b where 0
     * @param a taken where cond holds
     * @param b taken elsewhere
     * @return a new tensor of the common shape
     */
    public static Tensor where(Tensor cond, Tensor a, Tensor b) {
        return Elementwise.where(cond, a, b);
    }

    /**
     * {@code out = cond != 0 ? a : b} per element, broadcasting all three; values pass unchanged.
     *
     * @param cond which to take: a where not 0 (NaN counts as such), b where 0
     * @param a taken where cond holds
     * @param b taken elsewhere
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor where(Tensor cond, Tensor a, Tensor b, Tensor out) {
        return Elementwise.where(cond, a, b, out);
    }
}
