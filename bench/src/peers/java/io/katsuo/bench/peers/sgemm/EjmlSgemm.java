package io.katsuo.bench.peers.sgemm;

import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;

/** A product by EJML, in single precision. */
final class EjmlSgemm implements Sgemm {
    private Product product;
    private FMatrixRMaj a;
    private FMatrixRMaj b;
    private FMatrixRMaj c;

    @Override
    public void prepare(Product product, float[] a, float[] b) {
        this.product = product;
        this.a = FMatrixRMaj.wrap(a.length / product.leftColumns(), product.leftColumns(), a);
        this.b = FMatrixRMaj.wrap(b.length / product.rightColumns(), product.rightColumns(), b);
        this.c = new FMatrixRMaj(product.m(), product.n());
    }

    @Override
    public void multiply() {
        if (product.transposeA()) {
            CommonOps_FDRM.multTransA(a, b, c);
        } else if (product.transposeB()) {
            CommonOps_FDRM.multTransB(a, b, c);
        } else {
            CommonOps_FDRM.mult(a, b, c);
        }
    }

    @Override
    public double get(int i, int j) {
        return c.unsafe_get(i, j);
    }
}
