package io.katsuo.bench.peers.sgemm;

import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.random.Rng;
import java.util.List;

/** A matrix product as a trial. */
public final class SgemmTrial {
    private static final int CHECKED_ELEMENTS = 500;
    private final Product product;
    private float[] left;
    private float[] right;

    SgemmTrial(Product product) {
        this.product = product;
    }

    /** The products of the tables. */
    public static List<Trial> all() {
        return Product.ALL.stream().map(SgemmTrial::trial).toList();
    }

    private static Trial trial(Product product) {
        return new Trial(
                product.name(),
                "sgemm",
                product.operations(),
                List.of(Trial.KATSUO, "mkl", "openblas"),
                List.of("vectorblas", "ejml", "ojalgo", "commons-math3"),
                new SgemmTrial(product)::prepare);
    }

    Runnable prepare(String system, int threads) {
        if (left == null) {
            left = product.left();
            right = product.right();
        }
        Sgemm sgemm = Sgemm.of(system, threads, product, left, right);
        sgemm.multiply().run();
        check(system, sgemm.result());
        return sgemm.multiply();
    }

    /**
     * Compares elements spread over the product, the corners among them, with sums in double. Fails if one differs by more than
     * rounding errors explain: k roundings of sums of at most k terms, in any order.
     */
    void check(String system, Sgemm.Element result) {
        Rng rng = new Rng(3);
        compare(system, result, 0, 0);
        compare(system, result, product.m() - 1, product.n() - 1);
        for (int i = 0; i < CHECKED_ELEMENTS; i++) {
            compare(system, result, rng.nextInt(product.m()), rng.nextInt(product.n()));
        }
    }

    private void compare(String system, Sgemm.Element result, int i, int j) {
        double sum = 0;
        double size = 0;
        for (int t = 0; t < product.k(); t++) {
            double term = (double) left[product.leftAt(i, t)] * right[product.rightAt(t, j)];
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
