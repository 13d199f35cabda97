package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Simd;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The dot product's fixed tree on vectors of any width; {@link ScalarDot} says what it means. */
public final class SimdDot {
    private static final VectorSpecies<Float> S = Simd.FLOATS;
    private static final int L = Simd.LANES;
    private static final int LANES = ScalarDot.LANES;

    private SimdDot() {}

    /** The dot product of two vectors whose elements are adjacent, of at most {@code ScalarDot.BLOCK} terms. */
    public static float block(int n, float[] a, int ao, float[] b, int bo, float[] scratch) {
        return switch (LANES / L) {
            case 2 -> block2(n, a, ao, b, bo, scratch);
            case 4 -> block4(n, a, ao, b, bo, scratch);
            default -> block8(n, a, ao, b, bo, scratch);
        };
    }

    private static FloatVector terms(int i, float[] x, int xo, float[] y, int yo, FloatVector sum) {
        return FloatVector.fromArray(S, x, xo + i).fma(FloatVector.fromArray(S, y, yo + i), sum);
    }

    /**
     * Copies the last terms side by side, filled up with -0·+0: added to anything, -0 among it, that changes nothing.
     * The loop then goes over them as over all others. Masked loads at an array's end, or a second copy of the loop
     * body, which is not inlined whole, would put vectors on the heap.
     */
    private static void padTail(int n, float[] a, int ao, float[] b, int bo, float[] scratch) {
        System.arraycopy(a, ao, scratch, 0, n);
        Arrays.fill(scratch, n, LANES, -0f);
        System.arraycopy(b, bo, scratch, LANES, n);
        Arrays.fill(scratch, LANES + n, 2 * LANES, 0);
    }

    private static float block2(int n, float[] a, int ao, float[] b, int bo, float[] scratch) {
        float[] x = a;
        float[] y = b;
        int xo = ao;
        int yo = bo;
        int end = n - n % LANES;
        int i = 0;
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        while (true) {
            for (; i < end; i += LANES) {
                s0 = terms(i, x, xo, y, yo, s0);
                s1 = terms(i + L, x, xo, y, yo, s1);
            }
            if (i >= n) {
                return fold(s0.add(s1));
            }
            padTail(n - i, a, ao + i, b, bo + i, scratch);
            x = scratch;
            y = scratch;
            xo = -i;
            yo = LANES - i;
            end = i + LANES;
        }
    }

    private static float block4(int n, float[] a, int ao, float[] b, int bo, float[] scratch) {
        float[] x = a;
        float[] y = b;
        int xo = ao;
        int yo = bo;
        int end = n - n % LANES;
        int i = 0;
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        while (true) {
            for (; i < end; i += LANES) {
                s0 = terms(i, x, xo, y, yo, s0);
                s1 = terms(i + L, x, xo, y, yo, s1);
                s2 = terms(i + 2 * L, x, xo, y, yo, s2);
                s3 = terms(i + 3 * L, x, xo, y, yo, s3);
            }
            if (i >= n) {
                return fold(s0.add(s2).add(s1.add(s3)));
            }
            padTail(n - i, a, ao + i, b, bo + i, scratch);
            x = scratch;
            y = scratch;
            xo = -i;
            yo = LANES - i;
            end = i + LANES;
        }
    }

    private static float block8(int n, float[] a, int ao, float[] b, int bo, float[] scratch) {
        float[] x = a;
        float[] y = b;
        int xo = ao;
        int yo = bo;
        int end = n - n % LANES;
        int i = 0;
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        while (true) {
            for (; i < end; i += LANES) {
                s0 = terms(i, x, xo, y, yo, s0);
                s1 = terms(i + L, x, xo, y, yo, s1);
                s2 = terms(i + 2 * L, x, xo, y, yo, s2);
                s3 = terms(i + 3 * L, x, xo, y, yo, s3);
                s4 = terms(i + 4 * L, x, xo, y, yo, s4);
                s5 = terms(i + 5 * L, x, xo, y, yo, s5);
                s6 = terms(i + 6 * L, x, xo, y, yo, s6);
                s7 = terms(i + 7 * L, x, xo, y, yo, s7);
            }
            if (i >= n) {
                return fold(s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7))));
            }
            padTail(n - i, a, ao + i, b, bo + i, scratch);
            x = scratch;
            y = scratch;
            xo = -i;
            yo = LANES - i;
            end = i + LANES;
        }
    }

    /** Folds the lanes of one vector by halves; only the lower lanes of each step are meant. */
    private static float fold(FloatVector sum) {
        FloatVector s = sum;
        if (L >= 16) {
            s = s.add(s.rearrange(DOWN_8));
        }
        if (L >= 8) {
            s = s.add(s.rearrange(DOWN_4));
        }
        s = s.add(s.rearrange(DOWN_2));
        s = s.add(s.rearrange(DOWN_1));
        return s.lane(0);
    }

    private static final VectorShuffle<Float> DOWN_8 = down(8);
    private static final VectorShuffle<Float> DOWN_4 = down(4);
    private static final VectorShuffle<Float> DOWN_2 = down(2);
    private static final VectorShuffle<Float> DOWN_1 = down(1);

    private static VectorShuffle<Float> down(int by) {
        return VectorShuffle.fromOp(S, lane -> (lane + by) % L);
    }
}
