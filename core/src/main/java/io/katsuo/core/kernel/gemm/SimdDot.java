package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** The dot product's fixed tree on vectors of any width; {@link ScalarDot} says what it means. */
public final class SimdDot {
    private static final VectorSpecies<Float> S = Simd.FLOATS;
    private static final int L = Simd.LANES;
    private static final int LANES = ScalarDot.LANES;

    private SimdDot() {}

    /** The dot product of two vectors whose elements are adjacent, of at most {@code ScalarDot.BLOCK} terms. */
    public static float block(int n, float[] a, int ao, float[] b, int bo) {
        return switch (LANES / L) {
            case 2 -> block2(n, a, ao, b, bo);
            case 4 -> block4(n, a, ao, b, bo);
            default -> block8(n, a, ao, b, bo);
        };
    }

    private static FloatVector term(int i, int n, float[] a, int ao, float[] b, int bo, FloatVector sum) {
        if (i + L <= n) {
            return FloatVector.fromArray(S, a, ao + i).fma(FloatVector.fromArray(S, b, bo + i), sum);
        }
        if (i >= n) {
            return sum;
        }
        // Lanes past the end are left alone: even adding zero would turn a sum of -0 into +0.
        VectorMask<Float> inside = S.indexInRange(i, n);
        FloatVector x = FloatVector.fromArray(S, a, ao + i, inside);
        FloatVector y = FloatVector.fromArray(S, b, bo + i, inside);
        return sum.blend(x.fma(y, sum), inside);
    }

    private static float block2(int n, float[] a, int ao, float[] b, int bo) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        for (int i = 0; i < n; i += LANES) {
            s0 = term(i, n, a, ao, b, bo, s0);
            s1 = term(i + L, n, a, ao, b, bo, s1);
        }
        return fold(s0.add(s1));
    }

    private static float block4(int n, float[] a, int ao, float[] b, int bo) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        for (int i = 0; i < n; i += LANES) {
            s0 = term(i, n, a, ao, b, bo, s0);
            s1 = term(i + L, n, a, ao, b, bo, s1);
            s2 = term(i + 2 * L, n, a, ao, b, bo, s2);
            s3 = term(i + 3 * L, n, a, ao, b, bo, s3);
        }
        return fold(s0.add(s2).add(s1.add(s3)));
    }

    private static float block8(int n, float[] a, int ao, float[] b, int bo) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        FloatVector s4 = s0;
        FloatVector s5 = s0;
        FloatVector s6 = s0;
        FloatVector s7 = s0;
        for (int i = 0; i < n; i += LANES) {
            s0 = term(i, n, a, ao, b, bo, s0);
            s1 = term(i + L, n, a, ao, b, bo, s1);
            s2 = term(i + 2 * L, n, a, ao, b, bo, s2);
            s3 = term(i + 3 * L, n, a, ao, b, bo, s3);
            s4 = term(i + 4 * L, n, a, ao, b, bo, s4);
            s5 = term(i + 5 * L, n, a, ao, b, bo, s5);
            s6 = term(i + 6 * L, n, a, ao, b, bo, s6);
            s7 = term(i + 7 * L, n, a, ao, b, bo, s7);
        }
        return fold(s0.add(s4).add(s2.add(s6)).add(s1.add(s5).add(s3.add(s7))));
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
