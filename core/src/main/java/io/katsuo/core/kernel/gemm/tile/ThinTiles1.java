package io.katsuo.core.kernel.gemm.tile;

import io.katsuo.core.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Columns of C 1 vectors wide, few terms, all of B in registers. Written by ThinTileGenerator, which states the contract; do not edit. */
public final class ThinTiles1 {
    private static final VectorSpecies<Float> S = Simd.FLOATS;
    private static final int L = Simd.LANES;

    private ThinTiles1() {}

    /** Computes so many rows, each element a sum of 1 to 6 terms. */
    public static void run(int terms, int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb, float[] c, int co, int ldc) {
        switch (terms) {
            case 1:
                set1(rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
                break;
            case 2:
                set2(rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
                break;
            case 3:
                set3(rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
                break;
            case 4:
                set4(rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
                break;
            case 5:
                set5(rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
                break;
            case 6:
                set6(rows, a, ao, ars, acs, b, bo, ldb, c, co, ldc);
                break;
            default:
                throw new AssertionError(terms);
        }
    }

    private static void set1(int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb, float[] c, int co, int ldc) {
        if (rows == 0) { return; }
        int a0 = ao + 0 * acs;
        FloatVector b00 = FloatVector.fromArray(S, b, bo + 0 * ldb + 0 * L);
        for (int i = 0; i < rows; i++) {
            FloatVector c0 = FloatVector.zero(S);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + i * ars]);
            c0 = x0.fma(b00, c0);
            c0.intoArray(c, co + i * ldc + 0 * L);
        }
    }

    private static void set2(int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb, float[] c, int co, int ldc) {
        if (rows == 0) { return; }
        int a0 = ao + 0 * acs;
        FloatVector b00 = FloatVector.fromArray(S, b, bo + 0 * ldb + 0 * L);
        int a1 = ao + 1 * acs;
        FloatVector b10 = FloatVector.fromArray(S, b, bo + 1 * ldb + 0 * L);
        for (int i = 0; i < rows; i++) {
            FloatVector c0 = FloatVector.zero(S);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + i * ars]);
            c0 = x0.fma(b00, c0);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + i * ars]);
            c0 = x1.fma(b10, c0);
            c0.intoArray(c, co + i * ldc + 0 * L);
        }
    }

    private static void set3(int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb, float[] c, int co, int ldc) {
        if (rows == 0) { return; }
        int a0 = ao + 0 * acs;
        FloatVector b00 = FloatVector.fromArray(S, b, bo + 0 * ldb + 0 * L);
        int a1 = ao + 1 * acs;
        FloatVector b10 = FloatVector.fromArray(S, b, bo + 1 * ldb + 0 * L);
        int a2 = ao + 2 * acs;
        FloatVector b20 = FloatVector.fromArray(S, b, bo + 2 * ldb + 0 * L);
        for (int i = 0; i < rows; i++) {
            FloatVector c0 = FloatVector.zero(S);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + i * ars]);
            c0 = x0.fma(b00, c0);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + i * ars]);
            c0 = x1.fma(b10, c0);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + i * ars]);
            c0 = x2.fma(b20, c0);
            c0.intoArray(c, co + i * ldc + 0 * L);
        }
    }

    private static void set4(int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb, float[] c, int co, int ldc) {
        if (rows == 0) { return; }
        int a0 = ao + 0 * acs;
        FloatVector b00 = FloatVector.fromArray(S, b, bo + 0 * ldb + 0 * L);
        int a1 = ao + 1 * acs;
        FloatVector b10 = FloatVector.fromArray(S, b, bo + 1 * ldb + 0 * L);
        int a2 = ao + 2 * acs;
        FloatVector b20 = FloatVector.fromArray(S, b, bo + 2 * ldb + 0 * L);
        int a3 = ao + 3 * acs;
        FloatVector b30 = FloatVector.fromArray(S, b, bo + 3 * ldb + 0 * L);
        for (int i = 0; i < rows; i++) {
            FloatVector c0 = FloatVector.zero(S);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + i * ars]);
            c0 = x0.fma(b00, c0);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + i * ars]);
            c0 = x1.fma(b10, c0);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + i * ars]);
            c0 = x2.fma(b20, c0);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + i * ars]);
            c0 = x3.fma(b30, c0);
            c0.intoArray(c, co + i * ldc + 0 * L);
        }
    }

    private static void set5(int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb, float[] c, int co, int ldc) {
        if (rows == 0) { return; }
        int a0 = ao + 0 * acs;
        FloatVector b00 = FloatVector.fromArray(S, b, bo + 0 * ldb + 0 * L);
        int a1 = ao + 1 * acs;
        FloatVector b10 = FloatVector.fromArray(S, b, bo + 1 * ldb + 0 * L);
        int a2 = ao + 2 * acs;
        FloatVector b20 = FloatVector.fromArray(S, b, bo + 2 * ldb + 0 * L);
        int a3 = ao + 3 * acs;
        FloatVector b30 = FloatVector.fromArray(S, b, bo + 3 * ldb + 0 * L);
        int a4 = ao + 4 * acs;
        FloatVector b40 = FloatVector.fromArray(S, b, bo + 4 * ldb + 0 * L);
        for (int i = 0; i < rows; i++) {
            FloatVector c0 = FloatVector.zero(S);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + i * ars]);
            c0 = x0.fma(b00, c0);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + i * ars]);
            c0 = x1.fma(b10, c0);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + i * ars]);
            c0 = x2.fma(b20, c0);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + i * ars]);
            c0 = x3.fma(b30, c0);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + i * ars]);
            c0 = x4.fma(b40, c0);
            c0.intoArray(c, co + i * ldc + 0 * L);
        }
    }

    private static void set6(int rows, float[] a, int ao, int ars, int acs, float[] b, int bo, int ldb, float[] c, int co, int ldc) {
        if (rows == 0) { return; }
        int a0 = ao + 0 * acs;
        FloatVector b00 = FloatVector.fromArray(S, b, bo + 0 * ldb + 0 * L);
        int a1 = ao + 1 * acs;
        FloatVector b10 = FloatVector.fromArray(S, b, bo + 1 * ldb + 0 * L);
        int a2 = ao + 2 * acs;
        FloatVector b20 = FloatVector.fromArray(S, b, bo + 2 * ldb + 0 * L);
        int a3 = ao + 3 * acs;
        FloatVector b30 = FloatVector.fromArray(S, b, bo + 3 * ldb + 0 * L);
        int a4 = ao + 4 * acs;
        FloatVector b40 = FloatVector.fromArray(S, b, bo + 4 * ldb + 0 * L);
        int a5 = ao + 5 * acs;
        FloatVector b50 = FloatVector.fromArray(S, b, bo + 5 * ldb + 0 * L);
        for (int i = 0; i < rows; i++) {
            FloatVector c0 = FloatVector.zero(S);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + i * ars]);
            c0 = x0.fma(b00, c0);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + i * ars]);
            c0 = x1.fma(b10, c0);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + i * ars]);
            c0 = x2.fma(b20, c0);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + i * ars]);
            c0 = x3.fma(b30, c0);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + i * ars]);
            c0 = x4.fma(b40, c0);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + i * ars]);
            c0 = x5.fma(b50, c0);
            c0.intoArray(c, co + i * ldc + 0 * L);
        }
    }
}
