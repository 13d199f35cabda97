package io.katsuo.core.kernel;

/**
 * The reduction kernels that were chosen for this JVM. Sums are taken in an order that no vector width changes; nothing
 * is checked.
 *
 * <p>The lane tree, along a span: 32 virtual lanes start from +0; element {@code i} is added to lane {@code i mod 32}, in
 * index order; then lane {@code j} receives lane {@code j + 16}, then {@code j + 8}, 4, 2, 1, and lane 0 is the result.
 *
 * <p>The column chain, down rows: every column starts from +0 and receives its elements in row order.
 */
public final class Reducers {
    /** Lanes of the tree. */
    public static final int TREE = LaneTree.LANES;

    /** How many floats a {@code lanes} array must hold: the lanes, and as many again for a dot product's other factors. */
    public static final int LANES = 2 * LaneTree.LANES;

    private static final ReductionSpans REDUCTION = new ScalarReductionSpans();

    private static final Kernel SUM = new Reducer("sum", 0);
    private static final Kernel SUM_SQUARES = new Reducer("sum of squares", 1);
    private static final Kernel MAX = new Reducer("maximum", 2);
    private static final Kernel SUM_ROWS = new Reducer("sum of rows", 3);
    private static final Kernel SUM_SQUARES_ROWS = new Reducer("sum of squares of rows", 4);
    private static final Kernel MAX_ROWS = new Reducer("maximum of rows", 5);
    private static final Kernel DOT = new Reducer("dot product", 6);
    private static final Kernel SUBTRACT = new Reducer("subtraction from a row", 7);
    private static final Kernel DIVIDE = new Reducer("division of a row", 8);

    private Reducers() {}

    /** Initialised when a SIMD kernel first runs, or is first compiled. */
    private static final class Vectors {
        static final ReductionSpans REDUCTION = new SimdReductionSpans();
    }

    private static final class Reducer extends Kernel {
        private final String name;
        private final int kind;

        Reducer(String name, int kind) {
            this.name = name;
            this.kind = kind;
        }

        /** Groups of 32 lanes, or rows of five vectors, which need a wide chain and a narrow one. */
        @Override
        protected void exercise(int vectors, float[] in, float[] out) {
            int columns = 5 * Simd.LANES;
            switch (kind) {
                case 0 -> Vectors.REDUCTION.sum(in, 0, vectors * LANES, out);
                case 1 -> Vectors.REDUCTION.sumSquares(in, 0, vectors * LANES, 1, out);
                case 2 -> Vectors.REDUCTION.max(in, 0, (vectors + 1) * 4 * Simd.LANES);
                case 3 -> Vectors.REDUCTION.sumRows(in, 0, columns, vectors + 1, out, 0, columns);
                case 4 -> Vectors.REDUCTION.sumSquaresRows(in, 0, columns, vectors, in, 0, out, 0, Simd.LANES);
                case 5 -> Vectors.REDUCTION.maxRows(in, 0, columns, vectors + 1, out, 0, Simd.LANES);
                case 6 -> Vectors.REDUCTION.dot(in, 0, in, 0, vectors * LANES + 1, out);
                case 7 -> Vectors.REDUCTION.subtract(in, 0, 1, out, 0, vectors * Simd.LANES);
                default -> Vectors.REDUCTION.divide(in, 0, 1, out, 0, vectors * Simd.LANES);
            }
        }

        @Override
        public String toString() {
            return name;
        }
    }

    // Spans begin at an index of their array and have n elements; lanes is scratch memory of LANES floats.

    /** The sum by the lane tree; +0 of nothing. */
    public static float sum(float[] x, int xi, int n, float[] lanes) {
        return (SUM.isReady() ? Vectors.REDUCTION : REDUCTION).sum(x, xi, n, lanes);
    }

    /** The lane tree of {@code lane = fma(d, d, lane)} with {@code d = x - mean}. */
    public static float sumSquares(float[] x, int xi, int n, float mean, float[] lanes) {
        return (SUM_SQUARES.isReady() ? Vectors.REDUCTION : REDUCTION).sumSquares(x, xi, n, mean, lanes);
    }

    /** The dot product: the lane tree of {@code lane = fma(x, y, lane)}; +0 of nothing. */
    public static float dot(float[] x, int xi, float[] y, int yi, int n, float[] lanes) {
        return (DOT.isReady() ? Vectors.REDUCTION : REDUCTION).dot(x, xi, y, yi, n, lanes);
    }

    /** The greatest of a span of at least one: NaN if one is, +0 of zeros of both signs. */
    public static float max(float[] x, int xi, int n) {
        return (MAX.isReady() ? Vectors.REDUCTION : REDUCTION).max(x, xi, n);
    }

    /** Column chains of sums of rows that are {@code stride} apart. */
    public static void sumRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns) {
        (SUM_ROWS.isReady() ? Vectors.REDUCTION : REDUCTION).sumRows(x, xi, stride, rows, out, oi, columns);
    }

    /** Column chains of {@code fma(d, d, chain)} with {@code d = x - mean}, a mean for each column. */
    public static void sumSquaresRows(
            float[] x, int xi, int stride, int rows, float[] mean, int mi, float[] out, int oi, int columns) {
        (SUM_SQUARES_ROWS.isReady() ? Vectors.REDUCTION : REDUCTION)
                .sumSquaresRows(x, xi, stride, rows, mean, mi, out, oi, columns);
    }

    /** Column maxima of at least one row. */
    public static void maxRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns) {
        (MAX_ROWS.isReady() ? Vectors.REDUCTION : REDUCTION).maxRows(x, xi, stride, rows, out, oi, columns);
    }

    /** {@code out = x - by} along a span; out may be x. */
    public static void subtract(float[] x, int xi, float by, float[] out, int oi, int n) {
        (SUBTRACT.isReady() ? Vectors.REDUCTION : REDUCTION).subtract(x, xi, by, out, oi, n);
    }

    /** {@code out = x / by} along a span; out may be x. */
    public static void divide(float[] x, int xi, float by, float[] out, int oi, int n) {
        (DIVIDE.isReady() ? Vectors.REDUCTION : REDUCTION).divide(x, xi, by, out, oi, n);
    }
}
