package io.katsuo.bench.peers.sgemm;

import org.ojalgo.matrix.store.R032Store;

/** A product by ojAlgo, in single precision; its matrices are column-major, so transposed operands are stored plainly. */
final class OjAlgoSgemm implements Sgemm {
    private R032Store a;
    private R032Store b;
    private R032Store c;

    @Override
    public void prepare(Product product, float[] a, float[] b) {
        this.a = store(a, product.m(), product.k(), product.transposeA());
        this.b = store(b, product.k(), product.n(), product.transposeB());
        this.c = R032Store.FACTORY.make(product.m(), product.n());
    }

    private static R032Store store(float[] values, int rows, int columns, boolean transposed) {
        R032Store store = R032Store.FACTORY.make(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                store.set(i, j, values[transposed ? j * rows + i : i * columns + j]);
            }
        }
        return store;
    }

    @Override
    public void multiply() {
        c.fillByMultiplying(a, b);
    }

    @Override
    public double get(int i, int j) {
        return c.doubleValue(i, j);
    }
}
