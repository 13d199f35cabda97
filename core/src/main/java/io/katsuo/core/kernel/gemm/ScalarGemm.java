package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.ScalarFma;

/** Matrix product in plain loops: what the SIMD kernels mean, bit for bit. */
public final class ScalarGemm {
    private ScalarGemm() {}

    /** Computes C = A·B, or C += A·B, on matrices with any strides. */
    public static void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int brs,
            int bcs,
            float[] c,
            int co,
            int crs,
            int ccs,
            boolean accumulate) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                int at = co + i * crs + j * ccs;
                if (n == 1) {
                    float dot = ScalarDot.dot(k, a, ao + i * ars, acs, b, bo, brs);
                    c[at] = accumulate ? c[at] + dot : dot;
                    continue;
                }
                float sum = accumulate ? c[at] : 0;
                for (int p = 0; p < k; p++) {
                    sum = ScalarFma.fma(a[ao + i * ars + p * acs], b[bo + p * brs + j * bcs], sum);
                }
                c[at] = sum;
            }
        }
    }
}
