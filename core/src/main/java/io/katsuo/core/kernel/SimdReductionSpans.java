package io.katsuo.core.kernel;

import static io.katsuo.core.kernel.Simd.FLOATS;
import static io.katsuo.core.kernel.Simd.LANES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Reductions, a vector at a time. The 32 lanes of the tree are two, four or eight vectors; conditions on the width are
 * constants, which the compiler removes with what they guard.
 */
final class SimdReductionSpans implements ReductionSpans {
    private static final ReductionSpans SCALAR = new ScalarReductionSpans();

    /** Vectors side by side in a column chain: enough chains to hide the latency of an addition. */
    private static final int WIDE = 4 * LANES;

    /** Rows of which a column chain takes its next terms: few enough that memory is read along each of them. */
    private static final int BAND = 8;

    /** Up to this many columns a chain takes all of its terms at once; they lie near enough to each other. */
    private static final int FEW = 256;

    @Override
    public float sum(float[] x, int xi, int n, float[] lanes) {
        int full = n & -LaneTree.LANES;
        // The last elements as a group of their own, filled up with +0: adding that to a lane, which never is -0,
        // changes nothing.
        System.arraycopy(x, xi + full, lanes, 0, n - full);
        Arrays.fill(lanes, n - full, LaneTree.LANES, 0f);
        sumLanes(x, xi, full, lanes);
        return LaneTree.fold(lanes, LANES / 2);
    }

    /** Adds full groups and then the group in {@code lanes}, which receives as many folded lanes as a vector has. */
    private static void sumLanes(float[] x, int xi, int n, float[] lanes) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        for (int i = 0; i < n; i += LaneTree.LANES) {
            a = a.add(FloatVector.fromArray(FLOATS, x, xi + i));
            b = b.add(FloatVector.fromArray(FLOATS, x, xi + i + LANES));
            if (LANES <= 8) {
                c = c.add(FloatVector.fromArray(FLOATS, x, xi + i + 2 * LANES));
                d = d.add(FloatVector.fromArray(FLOATS, x, xi + i + 3 * LANES));
            }
            if (LANES <= 4) {
                e = e.add(FloatVector.fromArray(FLOATS, x, xi + i + 4 * LANES));
                f = f.add(FloatVector.fromArray(FLOATS, x, xi + i + 5 * LANES));
                g = g.add(FloatVector.fromArray(FLOATS, x, xi + i + 6 * LANES));
                h = h.add(FloatVector.fromArray(FLOATS, x, xi + i + 7 * LANES));
            }
        }
        a = a.add(FloatVector.fromArray(FLOATS, lanes, 0));
        b = b.add(FloatVector.fromArray(FLOATS, lanes, LANES));
        if (LANES <= 8) {
            c = c.add(FloatVector.fromArray(FLOATS, lanes, 2 * LANES));
            d = d.add(FloatVector.fromArray(FLOATS, lanes, 3 * LANES));
        }
        if (LANES <= 4) {
            a = a.add(e.add(FloatVector.fromArray(FLOATS, lanes, 4 * LANES)));
            b = b.add(f.add(FloatVector.fromArray(FLOATS, lanes, 5 * LANES)));
            c = c.add(g.add(FloatVector.fromArray(FLOATS, lanes, 6 * LANES)));
            d = d.add(h.add(FloatVector.fromArray(FLOATS, lanes, 7 * LANES)));
        }
        if (LANES <= 8) {
            a = a.add(c);
            b = b.add(d);
        }
        a.add(b).intoArray(lanes, 0);
    }

    @Override
    public float sumSquares(float[] x, int xi, int n, float mean, float[] lanes) {
        int full = n & -LaneTree.LANES;
        for (int lane = 0; lane < LaneTree.LANES; lane += 2 * LANES) {
            squareLanes(x, xi + lane, full, mean, lanes, lane);
        }
        LaneTree.addSquares(x, xi, full, n, mean, lanes);
        return LaneTree.fold(lanes, LaneTree.LANES / 2);
    }

    /** The lanes of two neighbouring vectors. */
    private static void squareLanes(float[] x, int xi, int n, float mean, float[] lanes, int lane) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = FloatVector.zero(FLOATS);
        for (int i = 0; i < n; i += LaneTree.LANES) {
            FloatVector da = FloatVector.fromArray(FLOATS, x, xi + i).sub(mean);
            FloatVector db = FloatVector.fromArray(FLOATS, x, xi + i + LANES).sub(mean);
            a = da.fma(da, a);
            b = db.fma(db, b);
        }
        a.intoArray(lanes, lane);
        b.intoArray(lanes, lane + LANES);
    }

    @Override
    public float dot(float[] x, int xi, float[] y, int yi, int n, float[] lanes) {
        if (n == 0) {
            return 0;
        }
        int full = n & -LaneTree.LANES;
        int tail = n - full;
        // The last products as a group of their own, filled up with -0·+0: adding -0 changes no lane, not even -0.
        System.arraycopy(x, xi + full, lanes, 0, tail);
        Arrays.fill(lanes, tail, LaneTree.LANES, -0f);
        System.arraycopy(y, yi + full, lanes, LaneTree.LANES, tail);
        Arrays.fill(lanes, LaneTree.LANES + tail, 2 * LaneTree.LANES, 0f);
        dotLanes(x, xi, y, yi, full, lanes);
        return LaneTree.fold(lanes, LANES / 2);
    }

    /**
     * As {@link #sumLanes}, for products; the last group's factors are in the two halves of {@code lanes}. Written out,
     * because a method for one product that is compiled before this one would not be inlined into a loop that rarely
     * runs, and box its vectors for good.
     */
    private static void dotLanes(float[] x, int xi, float[] y, int yi, int n, float[] lanes) {
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        for (int i = 0; i < n; i += LaneTree.LANES) {
            a = FloatVector.fromArray(FLOATS, x, xi + i).fma(FloatVector.fromArray(FLOATS, y, yi + i), a);
            b = FloatVector.fromArray(FLOATS, x, xi + i + LANES)
                    .fma(FloatVector.fromArray(FLOATS, y, yi + i + LANES), b);
            if (LANES <= 8) {
                c = FloatVector.fromArray(FLOATS, x, xi + i + 2 * LANES)
                        .fma(FloatVector.fromArray(FLOATS, y, yi + i + 2 * LANES), c);
                d = FloatVector.fromArray(FLOATS, x, xi + i + 3 * LANES)
                        .fma(FloatVector.fromArray(FLOATS, y, yi + i + 3 * LANES), d);
            }
            if (LANES <= 4) {
                e = FloatVector.fromArray(FLOATS, x, xi + i + 4 * LANES)
                        .fma(FloatVector.fromArray(FLOATS, y, yi + i + 4 * LANES), e);
                f = FloatVector.fromArray(FLOATS, x, xi + i + 5 * LANES)
                        .fma(FloatVector.fromArray(FLOATS, y, yi + i + 5 * LANES), f);
                g = FloatVector.fromArray(FLOATS, x, xi + i + 6 * LANES)
                        .fma(FloatVector.fromArray(FLOATS, y, yi + i + 6 * LANES), g);
                h = FloatVector.fromArray(FLOATS, x, xi + i + 7 * LANES)
                        .fma(FloatVector.fromArray(FLOATS, y, yi + i + 7 * LANES), h);
            }
        }
        int other = LaneTree.LANES;
        a = FloatVector.fromArray(FLOATS, lanes, 0).fma(FloatVector.fromArray(FLOATS, lanes, other), a);
        b = FloatVector.fromArray(FLOATS, lanes, LANES).fma(FloatVector.fromArray(FLOATS, lanes, other + LANES), b);
        if (LANES <= 8) {
            c = FloatVector.fromArray(FLOATS, lanes, 2 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, lanes, other + 2 * LANES), c);
            d = FloatVector.fromArray(FLOATS, lanes, 3 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, lanes, other + 3 * LANES), d);
        }
        if (LANES <= 4) {
            a = a.add(FloatVector.fromArray(FLOATS, lanes, 4 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, lanes, other + 4 * LANES), e));
            b = b.add(FloatVector.fromArray(FLOATS, lanes, 5 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, lanes, other + 5 * LANES), f));
            c = c.add(FloatVector.fromArray(FLOATS, lanes, 6 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, lanes, other + 6 * LANES), g));
            d = d.add(FloatVector.fromArray(FLOATS, lanes, 7 * LANES)
                    .fma(FloatVector.fromArray(FLOATS, lanes, other + 7 * LANES), h));
        }
        if (LANES <= 8) {
            a = a.add(c);
            b = b.add(d);
        }
        a.add(b).intoArray(lanes, 0);
    }

    @Override
    public float max(float[] x, int xi, int n) {
        if (n < WIDE) {
            return SCALAR.max(x, xi, n);
        }
        float max = maxLanes(x, xi, n);
        // The last vectors once more, whole: a maximum does not mind.
        return Math.max(max, maxLanes(x, xi + n - WIDE, WIDE));
    }

    private static float maxLanes(float[] x, int xi, int n) {
        FloatVector a = FloatVector.fromArray(FLOATS, x, xi);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        for (int i = 0; i <= n - WIDE; i += WIDE) {
            a = a.max(FloatVector.fromArray(FLOATS, x, xi + i));
            b = b.max(FloatVector.fromArray(FLOATS, x, xi + i + LANES));
            c = c.max(FloatVector.fromArray(FLOATS, x, xi + i + 2 * LANES));
            d = d.max(FloatVector.fromArray(FLOATS, x, xi + i + 3 * LANES));
        }
        return a.max(b).max(c.max(d)).reduceLanes(VectorOperators.MAX);
    }

    @Override
    public void sumRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns) {
        int wide = columns - columns % WIDE;
        Arrays.fill(out, oi, oi + wide, 0f);
        int band = columns <= FEW ? rows : BAND;
        for (int r = 0; r < rows; r += band) {
            int height = Math.min(band, rows - r);
            for (int j = 0; j < wide; j += WIDE) {
                addWide(x, xi + r * stride + j, stride, height, out, oi + j);
            }
        }
        int j = wide;
        for (; j <= columns - LANES; j += LANES) {
            sumVector(x, xi + j, stride, rows, out, oi + j);
        }
        if (j < columns && columns >= LANES) {
            // The last columns with some before them once more, to the same bits.
            sumVector(x, xi + columns - LANES, stride, rows, out, oi + columns - LANES);
        } else {
            ColumnChains.sum(x, xi, stride, rows, out, oi, j, columns);
        }
    }

    /** Goes on with the chains in {@code out}. */
    private static void addWide(float[] x, int xi, int stride, int rows, float[] out, int oi) {
        FloatVector a = FloatVector.fromArray(FLOATS, out, oi);
        FloatVector b = FloatVector.fromArray(FLOATS, out, oi + LANES);
        FloatVector c = FloatVector.fromArray(FLOATS, out, oi + 2 * LANES);
        FloatVector d = FloatVector.fromArray(FLOATS, out, oi + 3 * LANES);
        int at = xi;
        for (int r = 0; r < rows; r++) {
            a = a.add(FloatVector.fromArray(FLOATS, x, at));
            b = b.add(FloatVector.fromArray(FLOATS, x, at + LANES));
            c = c.add(FloatVector.fromArray(FLOATS, x, at + 2 * LANES));
            d = d.add(FloatVector.fromArray(FLOATS, x, at + 3 * LANES));
            at += stride;
        }
        a.intoArray(out, oi);
        b.intoArray(out, oi + LANES);
        c.intoArray(out, oi + 2 * LANES);
        d.intoArray(out, oi + 3 * LANES);
    }

    private static void sumVector(float[] x, int xi, int stride, int rows, float[] out, int oi) {
        FloatVector sum = FloatVector.zero(FLOATS);
        int at = xi;
        for (int r = 0; r < rows; r++) {
            sum = sum.add(FloatVector.fromArray(FLOATS, x, at));
            at += stride;
        }
        sum.intoArray(out, oi);
    }

    @Override
    public void sumSquaresRows(
            float[] x, int xi, int stride, int rows, float[] mean, int mi, float[] out, int oi, int columns) {
        int j = 0;
        for (; j <= columns - LANES; j += LANES) {
            squareVector(x, xi + j, stride, rows, mean, mi + j, out, oi + j);
        }
        ColumnChains.sumSquares(x, xi, stride, rows, mean, mi, out, oi, j, columns);
    }

    private static void squareVector(
            float[] x, int xi, int stride, int rows, float[] mean, int mi, float[] out, int oi) {
        FloatVector sum = FloatVector.zero(FLOATS);
        FloatVector centre = FloatVector.fromArray(FLOATS, mean, mi);
        int at = xi;
        for (int r = 0; r < rows; r++) {
            FloatVector d = FloatVector.fromArray(FLOATS, x, at).sub(centre);
            sum = d.fma(d, sum);
            at += stride;
        }
        sum.intoArray(out, oi);
    }

    @Override
    public void maxRows(float[] x, int xi, int stride, int rows, float[] out, int oi, int columns) {
        int j = 0;
        for (; j <= columns - LANES; j += LANES) {
            maxVector(x, xi + j, stride, rows, out, oi + j);
        }
        ColumnChains.max(x, xi, stride, rows, out, oi, j, columns);
    }

    private static void maxVector(float[] x, int xi, int stride, int rows, float[] out, int oi) {
        FloatVector max = FloatVector.fromArray(FLOATS, x, xi);
        int at = xi;
        for (int r = 1; r < rows; r++) {
            at += stride;
            max = max.max(FloatVector.fromArray(FLOATS, x, at));
        }
        max.intoArray(out, oi);
    }

    @Override
    public void subtract(float[] x, int xi, float by, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xi + i).sub(by).intoArray(out, oi + i);
        }
        SCALAR.subtract(x, xi + i, by, out, oi + i, n - i);
    }

    @Override
    public void divide(float[] x, int xi, float by, float[] out, int oi, int n) {
        int i = 0;
        for (int end = FLOATS.loopBound(n); i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, x, xi + i).div(by).intoArray(out, oi + i);
        }
        SCALAR.divide(x, xi + i, by, out, oi + i, n - i);
    }
}
