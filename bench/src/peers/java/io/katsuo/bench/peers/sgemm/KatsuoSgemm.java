package io.katsuo.bench.peers.sgemm;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.core.tensor.Tensor;

/** Katsuo's own product, by its public API; a transposed operand is a view. */
final class KatsuoSgemm implements Sgemm {
    private Tensor a;
    private Tensor b;
    private Tensor c;

    @Override
    public void prepare(Product product, float[] a, float[] b) {
        this.a = view(a, product.leftColumns(), product.transposeA());
        this.b = view(b, product.rightColumns(), product.transposeB());
        this.c = Tensor.zeros(product.m(), product.n());
    }

    private static Tensor view(float[] values, int columns, boolean transpose) {
        Tensor stored = Tensor.wrap(values, values.length / columns, columns);
        return transpose ? stored.transpose() : stored;
    }

    @Override
    public void multiply() {
        matmul(a, b, c);
    }

    @Override
    public double get(int i, int j) {
        return c.get(i, j);
    }
}
