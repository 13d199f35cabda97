package io.katsuo.core.kernel;

/** The kernels of every {@link ElementOp}: the scalar twin until the SIMD kernel is ready. */
public final class Spans {
    private static final ArithmeticSpans ARITHMETIC = new ScalarArithmeticSpans();
    private static final ComparisonSpans COMPARISON = new ScalarComparisonSpans();
    private static final FunctionSpans FUNCTION = new ScalarFunctionSpans();
    private static final Kernel[] KERNELS = new Kernel[ElementOp.values().length];

    static {
        for (ElementOp op : ElementOp.values()) {
            KERNELS[op.ordinal()] = new SpanKernel(op);
        }
    }

    private Spans() {}

    /** Initialised when a SIMD kernel first runs, or is first compiled. */
    private static final class Vectors {
        static final ArithmeticSpans ARITHMETIC = new SimdArithmeticSpans();
        static final ComparisonSpans COMPARISON = new SimdComparisonSpans();
        static final FunctionSpans FUNCTION = new SimdFunctionSpans();
    }

    private static final class SpanKernel extends Kernel {
        private final ElementOp op;

        SpanKernel(ElementOp op) {
            this.op = op;
        }

        @Override
        protected void exercise(int vectors, float[] in, float[] out) {
            simd(op, in, 0, in, 0, in, 0, out, 0, vectors * Simd.LANES);
        }

        @Override
        public String toString() {
            return op.label();
        }
    }

    /**
     * {@code out[oi + i] = op(a[ai + i], b[bi + i], c[ci + i])} for {@code 0 <= i < n}, with as many operands as the op
     * has. The output may be an operand at the same index, and overlaps none otherwise. Nothing is checked.
     *
     * @param ai where it begins
     * @param b the second operand, or anything
     * @param bi where it begins
     * @param c the third operand, or anything
     * @param ci where it begins
     * @param oi where they begin
     */
    public static void apply(
            ElementOp op, float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        if (KERNELS[op.ordinal()].isReady()) {
            simd(op, a, ai, b, bi, c, ci, out, oi, n);
        } else {
            run(ARITHMETIC, COMPARISON, FUNCTION, op, a, ai, b, bi, c, ci, out, oi, n);
        }
    }

    private static void simd(
            ElementOp op, float[] a, int ai, float[] b, int bi, float[] c, int ci, float[] out, int oi, int n) {
        run(Vectors.ARITHMETIC, Vectors.COMPARISON, Vectors.FUNCTION, op, a, ai, b, bi, c, ci, out, oi, n);
    }

    private static void run(
            ArithmeticSpans arithmetic,
            ComparisonSpans comparison,
            FunctionSpans function,
            ElementOp op,
            float[] a,
            int ai,
            float[] b,
            int bi,
            float[] c,
            int ci,
            float[] out,
            int oi,
            int n) {
        switch (op) {
            case ADD -> arithmetic.add(a, ai, b, bi, out, oi, n);
            case SUB -> arithmetic.sub(a, ai, b, bi, out, oi, n);
            case MUL -> arithmetic.mul(a, ai, b, bi, out, oi, n);
            case DIV -> arithmetic.div(a, ai, b, bi, out, oi, n);
            case MAX -> arithmetic.max(a, ai, b, bi, out, oi, n);
            case MIN -> arithmetic.min(a, ai, b, bi, out, oi, n);
            case POW -> function.pow(a, ai, b, bi, out, oi, n);
            case LESS -> comparison.less(a, ai, b, bi, out, oi, n);
            case LESS_EQUAL -> comparison.lessEqual(a, ai, b, bi, out, oi, n);
            case GREATER -> comparison.less(b, bi, a, ai, out, oi, n);
            case GREATER_EQUAL -> comparison.lessEqual(b, bi, a, ai, out, oi, n);
            case EQUAL -> comparison.equal(a, ai, b, bi, out, oi, n);
            case NOT_EQUAL -> comparison.notEqual(a, ai, b, bi, out, oi, n);
            case RELU_BACKWARD -> comparison.reluBackward(a, ai, b, bi, out, oi, n);
            case NEG -> arithmetic.neg(a, ai, out, oi, n);
            case ABS -> arithmetic.abs(a, ai, out, oi, n);
            case SQUARE -> arithmetic.square(a, ai, out, oi, n);
            case SQRT -> arithmetic.sqrt(a, ai, out, oi, n);
            case RELU -> comparison.relu(a, ai, out, oi, n);
            case EXP -> function.exp(a, ai, out, oi, n);
            case LOG -> function.log(a, ai, out, oi, n);
            case TANH -> function.tanh(a, ai, out, oi, n);
            case SIGMOID -> function.sigmoid(a, ai, out, oi, n);
            case CLIP -> arithmetic.clip(a, ai, b, bi, c, ci, out, oi, n);
            case AXPY -> arithmetic.fma(a, ai, b, bi, c, ci, out, oi, n);
            case WHERE -> comparison.where(a, ai, b, bi, c, ci, out, oi, n);
        }
    }
}
