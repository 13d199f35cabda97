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
        for (int i = i0; i < i1; i++) {
            if (p.ccs == 1 && p.bcs == 1) {
                row(p, p.ao + i * p.ars, p.co + i * p.crs);
                continue;
            }
            for (int j = 0; j < p.n; j++) {
                element(p, i, j);
            }
        }
    }

    /** All chains of a row side by side, so that B is read along its rows. */
    private static void row(Product p, int ao, int co) {
        if (!p.accumulate) {
            Arrays.fill(p.c, co, co + p.n, 0);
        }
        int q = 0;
        for (; q <= p.k - TERMS; q += TERMS) {
            int x = ao + q * p.acs;
            float x0 = p.a[x];
            float x1 = p.a[x + p.acs];
            float x2 = p.a[x + 2 * p.acs];
            add(p.n, x0, x1, x2, p.a[x + 3 * p.acs], p.b, p.bo + q * p.brs, p.brs, p.c, co);
        }
        for (; q < p.k; q++) {
            add(p.n, p.a[ao + q * p.acs], p.b, p.bo + q * p.brs, p.c, co);
        }
    }

    /**
     * A tile in place of a SIMD kernel: dense rows, and columns in fours. Every element is written once, with its result:
     * tiles of two threads may share elements.
     */
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
            for (int j = 0; j < columns; j += 4) {
                four(fromC, k, a, ao + i * ars, acs, b, bo + j, ldb, c, co + i * ldc + j);
            }
        }
    }

    private static void four(
            boolean fromC, int k, float[] a, int ao, int acs, float[] b, int bo, int ldb, float[] c, int co) {
        float c0 = fromC ? c[co] : 0;
        float c1 = fromC ? c[co + 1] : 0;
        float c2 = fromC ? c[co + 2] : 0;
        float c3 = fromC ? c[co + 3] : 0;
        for (int p = 0; p < k; p++) {
            float x = a[ao + p * acs];
            int at = bo + p * ldb;
            c0 = ScalarFma.fma(x, b[at], c0);
            c1 = ScalarFma.fma(x, b[at + 1], c1);
            c2 = ScalarFma.fma(x, b[at + 2], c2);
            c3 = ScalarFma.fma(x, b[at + 3], c3);
        }
        c[co] = c0;
        c[co + 1] = c1;
        c[co + 2] = c2;
        c[co + 3] = c3;
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
