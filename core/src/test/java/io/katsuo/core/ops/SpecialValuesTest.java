package io.katsuo.core.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Results at NaN, infinities, zeros, subnormals and limits, at every position of a vector and beside vectors. */
class SpecialValuesTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;
    private static final float MAX = Float.MAX_VALUE;
    private static final float TINY = Float.MIN_VALUE;
    private static final float SUB = 0x1.8p-130f;

    /** Longer than any vector, and not a multiple of one. */
    private static final int N = 37;

    /** One op, to be called with a single operand. */
    private interface Op {
        Tensor apply(Tensor x);
    }

    private static void check(String name, Op op, float... inputsAndResults) {
        for (int i = 0; i < inputsAndResults.length; i += 2) {
            float x = inputsAndResults[i];
            for (int at = 0; at < N; at++) {
                Tensor input = Tensor.full(Shape.of(N), 0.75f);
                input.set(at, x);
                float actual = op.apply(input).get(at);
                assertEquals(inputsAndResults[i + 1], actual, name + " of " + x + " at position " + at);
            }
        }
    }

    @Test
    void relu() {
        check(
                "relu",
                Elementwise::relu,
                NAN,
                NAN,
                INF,
                INF,
                -INF,
                0,
                -0f,
                0,
                0,
                0,
                SUB,
                SUB,
                -SUB,
                0,
                MAX,
                MAX,
                -MAX,
                0);
    }

    @Test
    void exp() {
        check("exp", Elementwise::exp, NAN, NAN, INF, INF, -INF, 0, -0f, 1, 0, 1, SUB, 1, -SUB, 1, MAX, INF, -MAX, 0);
        check("exp", Elementwise::exp, 88.72283f, 3.4027985E38f, 88.72284f, INF, -103.97f, TINY, -104, 0);
        check("exp", Elementwise::exp, 1, 2.7182817f, -1, 0.36787945f, -87.33655f, 1.1754907E-38f);
    }

    @Test
    void log() {
        check("log", Elementwise::log, NAN, NAN, INF, INF, -INF, NAN, -0f, -INF, 0, -INF, -SUB, NAN, -MAX, NAN);
        check("log", Elementwise::log, 1, 0, TINY, -103.27893f, MAX, 88.72284f, -1, NAN, 0x1p-130f, -90.10913f);
    }

    @Test
    void tanh() {
        check("tanh", Elementwise::tanh, NAN, NAN, INF, 1, -INF, -1, -0f, -0f, 0, 0, SUB, SUB, -SUB, -SUB);
        check("tanh", Elementwise::tanh, MAX, 1, -MAX, -1, TINY, TINY, -TINY, -TINY, 1, 0.7615942f, 9.1f, 1, -50, -1);
    }

    @Test
    void sigmoid() {
        check("sigmoid", Elementwise::sigmoid, NAN, NAN, INF, 1, -INF, 0, -0f, 0.5f, 0, 0.5f, SUB, 0.5f, -SUB, 0.5f);
        check("sigmoid", Elementwise::sigmoid, MAX, 1, -MAX, 0, 1000, 1, -1000, 0, -104, 0, 17.33f, 1);
        check("sigmoid", Elementwise::sigmoid, -88, 6.054601E-39f, -90, 8.19401E-40f);
    }

    @Test
    void maxAndMin() {
        Tensor zero = Tensor.scalar(0);
        Tensor minusZero = Tensor.scalar(-0f);
        Tensor nan = Tensor.scalar(NAN);
        check("max 0", x -> Elementwise.maximum(x, zero), NAN, NAN, INF, INF, -INF, 0, -0f, 0, 0, 0, SUB, SUB, -SUB, 0);
        check("max -0", x -> Elementwise.maximum(minusZero, x), NAN, NAN, -0f, -0f, 0, 0, -1, -0f);
        check(
                "min 0",
                x -> Elementwise.minimum(x, zero),
                NAN,
                NAN,
                INF,
                0,
                -INF,
                -INF,
                -0f,
                -0f,
                0,
                0,
                SUB,
                0,
                -SUB,
                -SUB);
        check("min -0", x -> Elementwise.minimum(minusZero, x), NAN, NAN, -0f, -0f, 0, -0f, 1, -0f);
        check("max NaN", x -> Elementwise.maximum(x, nan), 1, NAN, INF, NAN, NAN, NAN);
        check("min NaN", x -> Elementwise.minimum(nan, x), 1, NAN, -INF, NAN, NAN, NAN);
        check("clip", x -> Elementwise.clip(x, -1, 1), NAN, NAN, INF, 1, -INF, -1, -0f, -0f, TINY, TINY);
    }

    @Test
    void arithmeticKeepsSubnormalsAndSigns() {
        check("scale", x -> Elementwise.mul(x, 0.5f), SUB, SUB / 2, -0f, -0f, 2 * TINY, TINY, MAX, MAX / 2, NAN, NAN);
        check("sqrt", Elementwise::sqrt, -0f, -0f, -1, NAN, INF, INF, 0x1p-148f, 0x1p-74f, NAN, NAN);
        check("neg", Elementwise::neg, 0, -0f, -0f, 0, INF, -INF, NAN, NAN);
        check("abs", Elementwise::abs, -0f, 0, -INF, INF, -SUB, SUB, NAN, NAN);
        check("div", x -> Elementwise.div(Tensor.scalar(1), x), 0, INF, -0f, -INF, INF, 0, -INF, -0f, NAN, NAN);
        check("pow", x -> Elementwise.pow(x, 0f), NAN, 1, 0, 1, INF, 1, -2, 1);
        check("pow", x -> Elementwise.pow(x, 0.5f), -1, NAN, -0f, 0, 4, 2, INF, INF);
    }

    @Test
    void comparisonsWithNaNAreFalse() {
        Tensor one = Tensor.scalar(1);
        check("less", x -> Elementwise.less(x, one), NAN, 0, 0, 1, 1, 0, -INF, 1, INF, 0);
        check("lessEqual", x -> Elementwise.lessEqual(x, one), NAN, 0, 1, 1, INF, 0);
        check("greater", x -> Elementwise.greater(x, one), NAN, 0, 1, 0, INF, 1);
        check("greaterEqual", x -> Elementwise.greaterEqual(x, one), NAN, 0, 1, 1, 0, 0);
        check("equal", x -> Elementwise.equal(x, x), NAN, 0, -0f, 1, INF, 1);
        check("equal", x -> Elementwise.equal(x, Tensor.scalar(0)), -0f, 1, TINY, 0);
        check("notEqual", x -> Elementwise.notEqual(x, x), NAN, 1, -0f, 0, INF, 0);
        check("where", x -> Elementwise.where(x, one, Tensor.scalar(NAN)), NAN, 1, 0, NAN, -0f, NAN, TINY, 1);
    }
}
