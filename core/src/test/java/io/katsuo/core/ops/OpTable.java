package io.katsuo.core.ops;

import io.katsuo.core.tensor.Tensor;
import java.util.stream.Stream;

/** The elementwise ops under test, each with its formula in double and how far it may be off. */
final class OpTable {
    /** An allocating op on as many operands as it has. */
    interface Op {
        Tensor apply(Tensor... operands);
    }

    /** The same op into an output. */
    interface OpInto {
        Tensor apply(Tensor out, Tensor... operands);
    }

    /** The formula. */
    interface Formula {
        double apply(double... operands);
    }

    /** One op; {@code ulps} is 0.5 where the result is rounded once, 0 where it is exact. */
    record Entry(String name, int operands, double ulps, Op op, OpInto into, Formula formula) {
        @Override
        public String toString() {
            return name;
        }
    }

    private OpTable() {}

    static Entry[] all() {
        return Stream.of(ofTwoTensors(), ofOneTensor(), withNumbers(), selection())
                .flatMap(family -> family)
                .toArray(Entry[]::new);
    }

    /** Arithmetic of two tensors, and comparisons. */
    private static Stream<Entry> ofTwoTensors() {
        return Stream.of(
                binary("add", 0.5, Elementwise::add, Elementwise::add, (a, b) -> a + b),
                binary("sub", 0.5, Elementwise::sub, Elementwise::sub, (a, b) -> a - b),
                binary("mul", 0.5, Elementwise::mul, Elementwise::mul, (a, b) -> a * b),
                binary("div", 0.5, Elementwise::div, Elementwise::div, (a, b) -> a / b),
                binary("max", 0, Elementwise::maximum, Elementwise::maximum, Math::max),
                binary("min", 0, Elementwise::minimum, Elementwise::minimum, Math::min),
                binary("pow", 0.51, Elementwise::pow, Elementwise::pow, StrictMath::pow),
                binary("less", 0, Elementwise::less, Elementwise::less, (a, b) -> a < b ? 1 : 0),
                binary("lessEqual", 0, Elementwise::lessEqual, Elementwise::lessEqual, (a, b) -> a <= b ? 1 : 0),
                binary("greater", 0, Elementwise::greater, Elementwise::greater, (a, b) -> a > b ? 1 : 0),
                binary(
                        "greaterEqual",
                        0,
                        Elementwise::greaterEqual,
                        Elementwise::greaterEqual,
                        (a, b) -> a >= b ? 1 : 0),
                binary("equal", 0, Elementwise::equal, Elementwise::equal, (a, b) -> a == b ? 1 : 0),
                binary("notEqual", 0, Elementwise::notEqual, Elementwise::notEqual, (a, b) -> a != b ? 1 : 0));
    }

    /** Functions of one tensor. */
    private static Stream<Entry> ofOneTensor() {
        return Stream.of(
                unary("neg", 0, Elementwise::neg, Elementwise::neg, x -> -x),
                unary("abs", 0, Elementwise::abs, Elementwise::abs, Math::abs),
                unary("square", 0.5, Elementwise::square, Elementwise::square, x -> x * x),
                unary("sqrt", 0.5, Elementwise::sqrt, Elementwise::sqrt, Math::sqrt),
                unary("relu", 0, Elementwise::relu, Elementwise::relu, x -> x <= 0 ? 0 : x),
                unary("exp", 1, Elementwise::exp, Elementwise::exp, StrictMath::exp),
                unary("log", 1, Elementwise::log, Elementwise::log, StrictMath::log),
                unary("tanh", 1, Elementwise::tanh, Elementwise::tanh, StrictMath::tanh),
                unary("sigmoid", 1.5, Elementwise::sigmoid, Elementwise::sigmoid, x -> 1 / (1 + StrictMath.exp(-x))));
    }

    /** Arithmetic of a tensor and numbers. */
    private static Stream<Entry> withNumbers() {
        return Stream.of(
                unary(
                        "scale",
                        0.5,
                        x -> Elementwise.mul(x, -1.7f),
                        (x, out) -> Elementwise.mul(x, -1.7f, out),
                        x -> -1.7f * x),
                unary(
                        "add number",
                        0.5,
                        x -> Elementwise.add(x, 0.3f),
                        (x, out) -> Elementwise.add(x, 0.3f, out),
                        x -> x + 0.3f),
                unary(
                        "sub number",
                        0.5,
                        x -> Elementwise.sub(x, 0.3f),
                        (x, out) -> Elementwise.sub(x, 0.3f, out),
                        x -> x - 0.3f),
                unary(
                        "mul number",
                        0.5,
                        x -> Elementwise.mul(x, 3f),
                        (x, out) -> Elementwise.mul(x, 3f, out),
                        x -> x * 3f),
                unary(
                        "div number",
                        0.5,
                        x -> Elementwise.div(x, 3f),
                        (x, out) -> Elementwise.div(x, 3f, out),
                        x -> x / 3f),
                unary(
                        "max number",
                        0,
                        x -> Elementwise.maximum(x, 0f),
                        (x, out) -> Elementwise.maximum(x, 0f, out),
                        x -> Math.max(x, 0)),
                unary(
                        "min number",
                        0,
                        x -> Elementwise.minimum(x, 0f),
                        (x, out) -> Elementwise.minimum(x, 0f, out),
                        x -> Math.min(x, 0)),
                unary(
                        "pow number",
                        0.51,
                        x -> Elementwise.pow(x, 3f),
                        (x, out) -> Elementwise.pow(x, 3f, out),
                        x -> x * x * x),
                unary(
                        "clip",
                        0,
                        x -> Elementwise.clip(x, -0.5f, 0.25f),
                        (x, out) -> Elementwise.clip(x, -0.5f, 0.25f, out),
                        x -> x < -0.5 ? -0.5 : x > 0.25 ? 0.25 : x));
    }

    /** Three tensors. */
    private static Stream<Entry> selection() {
        return Stream.of(new Entry(
                "where",
                3,
                0,
                t -> Elementwise.where(t[0], t[1], t[2]),
                (out, t) -> Elementwise.where(t[0], t[1], t[2], out),
                v -> v[0] != 0 ? v[1] : v[2]));
    }

    /** One operand. */
    interface Unary {
        Tensor apply(Tensor x);
    }

    /** Two operands, or one and an output. */
    interface Binary {
        Tensor apply(Tensor a, Tensor b);
    }

    /** Two operands and an output. */
    interface Ternary {
        Tensor apply(Tensor a, Tensor b, Tensor out);
    }

    /** A formula of one number. */
    interface Of1 {
        double apply(double x);
    }

    /** A formula of two numbers. */
    interface Of2 {
        double apply(double a, double b);
    }

    private static Entry unary(String name, double ulps, Unary op, Binary into, Of1 formula) {
        return new Entry(
                name, 1, ulps, t -> op.apply(t[0]), (out, t) -> into.apply(t[0], out), v -> formula.apply(v[0]));
    }

    private static Entry binary(String name, double ulps, Binary op, Ternary into, Of2 formula) {
        return new Entry(
                name,
                2,
                ulps,
                t -> op.apply(t[0], t[1]),
                (out, t) -> into.apply(t[0], t[1], out),
                v -> formula.apply(v[0], v[1]));
    }
}
