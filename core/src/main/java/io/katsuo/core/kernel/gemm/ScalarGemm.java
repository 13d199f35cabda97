package io.katsuo.core.kernel.gemm;

import io.katsuo.core.kernel.ScalarFma;
import java.util.Arrays;

/** Matrix product in plain loops: what the SIMD kernels mean, bit for bit. */
public final class ScalarGemm {
    /** Terms that are added to an element at once. */
    private static final int TERMS = 4;

    private ScalarGemm() {}

    /** Computes rows {@code i0 … i1-1} of C, on matrices with any strides. */
    public static void multiply(Product p, int i0, int i1) {
        if (p.ccs == 1 && p.bcs == 1) {
            int ao = p.ao + i0 * p.ars;
            int co = p.co + i0 * p.crs;
            tile(i1 - i0, p.n, p.accumulate, p.k, p.a, ao, p.ars, p.acs, p.b, p.bo, p.brs, p.c, co, p.crs);
            return;
        }
        for (int i = i0; i < i1; i++) {
            for (int j = 0; j < p.n; j++) {
                element(p, i, j);
            }
        }
    }

    /** Computes some rows and columns of C; the elements of a row of B and of C are adjacent. */
    static void tile(
            int rows,
            int columns,
            boolean fromC,
            int k,
            float[] a,
            int ao,
            int ars,
            int acs,
            float[] b,
            int bo,
            int ldb,
            float[] c,
            int co,
            int ldc) {
        for (int i = 0; i < rows; i++) {
            int at = co + i * ldc;
            if (!fromC) {
                Arrays.fill(c, at, at + columns, 0);
            }
            int p = 0;
            for (; p <= k - TERMS; p += TERMS) {
                int x = ao + i * ars + p * acs;
                add(columns, a[x], a[x + acs], a[x + 2 * acs], a[x + 3 * acs], b, bo + p * ldb, ldb, c, at);
            }
            for (; p < k; p++) {
                add(columns, a[ao + i * ars + p * acs], b, bo + p * ldb, c, at);
            }
        }
    }

    /** Several terms at once, so that C is read and written less often. */
    private static void add(
            int n, float x0, float x1, float x2, float x3, float[] b, int bo, int ldb, float[] c, int co) {
        int b1 = bo + ldb;
        int b2 = b1 + ldb;
        int b3 = b2 + ldb;
        for (int j = 0; j < n; j++) {
            float sum = ScalarFma.fma(x0, b[bo + j], c[co + j]);
            sum = ScalarFma.fma(x1, b[b1 + j], sum);
            sum = ScalarFma.fma(x2, b[b2 + j], sum);
            c[co + j] = ScalarFma.fma(x3, b[b3 + j], sum);
        }
    }

    private static void add(int n, float x, float[] b, int bo, float[] c, int co) {
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
