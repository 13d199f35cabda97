package io.katsuo.core.ops;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.katsuo.core.parallel.Threads;
import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;

/** Products against {@link MatMulOracle}, bit for bit, whatever the sizes, layouts, values and threads. */
class MatMulBitsTest {
    private static final int[] SIZES = {
        0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 96, 127, 128, 129, 255, 256, 257, 258, 300, 513, 784
    };
    private static final Values[] FAMILIES = Values.values();

    /** Checks all three forms for one triple of sizes, with random layouts and values. */
    private static void check(Rng rng, int m, int k, int n, Values family) {
        boolean row = m == 1 && rng.nextInt(2) == 0;
        boolean column = n == 1 && rng.nextInt(2) == 0;
        Tensor a = TensorCases.tensor(rng, TensorCases.anyKind(rng), family, row ? new int[] {k} : new int[] {m, k});
        Tensor b = TensorCases.tensor(rng, TensorCases.anyKind(rng), family, column ? new int[] {k} : new int[] {k, n});
        Tensor expected = MatMulOracle.matmul(a, b);
        String sizes = "[" + m + ", " + k + "] . [" + k + ", " + n + "] of " + family;
        assertSameBits(expected, matmul(a, b), () -> "matmul " + sizes + ", " + a.layout() + ", " + b.layout());
        Tensor out = TensorCases.empty(
                rng, TensorCases.writableKind(rng), expected.shape().dims());
        assertSame(out, matmul(a, b, out));
        assertSameBits(expected, out, () -> "matmul " + sizes + " out " + out.layout());
        TensorCases.assertCanariesIntact(out);
        TensorCases.fill(out, rng, family);
        Tensor sum = MatMulOracle.matmulAdd(a, b, out);
        assertSame(out, matmulAdd(a, b, out));
        assertSameBits(
                sum, out, () -> "matmulAdd " + sizes + ", " + a.layout() + ", " + b.layout() + " out " + out.layout());
        TensorCases.assertCanariesIntact(out);
    }

    private static int pick(Rng rng) {
        return SIZES[rng.nextInt(SIZES.length)];
    }

    private static Values family(Rng rng) {
        return FAMILIES[rng.nextInt(FAMILIES.length)];
    }

    @Test
    void smallProductsOfAllShapesLayoutsAndValues() {
        Cases.forEach(1500, 61, rng -> check(rng, rng.nextInt(20), rng.nextInt(40), rng.nextInt(70), family(rng)));
    }

    @Test
    void productsOfSampledSizes() {
        Cases.forEach(300, 62, rng -> {
            int m = pick(rng);
            int k = pick(rng);
            int n = pick(rng);
            while ((long) m * n * k > 20_000_000) {
                m = Math.min(m, pick(rng));
                n = Math.min(n, pick(rng));
                k = Math.min(k, pick(rng));
            }
            check(rng, m, k, n, family(rng));
        });
    }

    @Test
    void productsWithOneColumnOrOneRow() {
        int[] lengths = {4095, 4096, 4097, 8191, 8192, 8193, 12345, 131071, 131072, 131073, 135169};
        Cases.forEach(150, 63, rng -> {
            int k = rng.nextInt(3) > 0 ? pick(rng) : lengths[rng.nextInt(lengths.length)];
            int few = k > 10_000 ? 1 + rng.nextInt(3) : pick(rng);
            check(rng, few, k, 1, family(rng));
            check(rng, 1, Math.min(k, 1500), few, family(rng));
        });
    }

    /** One below, at and above where blocks of rows, columns and terms end. */
    @Test
    void productsAtBlockEdges() {
        int[] edges = {255, 256, 257, 511, 512, 513, 514, 527, 528, 529, 1023, 1024, 1025, 1026, 1279, 1280, 1281, 1030
        };
        int[] farEdges = {2047, 2048, 2049, 2050, 3071, 3072, 3073};
        Cases.forEach(60, 64, rng -> {
            boolean far = rng.nextInt(3) == 0;
            int edge = far ? farEdges[rng.nextInt(farEdges.length)] : edges[rng.nextInt(edges.length)];
            int other = edges[rng.nextInt(edges.length)];
            int small = 1 + rng.nextInt(12);
            Values family = rng.nextInt(2) == 0 ? Values.UNIFORM : family(rng);
            switch (rng.nextInt(4)) {
                case 0 -> check(rng, edge, small, other, family);
                case 1 -> check(rng, small, edge, other, family);
                case 2 -> check(rng, edge, other, 2 + small, family);
                default -> check(rng, 49 + small, edge, 40 + rng.nextInt(60), family);
            }
        });
    }

    /** The last panel of a second block of columns begins left of it, where the first block has finished. */
    @Test
    void secondBlocksOfColumnsLeaveTheFirstAlone() {
        Rng rng = new Rng(65);
        int[] columns = {513, 514, 517, 519, 521, 527, 529, 541, 577, 1025, 1031};
        for (int n : columns) {
            Tensor a = TensorCases.tensor(rng, Kind.CONTIGUOUS, Values.UNIFORM, 13, 2050);
            Tensor b = TensorCases.tensor(rng, Kind.CONTIGUOUS, Values.UNIFORM, 2050, n);
            assertSameBits(MatMulOracle.matmul(a, b), matmul(a, b), () -> n + " columns");
        }
    }

    @Test
    void everyCombinationOfTransposedOperandsAndOut() {
        Rng rng = new Rng(66);
        Kind[] kinds = {Kind.CONTIGUOUS, Kind.TRANSPOSED, Kind.REVERSED, Kind.STEPPED, Kind.PADDED, Kind.BROADCAST};
        for (Kind left : kinds) {
            for (Kind right : kinds) {
                for (Kind result : kinds) {
                    if (result == Kind.BROADCAST) {
                        continue;
                    }
                    Tensor a = TensorCases.tensor(rng, left, Values.NORMAL, 53, 41);
                    Tensor b = TensorCases.tensor(rng, right, Values.NORMAL, 41, 37);
                    Tensor out = TensorCases.empty(rng, result, 53, 37);
                    assertSameBits(
                            MatMulOracle.matmul(a, b), matmul(a, b, out), () -> left + " " + right + " " + result);
                    TensorCases.assertCanariesIntact(out);
                }
            }
        }
    }

    @Test
    void theNumberOfThreadsDoesNotMatter() {
        Rng rng = new Rng(67);
        int[][] sizes = {
            {150, 200, 130},
            {64, 784, 300},
            {1000, 1200, 1},
            {3, 1500, 1100},
            {20, 2100, 200},
            {700, 40, 90},
            {1, 3000, 600},
            {1000, 3, 400},
            {2000, 6, 1024}
        };
        for (int[] size : sizes) {
            Tensor a = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.UNIFORM, size[0], size[1]);
            Tensor b = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.UNIFORM, size[1], size[2]);
            Tensor start = TensorCases.tensor(rng, Kind.CONTIGUOUS, Values.NORMAL, size[0], size[2]);
            Tensor product = MatMulOracle.matmul(a, b);
            Tensor sum = MatMulOracle.matmulAdd(a, b, start);
            for (int threads = 1; threads <= 7; threads++) {
                int count = threads;
                Threads.with(count, () -> {
                    assertSameBits(product, matmul(a, b), () -> count + " threads");
                    assertSameBits(sum, matmulAdd(a, b, start.copy()), () -> count + " threads, added");
                });
            }
        }
    }

    /** With B in place, of which threads take columns. */
    @Test
    void fewRowsAndALargeRightOperand() {
        Kind[] kinds = {Kind.CONTIGUOUS, Kind.OFFSET, Kind.PADDED};
        Cases.forEach(30, 69, rng -> {
            int m = 1 + rng.nextInt(13);
            int k = 200 + rng.nextInt(900);
            int n = 400 + rng.nextInt(1000);
            Tensor a = TensorCases.tensor(rng, kinds[rng.nextInt(3)], Values.UNIFORM, m, k);
            Tensor b = TensorCases.tensor(rng, kinds[rng.nextInt(3)], Values.UNIFORM, k, n);
            Tensor out = TensorCases.empty(rng, kinds[rng.nextInt(3)], m, n);
            int threads = 1 + rng.nextInt(5);
            Threads.with(threads, () -> matmul(a, b, out));
            assertSameBits(
                    MatMulOracle.matmul(a, b),
                    out,
                    () -> "[" + m + ", " + k + "] . [" + k + ", " + n + "], " + threads);
            TensorCases.assertCanariesIntact(out);
        });
    }

    /** A row of a batch has the bits that it has alone. */
    @Test
    void otherRowsDoNotMatter() {
        Cases.forEach(60, 68, rng -> {
            Tensor a =
                    TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, 1 + rng.nextInt(130), pick(rng));
            Tensor b = TensorCases.tensor(rng, TensorCases.anyKind(rng), Values.NORMAL, a.dim(1), 1 + rng.nextInt(70));
            Tensor all = matmul(a, b);
            int i = rng.nextInt(a.dim(0));
            assertSameBits(all.row(i), matmul(a.row(i), b), () -> "row " + i + " alone");
            assertSameBits(all.slice(0, i, a.dim(0)), matmul(a.slice(0, i, a.dim(0)), b), () -> "rows from " + i);
        });
    }
}
