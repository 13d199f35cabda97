package io.katsuo.core.ops;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.DoubleOracle;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Products of random sizes, layouts, values and thread counts against double, in units of the forward bound
 * {@code γ(k+2)·(|A||B| + |C|)}; those of small whole numbers must be exact.
 */
class ProductsCampaignTest {
    private static final int[] EDGES = {1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 257
    };
    private static final Values[] FAMILIES = {
        Values.UNIFORM, Values.NORMAL, Values.WIDE, Values.TINY, Values.INTEGERS, Values.INTEGERS
    };

    @Test
    void sample() {
        Cases.campaign("products against double, a sample", Cases.scaled(1000), 401, ProductsCampaignTest::ratio);
    }

    @Test
    @Tag("nightly")
    void all() {
        Cases.campaign("products against double", 200_000, 402, ProductsCampaignTest::ratio);
    }

    private static int size(Rng rng, int most) {
        int edge = EDGES[rng.nextInt(EDGES.length)];
        return rng.nextInt(3) == 0 && edge <= most ? edge : (int) Math.exp(rng.nextDouble() * Math.log(most + 1));
    }

    private static double ratio(Rng rng) {
        int m = size(rng, 40);
        int k = size(rng, 700);
        int n = size(rng, 60);
        Values left = FAMILIES[rng.nextInt(FAMILIES.length)];
        Values right = left == Values.TINY ? Values.NORMAL : FAMILIES[rng.nextInt(FAMILIES.length)];
        Tensor a = TensorCases.tensor(rng, TensorCases.anyKind(rng), left, m, k);
        Tensor b = TensorCases.tensor(rng, TensorCases.anyKind(rng), right, k, n);
        boolean add = rng.nextInt(2) == 0;
        Kind kind = TensorCases.writableKind(rng);
        Tensor c = add ? TensorCases.tensor(rng, kind, left, m, n) : TensorCases.empty(rng, kind, m, n);
        float[] start = c.toArray();
        Threads.with(1 + rng.nextInt(3), () -> {
            if (add) {
                matmulAdd(a, b, c);
            } else {
                matmul(a, b, c);
            }
        });
        TensorCases.assertCanariesIntact(c);
        float[] x = a.toArray();
        float[] y = b.toArray();
        float[] result = c.toArray();
        boolean exact = left == Values.INTEGERS && right == Values.INTEGERS;
        double worst = 0;
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = add ? start[i * n + j] : 0;
                double size = Math.abs(sum);
                for (int p = 0; p < k; p++) {
                    double term = (double) x[i * k + p] * y[p * n + j];
                    sum += term;
                    size += Math.abs(term);
                }
                double error = Math.abs(result[i * n + j] - sum);
                double bound = exact ? 0 : DoubleOracle.gamma(k + 2) * size + (k + 2) * 0x1p-149;
                worst = Math.max(worst, error == 0 ? 0 : error / bound);
            }
        }
        return worst;
    }
}
