package io.katsuo.bench.peers.sgemm;

import io.katsuo.core.random.Rng;

/** Compares a system's product with sums in double, at elements spread over it, the corners among them. */
final class ProductCheck {
    private static final int ELEMENTS = 500;

    private final Product product;
    private final float[] a;
    private final float[] b;

    ProductCheck(Product product, float[] a, float[] b) {
        this.product = product;
        this.a = a;
        this.b = b;
    }

    /** Fails if an element is further off than rounding explains: k roundings of sums of at most k, in any order. */
    void check(String system, Sgemm result) {
        Rng rng = new Rng(3);
        compare(system, result, 0, 0);
        compare(system, result, product.m() - 1, product.n() - 1);
        for (int i = 0; i < ELEMENTS; i++) {
            compare(system, result, rng.nextInt(product.m()), rng.nextInt(product.n()));
        }
    }

    private void compare(String system, Sgemm result, int i, int j) {
        double sum = 0;
        double size = 0;
        for (int p = 0; p < product.k(); p++) {
            double term = (double) a[product.transposeA() ? p * product.m() + i : i * product.k() + p]
                    * b[product.transposeB() ? j * product.k() + p : p * product.n() + j];
            sum += term;
            size += Math.abs(term);
        }
        double actual = result.get(i, j);
        if (!(Math.abs(actual - sum) <= (product.k() + 1) * 0x1p-24 * size)) {
            throw new IllegalStateException("the product of " + system + " is wrong: " + product.name() + " at [" + i
                    + ", " + j + "]: " + actual + ", in double " + sum);
        }
    }
}
