package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Objects;

/**
 * Elementwise arithmetic, functions, comparisons and selection. Each method has a form that allocates its result and a
 * form whose last argument is the output, which it returns.
 *
 * <p><b>Numbers.</b> A {@code double} operand is rounded to float once and used for every element: {@code mul(x, 0.1)}
 * multiplies by {@code 0.1f}, as NumPy does with a {@code float32} array.
 *
 * <p><b>Rounding.</b> Arithmetic is IEEE single precision: every operation is rounded once, denormals are kept, and NaN
 * propagates. Functions have the special values of IEEE 754 and the C standard, unless a method says otherwise.
 * Comparisons give 1 (true) and 0 (false); -0 equals +0, and every comparison with NaN is 0, except {@code notEqual},
 * which is 1.
 *
 * <p><b>Shapes.</b> Operands are broadcast as NumPy does (aligned at their last axes; an extent of 1 is repeated), and
 * {@code out} must have exactly the common shape. <b>Aliasing.</b> {@code out} may be the same view as an operand; any
 * other overlap, and an {@code out} that repeats elements, is refused. <b>Errors.</b> A {@link
 * io.katsuo.core.tensor.ShapeException} for shapes, an {@link IllegalArgumentException} otherwise, before anything is
 * written.
 *
 * <p>The bits of a result depend only on the operands' values, not on layouts, threads, vector width or JIT. Safe for
 * concurrent use as long as no tensor written by one thread is used by another.
 */
public final class Elementwise extends Arithmetic {
    private Elementwise() {}

    // ---- functions ----

    /** {@return {@code -x} per element} */
    public static Tensor neg(Tensor x) {
        return neg(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = -x}. */
    public static Tensor neg(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.NEG, x, out);
    }

    /** {@return {@code |x|} per element} */
    public static Tensor abs(Tensor x) {
        return abs(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = |x|}. */
    public static Tensor abs(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.ABS, x, out);
    }

    /** {@return {@code x · x} per element} */
    public static Tensor square(Tensor x) {
        return square(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = x · x}. */
    public static Tensor square(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.SQUARE, x, out);
    }

    /** {@return {@code √x} per element: correctly rounded; NaN of a negative number} */
    public static Tensor sqrt(Tensor x) {
        return sqrt(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = √x}. */
    public static Tensor sqrt(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.SQRT, x, out);
    }

    /** {@return {@code e^x} per element: at most 1 ulp off; {@code exp(0) = 1}, denormal results are kept} */
    public static Tensor exp(Tensor x) {
        return exp(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = e^x}. */
    public static Tensor exp(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.EXP, x, out);
    }

    /** {@return {@code ln x} per element: at most 1 ulp off; {@code log(1) = +0}, NaN below 0, -Infinity of 0} */
    public static Tensor log(Tensor x) {
        return log(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = ln x}. */
    public static Tensor log(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.LOG, x, out);
    }

    /** {@return {@code tanh x} per element: at most 1 ulp off; {@code tanh(±0) = ±0}} */
    public static Tensor tanh(Tensor x) {
        return tanh(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = tanh x}. */
    public static Tensor tanh(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.TANH, x, out);
    }

    /** {@return {@code σ(x) = 1 / (1 + e^-x)} per element: at most 1.5 ulp off, also where the result is tiny} */
    public static Tensor sigmoid(Tensor x) {
        return sigmoid(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = σ(x) = 1 / (1 + e^-x)}. */
    public static Tensor sigmoid(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.SIGMOID, x, out);
    }

    /** {@return {@code x <= 0 ? 0 : x} per element: NaN stays NaN, -0 becomes +0} */
    public static Tensor relu(Tensor x) {
        return relu(x, Tensor.zeros(x.shape()));
    }

    /** {@code out = x <= 0 ? 0 : x}. */
    public static Tensor relu(Tensor x, Tensor out) {
        return ElementwiseRun.unary(ElementOp.RELU, x, out);
    }

    /**
     * The backward pass of relu: {@code x <= 0 ? 0 : dout} per element. An assignment, not a product with 0 or 1: where x is
     * not positive the result is +0 even if dout is infinite or NaN. Shapes are equal, nothing is broadcast.
     *
     * @param dout the gradient with respect to the output
     * @param x the input of the forward pass, or its output
     * @return the gradient with respect to x
     */
    public static Tensor reluBackward(Tensor dout, Tensor x) {
        return reluBackward(dout, x, Tensor.zeros(x.shape()));
    }

    /** {@code out = x <= 0 ? 0 : dout}; out may be dout or x. */
    public static Tensor reluBackward(Tensor dout, Tensor x, Tensor out) {
        return ElementwiseRun.unbroadcast(ElementOp.RELU_BACKWARD, dout, x, out);
    }

    /**
     * {@code min(max(x, lo), hi)} per element; NaN stays NaN.
     *
     * @param lo the least result
     * @param hi the greatest result, not below lo
     * @throws IllegalArgumentException if a bound is NaN or lo exceeds hi
     */
    public static Tensor clip(Tensor x, double lo, double hi) {
        return clip(x, lo, hi, Tensor.zeros(x.shape()));
    }

    /** {@code out = min(max(x, lo), hi)}. */
    public static Tensor clip(Tensor x, double lo, double hi, Tensor out) {
        return ElementwiseRun.clip(x, (float) lo, (float) hi, out);
    }

    /**
     * {@code y = fma(a, x, y)} per element, in place: {@code a·x + y} rounded once. x is broadcast to the shape of y.
     *
     * @param x what is added, {@code a} times
     * @param y receives the result
     */
    public static Tensor axpy(double a, Tensor x, Tensor y) {
        return ElementwiseRun.axpy((float) a, x, y);
    }

    // ---- comparisons ----

    /** {@return {@code a < b ? 1 : 0} per element, in a new tensor of the common shape} */
    public static Tensor less(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.LESS, a, b);
    }

    /** {@code out = a < b ? 1 : 0}. */
    public static Tensor less(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.LESS, a, b, out);
    }

    /** {@return {@code a < b ? 1 : 0} with one number b} */
    public static Tensor less(Tensor a, double b) {
        return less(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a < b ? 1 : 0} with one number b. */
    public static Tensor less(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.LESS, a, b, out);
    }

    /** {@return {@code a <= b ? 1 : 0} per element, in a new tensor of the common shape} */
    public static Tensor lessEqual(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.LESS_EQUAL, a, b);
    }

    /** {@code out = a <= b ? 1 : 0}. */
    public static Tensor lessEqual(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.LESS_EQUAL, a, b, out);
    }

    /** {@return {@code a <= b ? 1 : 0} with one number b} */
    public static Tensor lessEqual(Tensor a, double b) {
        return lessEqual(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a <= b ? 1 : 0} with one number b. */
    public static Tensor lessEqual(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.LESS_EQUAL, a, b, out);
    }

    /** {@return {@code a > b ? 1 : 0} per element, in a new tensor of the common shape} */
    public static Tensor greater(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.GREATER, a, b);
    }

    /** {@code out = a > b ? 1 : 0}. */
    public static Tensor greater(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.GREATER, a, b, out);
    }

    /** {@return {@code a > b ? 1 : 0} with one number b} */
    public static Tensor greater(Tensor a, double b) {
        return greater(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a > b ? 1 : 0} with one number b. */
    public static Tensor greater(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.GREATER, a, b, out);
    }

    /** {@return {@code a >= b ? 1 : 0} per element, in a new tensor of the common shape} */
    public static Tensor greaterEqual(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.GREATER_EQUAL, a, b);
    }

    /** {@code out = a >= b ? 1 : 0}. */
    public static Tensor greaterEqual(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.GREATER_EQUAL, a, b, out);
    }

    /** {@return {@code a >= b ? 1 : 0} with one number b} */
    public static Tensor greaterEqual(Tensor a, double b) {
        return greaterEqual(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a >= b ? 1 : 0} with one number b. */
    public static Tensor greaterEqual(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.GREATER_EQUAL, a, b, out);
    }

    /** {@return {@code a == b ? 1 : 0} per element, in a new tensor of the common shape} */
    public static Tensor equal(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.EQUAL, a, b);
    }

    /** {@code out = a == b ? 1 : 0}. */
    public static Tensor equal(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.EQUAL, a, b, out);
    }

    /** {@return {@code a == b ? 1 : 0} with one number b} */
    public static Tensor equal(Tensor a, double b) {
        return equal(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a == b ? 1 : 0} with one number b. */
    public static Tensor equal(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.EQUAL, a, b, out);
    }

    /** {@return {@code a != b ? 1 : 0} per element, in a new tensor of the common shape} */
    public static Tensor notEqual(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.NOT_EQUAL, a, b);
    }

    /** {@code out = a != b ? 1 : 0}. */
    public static Tensor notEqual(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.NOT_EQUAL, a, b, out);
    }

    /** {@return {@code a != b ? 1 : 0} with one number b} */
    public static Tensor notEqual(Tensor a, double b) {
        return notEqual(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a != b ? 1 : 0} with one number b. */
    public static Tensor notEqual(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.NOT_EQUAL, a, b, out);
    }

    /**
     * {@code cond != 0 ? a : b} per element, broadcasting all three; values pass unchanged.
     *
     * @param cond selects a where it is not 0 (NaN is not 0), else b
     * @param a taken where cond holds
     * @param b taken elsewhere
     */
    public static Tensor where(Tensor cond, Tensor a, Tensor b) {
        return ElementwiseRun.where(cond, a, b);
    }

    /** {@code out = cond != 0 ? a : b}. */
    public static Tensor where(Tensor cond, Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.where(cond, given("a", a), 0, given("b", b), 0, out);
    }

    /** {@return {@code cond != 0 ? a : b} with one number b} */
    public static Tensor where(Tensor cond, Tensor a, double b) {
        return where(cond, a, b, Tensor.zeros(Shape.broadcast("where", cond.shape(), a.shape())));
    }

    /** {@code out = cond != 0 ? a : b} with one number b. */
    public static Tensor where(Tensor cond, Tensor a, double b, Tensor out) {
        return ElementwiseRun.where(cond, given("a", a), 0, null, b, out);
    }

    /** {@return {@code cond != 0 ? a : b} with one number a} */
    public static Tensor where(Tensor cond, double a, Tensor b) {
        return where(cond, a, b, Tensor.zeros(Shape.broadcast("where", cond.shape(), b.shape())));
    }

    /** {@code out = cond != 0 ? a : b} with one number a. */
    public static Tensor where(Tensor cond, double a, Tensor b, Tensor out) {
        return ElementwiseRun.where(cond, null, a, given("b", b), 0, out);
    }

    /** {@return {@code cond != 0 ? a : b} with two numbers} */
    public static Tensor where(Tensor cond, double a, double b) {
        return where(cond, a, b, Tensor.zeros(cond.shape()));
    }

    /** {@code out = cond != 0 ? a : b} with two numbers. */
    public static Tensor where(Tensor cond, double a, double b, Tensor out) {
        return ElementwiseRun.where(cond, null, a, null, b, out);
    }

    /** {@link ElementwiseRun} takes null for a number. */
    private static Tensor given(String name, Tensor operand) {
        return Objects.requireNonNull(operand, () -> "where: " + name + " is null");
    }
}
