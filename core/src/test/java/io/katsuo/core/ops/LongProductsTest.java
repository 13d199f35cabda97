package io.katsuo.core.ops;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;

/** Sums of many terms: products of more than 4096, whose chains end there, and sums down many rows. */
class LongProductsTest {
    private static final int[] LENGTHS = {4095, 4096, 4097, 4100, 6000, 8191, 8192, 8193, 12_289};

    @Test
    void chainsEndAfter4096Terms() {
        Cases.forEach(40, 171, rng -> {
            int m = 1 + rng.nextInt(rng.nextInt(3) == 0 ? 70 : 9);
            int n = 2 + rng.nextInt(rng.nextInt(3) == 0 ? 90 : 9);
            int k = LENGTHS[rng.nextInt(LENGTHS.length)];
            Tensor a = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, m, k);
            Tensor b = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, k, n);
            Tensor out = TensorCases.empty(rng, TensorCases.writableKind(rng), m, n);
            int threads = 1 + rng.nextInt(4);
            String sizes = "[" + m + ", " + k + "] . [" + k + ", " + n + "] of " + a.layout() + ", " + b.layout();
            Tensor product = MatMulOracle.matmul(a, b);
            Threads.with(threads, () -> matmul(a, b, out));
            assertSameBits(product, out, () -> sizes);
            Tensor sum = MatMulOracle.matmulAdd(a, b, out);
            Threads.with(threads, () -> matmulAdd(a, b, out));
            assertSameBits(sum, out, () -> "added, " + sizes);
            TensorCases.assertCanariesIntact(out);
        });
    }

    /** So large that C is computed in several parts of columns or of rows, one of them beside it at a time. */
    @Test
    void partsOfLargeResults() {
        Cases.assumeFullRun();
        Rng rng = new Rng(172);
        for (int[] size : new int[][] {{2100, 513}, {2060, 520}, {3, 400_000}}) {
            Tensor a = TensorCases.tensor(rng, Kind.CONTIGUOUS, Values.UNIFORM, size[0], 4099);
            Tensor b = Tensor.rand(rng, 4099, 1).broadcastTo(4099, size[1]);
            Tensor first = matmul(a.slice(1, 0, 4096), b.slice(0, 0, 4096));
            Tensor rest = matmul(a.slice(1, 4096, 4099), b.slice(0, 4096, 4099));
            assertSameBits(Elementwise.add(first, rest), matmul(a, b), () -> size[0] + " x " + size[1]);
        }
    }

    /** A chain of ones ends at 2^24, where adding 1 changes nothing. */
    @Test
    void onesAreCountedTo33Million() {
        Cases.assumeFullRun();
        int k = 1 << 25;
        Tensor ones = Tensor.ones(1, 1);
        Tensor product = matmul(ones.broadcastTo(2, k), ones.broadcastTo(k, 2));
        assertSameBits(Tensor.full(Shape.of(2, 2), k), product);
        assertSameBits(Tensor.full(Shape.of(2), k), Reductions.sum(ones.broadcastTo(k, 2), 0));
    }

    @Test
    void theErrorOfPositiveTermsStaysSmall() {
        int k = 2_000_003;
        Tensor x = Tensor.rand(new Rng(173), k, 1);
        double sum = 0;
        double squares = 0;
        for (double value : x.toDoubles()) {
            sum += value;
            squares += value * value;
        }
        Tensor twoColumns = x.broadcastTo(k, 2);
        assertEquals(squares, matmul(x.transpose(), twoColumns).get(0, 0), 2e-6 * squares);
        assertEquals(sum, Reductions.sum(twoColumns, 0).get(1), 2e-6 * sum);
    }

    @Test
    void theExplanationSaysSo() {
        String text = Backend.explain(Tensor.zeros(2, 5000), Tensor.zeros(5000, 3));
        assertTrue(text.startsWith("5,000 terms: a product for every 4,096 of them, added in their order"), text);
        assertTrue(text.contains("[2, 4096] x [4096, 3]: "), text);
    }
}
