package io.katsuo.core.ops;

import io.katsuo.core.kernel.ElementOp;
import io.katsuo.core.tensor.Tensor;

/** The arithmetic operators of {@link Elementwise}, which inherits them: two tensors, or a tensor and a number. */
abstract class Arithmetic {
    Arithmetic() {}

    /** {@return {@code a + b} per element, in a new tensor of the common shape} */
    public static Tensor add(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.ADD, a, b);
    }

    /** {@code out = a + b}. */
    public static Tensor add(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.ADD, a, b, out);
    }

    /** {@return {@code a + b} with one number b} */
    public static Tensor add(Tensor a, double b) {
        return add(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a + b} with one number b. */
    public static Tensor add(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.ADD, a, b, out);
    }

    /** {@return {@code a + b} with one number a} */
    public static Tensor add(double a, Tensor b) {
        return add(a, b, Tensor.zeros(b.shape()));
    }

    /** {@code out = a + b} with one number a. */
    public static Tensor add(double a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.ADD, a, b, out);
    }

    /** {@return {@code a - b} per element, in a new tensor of the common shape} */
    public static Tensor sub(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.SUB, a, b);
    }

    /** {@code out = a - b}. */
    public static Tensor sub(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.SUB, a, b, out);
    }

    /** {@return {@code a - b} with one number b} */
    public static Tensor sub(Tensor a, double b) {
        return sub(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a - b} with one number b. */
    public static Tensor sub(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.SUB, a, b, out);
    }

    /** {@return {@code a - b} with one number a} */
    public static Tensor sub(double a, Tensor b) {
        return sub(a, b, Tensor.zeros(b.shape()));
    }

    /** {@code out = a - b} with one number a. */
    public static Tensor sub(double a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.SUB, a, b, out);
    }

    /** {@return {@code a · b} per element, in a new tensor of the common shape} */
    public static Tensor mul(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.MUL, a, b);
    }

    /** {@code out = a · b}. */
    public static Tensor mul(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MUL, a, b, out);
    }

    /** {@return {@code a · b} with one number b} */
    public static Tensor mul(Tensor a, double b) {
        return mul(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a · b} with one number b. */
    public static Tensor mul(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MUL, a, b, out);
    }

    /** {@return {@code a · b} with one number a} */
    public static Tensor mul(double a, Tensor b) {
        return mul(a, b, Tensor.zeros(b.shape()));
    }

    /** {@code out = a · b} with one number a. */
    public static Tensor mul(double a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MUL, a, b, out);
    }

    /** {@return {@code a / b} per element, in a new tensor of the common shape} */
    public static Tensor div(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.DIV, a, b);
    }

    /** {@code out = a / b}. */
    public static Tensor div(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.DIV, a, b, out);
    }

    /** {@return {@code a / b} with one number b} */
    public static Tensor div(Tensor a, double b) {
        return div(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a / b} with one number b. */
    public static Tensor div(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.DIV, a, b, out);
    }

    /** {@return {@code a / b} with one number a} */
    public static Tensor div(double a, Tensor b) {
        return div(a, b, Tensor.zeros(b.shape()));
    }

    /** {@code out = a / b} with one number a. */
    public static Tensor div(double a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.DIV, a, b, out);
    }

    /**
     * {@return {@code max(a, b)} per element, in a new tensor of the common shape; NaN if either is NaN, and +0 of -0
     * and +0}
     */
    public static Tensor maximum(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.MAX, a, b);
    }

    /** {@code out = max(a, b)}. */
    public static Tensor maximum(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MAX, a, b, out);
    }

    /** {@return {@code max(a, b)} with one number b} */
    public static Tensor maximum(Tensor a, double b) {
        return maximum(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = max(a, b)} with one number b. */
    public static Tensor maximum(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MAX, a, b, out);
    }

    /** {@return {@code max(a, b)} with one number a} */
    public static Tensor maximum(double a, Tensor b) {
        return maximum(a, b, Tensor.zeros(b.shape()));
    }

    /** {@code out = max(a, b)} with one number a. */
    public static Tensor maximum(double a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MAX, a, b, out);
    }

    /**
     * {@return {@code min(a, b)} per element, in a new tensor of the common shape; NaN if either is NaN, and -0 of -0
     * and +0}
     */
    public static Tensor minimum(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.MIN, a, b);
    }

    /** {@code out = min(a, b)}. */
    public static Tensor minimum(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MIN, a, b, out);
    }

    /** {@return {@code min(a, b)} with one number b} */
    public static Tensor minimum(Tensor a, double b) {
        return minimum(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = min(a, b)} with one number b. */
    public static Tensor minimum(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MIN, a, b, out);
    }

    /** {@return {@code min(a, b)} with one number a} */
    public static Tensor minimum(double a, Tensor b) {
        return minimum(a, b, Tensor.zeros(b.shape()));
    }

    /** {@code out = min(a, b)} with one number a. */
    public static Tensor minimum(double a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.MIN, a, b, out);
    }

    /**
     * {@code a^b} per element. Computed as {@code (float) StrictMath.pow(a, b)}, one element at a time and
     * with its special cases: {@code x^0 = 1} even of NaN, {@code 1^NaN = NaN}, and NaN of a negative base with a
     * fractional exponent. StrictMath leaves about 100 bytes of garbage an element; prefer {@link Elementwise#square} and
     * {@link Elementwise#sqrt} where they do.
     */
    public static Tensor pow(Tensor a, Tensor b) {
        return ElementwiseRun.binary(ElementOp.POW, a, b);
    }

    /** {@code out = a^b}. */
    public static Tensor pow(Tensor a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.POW, a, b, out);
    }

    /** {@return {@code a^b} with one number b} */
    public static Tensor pow(Tensor a, double b) {
        return pow(a, b, Tensor.zeros(a.shape()));
    }

    /** {@code out = a^b} with one number b. */
    public static Tensor pow(Tensor a, double b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.POW, a, b, out);
    }

    /** {@return {@code a^b} with one number a} */
    public static Tensor pow(double a, Tensor b) {
        return pow(a, b, Tensor.zeros(b.shape()));
    }

    /** {@code out = a^b} with one number a. */
    public static Tensor pow(double a, Tensor b, Tensor out) {
        return ElementwiseRun.binary(ElementOp.POW, a, b, out);
    }
}
