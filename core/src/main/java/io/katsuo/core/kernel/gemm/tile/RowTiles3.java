package io.katsuo.core.kernel.gemm.tile;

import io.katsuo.core.kernel.Simd;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Tiles 3 vectors wide, rows of A in place, B packed. Runs with 512-bit vectors only. Written by TileGenerator, which states the contract; do not edit. */
public final class RowTiles3 {
    private static final VectorSpecies<Float> S = Simd.FLOATS;
    private static final int L = Simd.LANES;

    private RowTiles3() {}

    /** Computes a tile of 1 to 6 rows, from C's values or from zero. */
    public static void run(int rows, boolean fromC, int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        switch (rows) {
            case 1:
                if (fromC) {
                    add1(k, a, ao, lda, b, bo, c, co, ldc);
                } else {
                    set1(k, a, ao, lda, b, bo, c, co, ldc);
                }
                break;
            case 2:
                if (fromC) {
                    add2(k, a, ao, lda, b, bo, c, co, ldc);
                } else {
                    set2(k, a, ao, lda, b, bo, c, co, ldc);
                }
                break;
            case 3:
                if (fromC) {
                    add3(k, a, ao, lda, b, bo, c, co, ldc);
                } else {
                    set3(k, a, ao, lda, b, bo, c, co, ldc);
                }
                break;
            case 4:
                if (fromC) {
                    add4(k, a, ao, lda, b, bo, c, co, ldc);
                } else {
                    set4(k, a, ao, lda, b, bo, c, co, ldc);
                }
                break;
            case 5:
                if (fromC) {
                    add5(k, a, ao, lda, b, bo, c, co, ldc);
                } else {
                    set5(k, a, ao, lda, b, bo, c, co, ldc);
                }
                break;
            default:
                if (fromC) {
                    add6(k, a, ao, lda, b, bo, c, co, ldc);
                } else {
                    set6(k, a, ao, lda, b, bo, c, co, ldc);
                }
                break;
        }
    }

    private static void set1(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
    }

    private static void add1(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        FloatVector c00 = FloatVector.fromArray(S, c, co + 0 * ldc + 0 * L);
        FloatVector c01 = FloatVector.fromArray(S, c, co + 0 * ldc + 1 * L);
        FloatVector c02 = FloatVector.fromArray(S, c, co + 0 * ldc + 2 * L);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
    }

    private static void set2(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
    }

    private static void add2(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        FloatVector c00 = FloatVector.fromArray(S, c, co + 0 * ldc + 0 * L);
        FloatVector c01 = FloatVector.fromArray(S, c, co + 0 * ldc + 1 * L);
        FloatVector c02 = FloatVector.fromArray(S, c, co + 0 * ldc + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, co + 1 * ldc + 0 * L);
        FloatVector c11 = FloatVector.fromArray(S, c, co + 1 * ldc + 1 * L);
        FloatVector c12 = FloatVector.fromArray(S, c, co + 1 * ldc + 2 * L);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
    }

    private static void set3(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
    }

    private static void add3(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        FloatVector c00 = FloatVector.fromArray(S, c, co + 0 * ldc + 0 * L);
        FloatVector c01 = FloatVector.fromArray(S, c, co + 0 * ldc + 1 * L);
        FloatVector c02 = FloatVector.fromArray(S, c, co + 0 * ldc + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, co + 1 * ldc + 0 * L);
        FloatVector c11 = FloatVector.fromArray(S, c, co + 1 * ldc + 1 * L);
        FloatVector c12 = FloatVector.fromArray(S, c, co + 1 * ldc + 2 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * ldc + 0 * L);
        FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * ldc + 1 * L);
        FloatVector c22 = FloatVector.fromArray(S, c, co + 2 * ldc + 2 * L);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
    }

    private static void set4(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        int a3 = ao + 3 * lda;
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
        c30.intoArray(c, co + 3 * ldc + 0 * L);
        c31.intoArray(c, co + 3 * ldc + 1 * L);
        c32.intoArray(c, co + 3 * ldc + 2 * L);
    }

    private static void add4(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        int a3 = ao + 3 * lda;
        FloatVector c00 = FloatVector.fromArray(S, c, co + 0 * ldc + 0 * L);
        FloatVector c01 = FloatVector.fromArray(S, c, co + 0 * ldc + 1 * L);
        FloatVector c02 = FloatVector.fromArray(S, c, co + 0 * ldc + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, co + 1 * ldc + 0 * L);
        FloatVector c11 = FloatVector.fromArray(S, c, co + 1 * ldc + 1 * L);
        FloatVector c12 = FloatVector.fromArray(S, c, co + 1 * ldc + 2 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * ldc + 0 * L);
        FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * ldc + 1 * L);
        FloatVector c22 = FloatVector.fromArray(S, c, co + 2 * ldc + 2 * L);
        FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * ldc + 0 * L);
        FloatVector c31 = FloatVector.fromArray(S, c, co + 3 * ldc + 1 * L);
        FloatVector c32 = FloatVector.fromArray(S, c, co + 3 * ldc + 2 * L);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
        c30.intoArray(c, co + 3 * ldc + 0 * L);
        c31.intoArray(c, co + 3 * ldc + 1 * L);
        c32.intoArray(c, co + 3 * ldc + 2 * L);
    }

    private static void set5(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        int a3 = ao + 3 * lda;
        int a4 = ao + 4 * lda;
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S);
        FloatVector c41 = FloatVector.zero(S);
        FloatVector c42 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            c42 = x4.fma(b2, c42);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
        c30.intoArray(c, co + 3 * ldc + 0 * L);
        c31.intoArray(c, co + 3 * ldc + 1 * L);
        c32.intoArray(c, co + 3 * ldc + 2 * L);
        c40.intoArray(c, co + 4 * ldc + 0 * L);
        c41.intoArray(c, co + 4 * ldc + 1 * L);
        c42.intoArray(c, co + 4 * ldc + 2 * L);
    }

    private static void add5(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        int a3 = ao + 3 * lda;
        int a4 = ao + 4 * lda;
        FloatVector c00 = FloatVector.fromArray(S, c, co + 0 * ldc + 0 * L);
        FloatVector c01 = FloatVector.fromArray(S, c, co + 0 * ldc + 1 * L);
        FloatVector c02 = FloatVector.fromArray(S, c, co + 0 * ldc + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, co + 1 * ldc + 0 * L);
        FloatVector c11 = FloatVector.fromArray(S, c, co + 1 * ldc + 1 * L);
        FloatVector c12 = FloatVector.fromArray(S, c, co + 1 * ldc + 2 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * ldc + 0 * L);
        FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * ldc + 1 * L);
        FloatVector c22 = FloatVector.fromArray(S, c, co + 2 * ldc + 2 * L);
        FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * ldc + 0 * L);
        FloatVector c31 = FloatVector.fromArray(S, c, co + 3 * ldc + 1 * L);
        FloatVector c32 = FloatVector.fromArray(S, c, co + 3 * ldc + 2 * L);
        FloatVector c40 = FloatVector.fromArray(S, c, co + 4 * ldc + 0 * L);
        FloatVector c41 = FloatVector.fromArray(S, c, co + 4 * ldc + 1 * L);
        FloatVector c42 = FloatVector.fromArray(S, c, co + 4 * ldc + 2 * L);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            c42 = x4.fma(b2, c42);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
        c30.intoArray(c, co + 3 * ldc + 0 * L);
        c31.intoArray(c, co + 3 * ldc + 1 * L);
        c32.intoArray(c, co + 3 * ldc + 2 * L);
        c40.intoArray(c, co + 4 * ldc + 0 * L);
        c41.intoArray(c, co + 4 * ldc + 1 * L);
        c42.intoArray(c, co + 4 * ldc + 2 * L);
    }

    private static void set6(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        int a3 = ao + 3 * lda;
        int a4 = ao + 4 * lda;
        int a5 = ao + 5 * lda;
        FloatVector c00 = FloatVector.zero(S);
        FloatVector c01 = FloatVector.zero(S);
        FloatVector c02 = FloatVector.zero(S);
        FloatVector c10 = FloatVector.zero(S);
        FloatVector c11 = FloatVector.zero(S);
        FloatVector c12 = FloatVector.zero(S);
        FloatVector c20 = FloatVector.zero(S);
        FloatVector c21 = FloatVector.zero(S);
        FloatVector c22 = FloatVector.zero(S);
        FloatVector c30 = FloatVector.zero(S);
        FloatVector c31 = FloatVector.zero(S);
        FloatVector c32 = FloatVector.zero(S);
        FloatVector c40 = FloatVector.zero(S);
        FloatVector c41 = FloatVector.zero(S);
        FloatVector c42 = FloatVector.zero(S);
        FloatVector c50 = FloatVector.zero(S);
        FloatVector c51 = FloatVector.zero(S);
        FloatVector c52 = FloatVector.zero(S);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            c42 = x4.fma(b2, c42);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            c52 = x5.fma(b2, c52);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
        c30.intoArray(c, co + 3 * ldc + 0 * L);
        c31.intoArray(c, co + 3 * ldc + 1 * L);
        c32.intoArray(c, co + 3 * ldc + 2 * L);
        c40.intoArray(c, co + 4 * ldc + 0 * L);
        c41.intoArray(c, co + 4 * ldc + 1 * L);
        c42.intoArray(c, co + 4 * ldc + 2 * L);
        c50.intoArray(c, co + 5 * ldc + 0 * L);
        c51.intoArray(c, co + 5 * ldc + 1 * L);
        c52.intoArray(c, co + 5 * ldc + 2 * L);
    }

    private static void add6(int k, float[] a, int ao, int lda, float[] b, int bo, float[] c, int co, int ldc) {
        if (k == 0) { return; }
        int a0 = ao + 0 * lda;
        int a1 = ao + 1 * lda;
        int a2 = ao + 2 * lda;
        int a3 = ao + 3 * lda;
        int a4 = ao + 4 * lda;
        int a5 = ao + 5 * lda;
        FloatVector c00 = FloatVector.fromArray(S, c, co + 0 * ldc + 0 * L);
        FloatVector c01 = FloatVector.fromArray(S, c, co + 0 * ldc + 1 * L);
        FloatVector c02 = FloatVector.fromArray(S, c, co + 0 * ldc + 2 * L);
        FloatVector c10 = FloatVector.fromArray(S, c, co + 1 * ldc + 0 * L);
        FloatVector c11 = FloatVector.fromArray(S, c, co + 1 * ldc + 1 * L);
        FloatVector c12 = FloatVector.fromArray(S, c, co + 1 * ldc + 2 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, co + 2 * ldc + 0 * L);
        FloatVector c21 = FloatVector.fromArray(S, c, co + 2 * ldc + 1 * L);
        FloatVector c22 = FloatVector.fromArray(S, c, co + 2 * ldc + 2 * L);
        FloatVector c30 = FloatVector.fromArray(S, c, co + 3 * ldc + 0 * L);
        FloatVector c31 = FloatVector.fromArray(S, c, co + 3 * ldc + 1 * L);
        FloatVector c32 = FloatVector.fromArray(S, c, co + 3 * ldc + 2 * L);
        FloatVector c40 = FloatVector.fromArray(S, c, co + 4 * ldc + 0 * L);
        FloatVector c41 = FloatVector.fromArray(S, c, co + 4 * ldc + 1 * L);
        FloatVector c42 = FloatVector.fromArray(S, c, co + 4 * ldc + 2 * L);
        FloatVector c50 = FloatVector.fromArray(S, c, co + 5 * ldc + 0 * L);
        FloatVector c51 = FloatVector.fromArray(S, c, co + 5 * ldc + 1 * L);
        FloatVector c52 = FloatVector.fromArray(S, c, co + 5 * ldc + 2 * L);
        for (int p = 0; p < k; p++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 0 * L);
            FloatVector b1 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 1 * L);
            FloatVector b2 = FloatVector.fromArray(S, b, bo + p * (3 * L) + 2 * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            c02 = x0.fma(b2, c02);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            c12 = x1.fma(b2, c12);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            c22 = x2.fma(b2, c22);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            c32 = x3.fma(b2, c32);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            c42 = x4.fma(b2, c42);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + p]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            c52 = x5.fma(b2, c52);
        }
        c00.intoArray(c, co + 0 * ldc + 0 * L);
        c01.intoArray(c, co + 0 * ldc + 1 * L);
        c02.intoArray(c, co + 0 * ldc + 2 * L);
        c10.intoArray(c, co + 1 * ldc + 0 * L);
        c11.intoArray(c, co + 1 * ldc + 1 * L);
        c12.intoArray(c, co + 1 * ldc + 2 * L);
        c20.intoArray(c, co + 2 * ldc + 0 * L);
        c21.intoArray(c, co + 2 * ldc + 1 * L);
        c22.intoArray(c, co + 2 * ldc + 2 * L);
        c30.intoArray(c, co + 3 * ldc + 0 * L);
        c31.intoArray(c, co + 3 * ldc + 1 * L);
        c32.intoArray(c, co + 3 * ldc + 2 * L);
        c40.intoArray(c, co + 4 * ldc + 0 * L);
        c41.intoArray(c, co + 4 * ldc + 1 * L);
        c42.intoArray(c, co + 4 * ldc + 2 * L);
        c50.intoArray(c, co + 5 * ldc + 0 * L);
        c51.intoArray(c, co + 5 * ldc + 1 * L);
        c52.intoArray(c, co + 5 * ldc + 2 * L);
    }
}
