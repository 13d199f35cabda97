package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.Kernels;

/** The dot product, by the kernels chosen. */
public final class Dot {
    private Dot() {}

    /** Floats of scratch memory that a dot product needs. */
    public static final int SCRATCH = 2 * ScalarDot.LANES;

    /** The dot product of two strided vectors. */
    public static float dot(int n, float[] a, int ao, int as, float[] b, int bo, int bs, float[] scratch) {
        if (Kernels.SIMD && n <= ScalarDot.BLOCK && as == 1 && bs == 1) {
            return SimdDot.block(n, a, ao, b, bo, scratch);
        }
        return ScalarDot.dot(n, a, ao, as, b, bo, bs, scratch);
    }
}
