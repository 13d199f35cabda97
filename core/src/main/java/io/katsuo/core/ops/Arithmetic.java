package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.tensor.Tensor;

/**
 * Elementwise arithmetic in IEEE single precision: every operation is rounded once, denormals are kept, and NaN
 * propagates.
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
public final class Arithmetic {
    private Arithmetic() {}

    /**
     * {@code a + b} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor add(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.ADD, a, b);
    }

    /**
     * {@code out = a + b} per element, as {@link #add(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor add(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.ADD, a, b, out);
    }

    /**
     * {@code a + b} per element with one number b, as {@link #add(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @return a new tensor of the shape of a
     */
    public static Tensor add(Tensor a, float b) {
        return add(a, b, Tensor.zeros(a.shape()));
    }

    /**
     * {@code out = a + b} per element with one number b, as {@link #add(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor add(Tensor a, float b, Tensor out) {
        return Elementwise.binary(ElementOp.ADD, a, b, out);
    }

    /**
     * {@code a - b} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor sub(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.SUB, a, b);
    }

    /**
     * {@code out = a - b} per element, as {@link #sub(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor sub(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.SUB, a, b, out);
    }

    /**
     * {@code a - b} per element with one number b, as {@link #sub(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @return a new tensor of the shape of a
     */
    public static Tensor sub(Tensor a, float b) {
        return sub(a, b, Tensor.zeros(a.shape()));
    }

    /**
     * {@code out = a - b} per element with one number b, as {@link #sub(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor sub(Tensor a, float b, Tensor out) {
        return Elementwise.binary(ElementOp.SUB, a, b, out);
    }

    /**
     * {@code a · b} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor mul(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.MUL, a, b);
    }

    /**
     * {@code out = a · b} per element, as {@link #mul(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor mul(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.MUL, a, b, out);
    }

    /**
     * {@code a · b} per element with one number b, as {@link #mul(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @return a new tensor of the shape of a
     */
    public static Tensor mul(Tensor a, float b) {
        return mul(a, b, Tensor.zeros(a.shape()));
    }

    /**
     * {@code out = a · b} per element with one number b, as {@link #mul(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor mul(Tensor a, float b, Tensor out) {
        return Elementwise.binary(ElementOp.MUL, a, b, out);
    }

    /**
     * {@code a / b} per element, broadcasting.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor div(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.DIV, a, b);
    }

    /**
     * {@code out = a / b} per element, as {@link #div(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor div(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.DIV, a, b, out);
    }

    /**
     * {@code a / b} per element with one number b, as {@link #div(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @return a new tensor of the shape of a
     */
    public static Tensor div(Tensor a, float b) {
        return div(a, b, Tensor.zeros(a.shape()));
    }

    /**
     * {@code out = a / b} per element with one number b, as {@link #div(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor div(Tensor a, float b, Tensor out) {
        return Elementwise.binary(ElementOp.DIV, a, b, out);
    }

    /**
     * {@code max(a, b)} per element, broadcasting. NaN if either is NaN, and +0 of -0 and +0.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor max(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.MAX, a, b);
    }

    /**
     * {@code out = max(a, b)} per element, as {@link #max(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor max(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.MAX, a, b, out);
    }

    /**
     * {@code max(a, b)} per element with one number b, as {@link #max(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @return a new tensor of the shape of a
     */
    public static Tensor max(Tensor a, float b) {
        return max(a, b, Tensor.zeros(a.shape()));
    }

    /**
     * {@code out = max(a, b)} per element with one number b, as {@link #max(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor max(Tensor a, float b, Tensor out) {
        return Elementwise.binary(ElementOp.MAX, a, b, out);
    }

    /**
     * {@code min(a, b)} per element, broadcasting. NaN if either is NaN, and -0 of -0 and +0.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor min(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.MIN, a, b);
    }

    /**
     * {@code out = min(a, b)} per element, as {@link #min(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor min(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.MIN, a, b, out);
    }

    /**
     * {@code min(a, b)} per element with one number b, as {@link #min(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @return a new tensor of the shape of a
     */
    public static Tensor min(Tensor a, float b) {
        return min(a, b, Tensor.zeros(a.shape()));
    }

    /**
     * {@code out = min(a, b)} per element with one number b, as {@link #min(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor min(Tensor a, float b, Tensor out) {
        return Elementwise.binary(ElementOp.MIN, a, b, out);
    }

    /**
     * {@code a^b} per element, broadcasting. Computed as {@code (float) StrictMath.pow(a, b)}, one element at a time and
     * with its special cases: {@code x^0 = 1} even of NaN, {@code 1^NaN = NaN}, a negative number to a broken power is
     * NaN. StrictMath leaves about 100 bytes of garbage an element; of squares and roots there are {@link #square} and
     * {@link #sqrt}.
     *
     * @param a the left operand
     * @param b the right operand
     * @return a new tensor of the common shape
     */
    public static Tensor pow(Tensor a, Tensor b) {
        return Elementwise.binary(ElementOp.POW, a, b);
    }

    /**
     * {@code out = a^b} per element, as {@link #pow(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor pow(Tensor a, Tensor b, Tensor out) {
        return Elementwise.binary(ElementOp.POW, a, b, out);
    }

    /**
     * {@code a^b} per element with one number b, as {@link #pow(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @return a new tensor of the shape of a
     */
    public static Tensor pow(Tensor a, float b) {
        return pow(a, b, Tensor.zeros(a.shape()));
    }

    /**
     * {@code out = a^b} per element with one number b, as {@link #pow(Tensor, Tensor)}.
     *
     * @param a the left operand
     * @param b the right operand of every element
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor pow(Tensor a, float b, Tensor out) {
        return Elementwise.binary(ElementOp.POW, a, b, out);
    }

    /**
     * {@code -x} per element.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor neg(Tensor x) {
        return neg(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = -x} per element, as {@link #neg(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor neg(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.NEG, x, out);
    }

    /**
     * {@code |x|} per element.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor abs(Tensor x) {
        return abs(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = |x|} per element, as {@link #abs(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor abs(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.ABS, x, out);
    }

    /**
     * {@code x · x} per element.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor square(Tensor x) {
        return square(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = x · x} per element, as {@link #square(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor square(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.SQUARE, x, out);
    }

    /**
     * {@code √x} per element. Correctly rounded; NaN of a negative number.
     *
     * @param x the operand
     * @return a new tensor
     */
    public static Tensor sqrt(Tensor x) {
        return sqrt(x, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = √x} per element, as {@link #sqrt(Tensor)}.
     *
     * @param x the operand
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor sqrt(Tensor x, Tensor out) {
        return Elementwise.unary(ElementOp.SQRT, x, out);
    }

    /**
     * {@code factor · x} per element.
     *
     * @param x the operand
     * @param factor the number
     * @return a new tensor
     */
    public static Tensor scale(Tensor x, float factor) {
        return scale(x, factor, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = factor · x} per element.
     *
     * @param x the operand
     * @param factor the number
     * @param out receives the result
     * @return {@code out}
     */
    public static Tensor scale(Tensor x, float factor, Tensor out) {
        return Elementwise.binary(ElementOp.SCALE, x, factor, out);
    }

    /**
     * {@code min(max(x, lo), hi)} per element; NaN stays NaN.
     *
     * @param x the operand
     * @param lo the least result
     * @param hi the greatest result, not below lo
     * @return a new tensor
     * @throws IllegalArgumentException if a bound is NaN or lo exceeds hi
     */
    public static Tensor clip(Tensor x, float lo, float hi) {
        return clip(x, lo, hi, Tensor.zeros(x.shape()));
    }

    /**
     * {@code out = min(max(x, lo), hi)} per element; NaN stays NaN.
     *
     * @param x the operand
     * @param lo the least result
     * @param hi the greatest result, not below lo
     * @param out receives the result
     * @return {@code out}
     * @throws IllegalArgumentException if a bound is NaN or lo exceeds hi
     */
    public static Tensor clip(Tensor x, float lo, float hi, Tensor out) {
        if (!(lo <= hi)) {
            throw new IllegalArgumentException("clip: bounds are not in order: lo " + lo + ", hi " + hi);
        }
        return Elementwise.clip(x, lo, hi, out);
    }

    /**
     * {@code y = fma(a, x, y)} per element, in place: {@code a·x + y} rounded once. x is broadcast to the shape of y.
     *
     * @param a the factor
     * @param x what is added, {@code a} times
     * @param y receives the result
     * @return {@code y}
     */
    public static Tensor axpy(float a, Tensor x, Tensor y) {
        return Elementwise.axpy(a, x, y);
    }
}
