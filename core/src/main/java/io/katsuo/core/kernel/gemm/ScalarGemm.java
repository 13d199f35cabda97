package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.ScalarFma;
import java.util.Arrays;

/** Matrix product in plain loops: what the SIMD kernels mean, bit for bit. */
public final class ScalarGemm {
    private ScalarGemm() {}

    /** Computes rows {@code i0 … i1-1} of C, on matrices with any strides. */
    public static void multiply(Product p, int i0, int i1) {
        for (int i = i0; i < i1; i++) {
            if (p.ccs == 1 && p.bcs == 1) {
                row(p, i);
                continue;
            }
            for (int j = 0; j < p.n; j++) {
                element(p, i, j);
            }
        }
    }

    /** All chains of a row side by side, so that the walk over B is along its rows. */
    private static void row(Product p, int i) {
        int co = p.co + i * p.crs;
        if (!p.accumulate) {
            Arrays.fill(p.c, co, co + p.n, 0);
        }
        for (int q = 0; q < p.k; q++) {
            axpy(p.n, p.a[p.ao + i * p.ars + q * p.acs], p.b, p.bo + q * p.brs, p.c, co);
        }
    }

    private static void axpy(int n, float x, float[] b, int bo, float[] c, int co) {
        for (int j = 0; j < n; j++) {
            c[co + j] = ScalarFma.fma(x, b[bo + j], c[co + j]);
        }
    }

    private static void element(Product p, int i, int j) {
        int at = p.co + i * p.crs + j * p.ccs;
        float sum = p.accumulate ? p.c[at] : 0;
        for (int q = 0; q < p.k; q++) {
            sum = ScalarFma.fma(p.a[p.ao + i * p.ars + q * p.acs], p.b[p.bo + q * p.brs + j * p.bcs], sum);
        }
        p.c[at] = sum;
    }
}
