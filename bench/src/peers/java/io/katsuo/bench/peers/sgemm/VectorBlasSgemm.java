package io.katsuo.bench.peers.sgemm;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;

/** A product by netlib's VectorBLAS. It is column-major: of row-major operands it computes cᵀ = bᵀ·aᵀ. */
final class VectorBlasSgemm implements Sgemm {
    private final BLAS blas = JavaBLAS.getInstance();
    private Product product;
    private float[] a;
    private float[] b;
    private float[] c;

    VectorBlasSgemm() {
        if (!blas.getClass().getSimpleName().equals("VectorBLAS")) {
            throw new IllegalStateException("netlib chose " + blas.getClass().getSimpleName() + ", not VectorBLAS");
        }
    }

    @Override
    public void prepare(Product product, float[] a, float[] b) {
        this.product = product;
        this.a = a;
        this.b = b;
        this.c = new float[product.m() * product.n()];
    }

    @Override
    public void multiply() {
        Product p = product;
        blas.sgemm(
                p.transposeB() ? "T" : "N",
                p.transposeA() ? "T" : "N",
                p.n(),
                p.m(),
                p.k(),
                1,
                b,
                p.rightColumns(),
                a,
                p.leftColumns(),
                0,
                c,
                p.n());
    }

    @Override
    public double get(int i, int j) {
        return c[i * product.n() + j];
    }
}
