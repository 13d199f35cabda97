package io.katsuo.core.kernel.gemm;

/**
 * One matrix product C = A·B or C += A·B in the form that kernels use: arrays, first elements, strides of rows and
 * columns. The plan fills it, reuses it for its next product, and changes nothing while kernels run.
 */
public final class Product {
    /** Rows of A and C. */
    public int m;

    /** Columns of B and C. */
    public int n;

    /** Columns of A, rows of B: the length of every chain. */
    public int k;

    /** A, [m, k]. */
    public float[] a;

    /** First element, row stride, column stride of A. */
    public int ao, ars, acs;

    /** B, [k, n]. */
    public float[] b;

    /** First element, row stride, column stride of B. */
    public int bo, brs, bcs;

    /** C, [m, n]. */
    public float[] c;

    /** First element, row stride, column stride of C. */
    public int co, crs, ccs;

    /** Whether the chains start from C's values; otherwise from zero, and C is not read. */
    public boolean accumulate;

    /** Becomes rows {@code i0 … i1-1} and columns {@code j0 … j1-1} of a product, summed over terms {@code k0 … k1-1}. */
    public void take(Product whole, int i0, int i1, int j0, int j1, int k0, int k1) {
        m = i1 - i0;
        n = j1 - j0;
        k = k1 - k0;
        a = whole.a;
        ao = whole.ao + i0 * whole.ars + k0 * whole.acs;
        ars = whole.ars;
        acs = whole.acs;
        b = whole.b;
        bo = whole.bo + k0 * whole.brs + j0 * whole.bcs;
        brs = whole.brs;
        bcs = whole.bcs;
        c = whole.c;
        co = whole.co + i0 * whole.crs + j0 * whole.ccs;
        crs = whole.crs;
        ccs = whole.ccs;
        accumulate = whole.accumulate;
    }

    /**
     * Whether Cᵀ = Bᵀ·Aᵀ, which has the same bits, copies less: kernels need a left operand with dense rows, and a
     * result with dense columns goes through scratch tiles.
     */
    public boolean isCheaperTransposed() {
        long now = (acs == 1 ? 0 : (long) m * k) + (ccs == 1 ? 0 : (long) m * n);
        long then = (brs == 1 ? 0 : (long) k * n) + (crs == 1 ? 0 : (long) m * n);
        return then < now;
    }

    /** Becomes Cᵀ = Bᵀ·Aᵀ. */
    public void transpose() {
        int rows = m;
        m = n;
        n = rows;
        float[] right = b;
        b = a;
        a = right;
        int offset = bo;
        bo = ao;
        ao = offset;
        int rowStride = brs;
        int columnStride = bcs;
        brs = acs;
        bcs = ars;
        ars = columnStride;
        acs = rowStride;
        int resultStride = crs;
        crs = ccs;
        ccs = resultStride;
    }

    /** Forgets the arrays, so that a plan that is kept does not keep them alive. */
    public void release() {
        a = null;
        b = null;
        c = null;
    }
}
