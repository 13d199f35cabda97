package io.katsuo.core.kernel;

/** The span kernels that were chosen for this JVM, and the way to them from an {@link ElementOp}. */
public final class Spans {
    private static final ArithmeticSpans ARITHMETIC =
            Kernels.SIMD ? new SimdArithmeticSpans() : new ScalarArithmeticSpans();
    private static final ComparisonSpans COMPARISON =
            Kernels.SIMD ? new SimdComparisonSpans() : new ScalarComparisonSpans();
    private static final FunctionSpans FUNCTION = Kernels.SIMD ? new SimdFunctionSpans() : new ScalarFunctionSpans();

    private Spans() {}

    /**
     * {@code out[oi + i] = op(a[ai + i], b[bi + i], c[ci + i])} for {@code 0 <= i < n}, with as many operands as the op
     * has. The output may be an operand at the same index, and overlaps none otherwise. Nothing is checked.
     *
     * @param op what to compute
     * @param a the first operand
     * @param ai where it begins
     * @param b the second operand, or anything
     * @param bi where it begins
     * @param c the third operand, or anything
     * @param ci where it begins
     * @param out where the results go
     * @param oi where they begin
     * @param n how many elements
     */
    public static void apply(
            ElementOp op, float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        switch (op) {
            case ADD -> ARITHMETIC.add(a, ai, b, bi, out, oi, n);
            case SUB -> ARITHMETIC.sub(a, ai, b, bi, out, oi, n);
            case MUL -> ARITHMETIC.mul(a, ai, b, bi, out, oi, n);
            case DIV -> ARITHMETIC.div(a, ai, b, bi, out, oi, n);
            case MAX -> ARITHMETIC.max(a, ai, b, bi, out, oi, n);
            case MIN -> ARITHMETIC.min(a, ai, b, bi, out, oi, n);
            case POW -> FUNCTION.pow(a, ai, b, bi, out, oi, n);
            case LESS -> COMPARISON.less(a, ai, b, bi, out, oi, n);
            case LESS_EQUAL -> COMPARISON.lessEqual(a, ai, b, bi, out, oi, n);
            case GREATER -> COMPARISON.less(b, bi, a, ai, out, oi, n);
            case GREATER_EQUAL -> COMPARISON.lessEqual(b, bi, a, ai, out, oi, n);
            case EQUAL -> COMPARISON.equal(a, ai, b, bi, out, oi, n);
            case NOT_EQUAL -> COMPARISON.notEqual(a, ai, b, bi, out, oi, n);
            case RELU_BACKWARD -> COMPARISON.reluBackward(a, ai, b, bi, out, oi, n);
            case NEG -> ARITHMETIC.neg(a, ai, out, oi, n);
            case ABS -> ARITHMETIC.abs(a, ai, out, oi, n);
            case SQUARE -> ARITHMETIC.square(a, ai, out, oi, n);
            case SQRT -> ARITHMETIC.sqrt(a, ai, out, oi, n);
            case RELU -> COMPARISON.relu(a, ai, out, oi, n);
            case EXP -> FUNCTION.exp(a, ai, out, oi, n);
            case LOG -> FUNCTION.log(a, ai, out, oi, n);
            case TANH -> FUNCTION.tanh(a, ai, out, oi, n);
            case SIGMOID -> FUNCTION.sigmoid(a, ai, out, oi, n);
            case CLIP -> ARITHMETIC.clip(a, ai, b, bi, c, ci, out, oi, n);
            case AXPY -> ARITHMETIC.fma(a, ai, b, bi, c, ci, out, oi, n);
            case WHERE -> COMPARISON.where(a, ai, b, bi, c, ci, out, oi, n);
        }
    }
}
