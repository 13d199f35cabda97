package io.katsuo.core.ops;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.DoubleOracle;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.TensorCases.Kind;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;

/** Products against double precision, and what IEEE arithmetic says of exact, special and tiny values. */
class MatMulAccuracyTest {
    private static final float INF = Float.POSITIVE_INFINITY;
    private static final float NAN = Float.NaN;

    private static Tensor any(Rng rng, Values values, int rows, int columns) {
        return TensorCases.tensor(rng, TensorCases.anyKind(rng), values, rows, columns);
    }

    /**
     * The forward bound of the reference BLAS tests: γ(k+2)·(|A||B| + |C|), and half the smallest float a step for
     * underflow.
     */
    @Test
    void theErrorStaysWithinTheForwardBound() {
        Values[] families = {Values.UNIFORM, Values.NORMAL, Values.WIDE, Values.TINY, Values.INTEGERS};
        Cases.forEach(400, 71, rng -> {
            int m = 1 + rng.nextInt(40);
            int k = 1 + (int) Math.exp(rng.nextDouble() * Math.log(700));
            int n = 1 + rng.nextInt(50);
            Values left = families[rng.nextInt(families.length)];
            Values right = left == Values.TINY ? Values.NORMAL : families[rng.nextInt(families.length)];
            Tensor a = any(rng, left, m, k);
            Tensor b = any(rng, right, k, n);
            Tensor start = TensorCases.tensor(rng, Kind.CONTIGUOUS, left, m, n);
            double[][] exact = DoubleOracle.matmul(a, b);
            double[][] bound = DoubleOracle.absoluteMatmul(a, b);
            Tensor product = matmul(a, b);
            Tensor sum = matmulAdd(a, b, start.copy());
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    double c = start.get(i, j);
                    double gamma = DoubleOracle.gamma(k + 2);
                    double underflow = (k + 2) * 0x1p-149;
                    assertEquals(exact[i][j], product.get(i, j), gamma * bound[i][j] + underflow);
                    assertEquals(exact[i][j] + c, sum.get(i, j), gamma * (bound[i][j] + Math.abs(c)) + underflow);
                }
            }
        });
    }

    /** Rows that nearly cancel: a result that is small beside its terms must still be right beside them. */
    @Test
    void cancellationLeavesTheErrorOfTheTermsOnly() {
        Cases.forEach(100, 72, rng -> {
            int half = 1 + rng.nextInt(200);
            int n = 1 + rng.nextInt(20);
            Tensor a = any(rng, Values.NORMAL, 5, 2 * half).copy();
            Tensor b = any(rng, Values.NORMAL, 2 * half, n).copy();
            for (int p = 0; p < half; p++) {
                a.column(half + p).copyFrom(a.column(p));
                for (int j = 0; j < n; j++) {
                    b.set(half + p, j, -b.get(p, j) * (1 + 0x1p-20f));
                }
            }
            double[][] exact = DoubleOracle.matmul(a, b);
            double[][] bound = DoubleOracle.absoluteMatmul(a, b);
            Tensor product = matmul(a, b);
            for (int[] index : TensorCases.indices(product.shape())) {
                double error = Math.abs(product.get(index) - exact[index[0]][index[1]]);
                assertTrue(error <= DoubleOracle.gamma(2 * half) * bound[index[0]][index[1]]);
            }
        });
    }

    /** Small whole numbers and powers of two have exact products and sums in any order. */
    @Test
    void exactArithmeticIsExact() {
        Cases.forEach(200, 73, rng -> {
            int m = 1 + rng.nextInt(60);
            int k = 1 + rng.nextInt(600);
            int n = 1 + rng.nextInt(60);
            Tensor a = any(rng, Values.INTEGERS, m, k);
            Tensor b = any(rng, Values.INTEGERS, k, n);
            float scale = Math.scalb(1f, rng.nextInt(41) - 20);
            Tensor scaled = b.copy();
            for (int i = 0; i < scaled.size(); i++) {
                scaled.array()[i] *= scale;
            }
            double[][] exact = DoubleOracle.matmul(a, b);
            Tensor product = matmul(a, scaled);
            for (int[] index : TensorCases.indices(product.shape())) {
                assertEquals(exact[index[0]][index[1]] * scale, product.get(index));
            }
        });
    }

    @Test
    void productsWithTheIdentityChangeNothing() {
        Cases.forEach(50, 74, rng -> {
            int n = 2 + rng.nextInt(70);
            Tensor identity = Tensor.zeros(n, n);
            for (int i = 0; i < n; i++) {
                identity.set(i, i, 1);
            }
            // Adding zero to a chain changes the sign of -0 only.
            Tensor a = any(rng, Values.WIDE, 2 + rng.nextInt(30), n);
            assertSameBits(a, matmul(a, identity));
            assertSameBits(a.transpose(), matmul(identity, a.transpose()));
        });
    }

    @Test
    void theTransposedProductIsTheProductOfTheTransposedInReverse() {
        Cases.forEach(100, 75, rng -> {
            Tensor a = any(rng, Values.NORMAL, 2 + rng.nextInt(60), rng.nextInt(90));
            Tensor b = any(rng, Values.NORMAL, a.dim(1), 2 + rng.nextInt(60));
            assertSameBits(matmul(a, b).transpose(), matmul(b.transpose(), a.transpose()));
        });
    }

    /** A NaN or infinity anywhere reaches its row of the result, or column, and nothing else. */
    @Test
    void whatIsNotFiniteStaysInItsRowOrColumn() {
        Cases.forEach(400, 76, rng -> {
            int m = 1 + rng.nextInt(15);
            int k = 1 + rng.nextInt(70);
            int n = 1 + rng.nextInt(40);
            Tensor a = Tensor.ones(m, k);
            Tensor b = Tensor.ones(k, n);
            float[] specials = {NAN, INF, -INF};
            float special = specials[rng.nextInt(3)];
            boolean left = rng.nextInt(2) == 0;
            int line = rng.nextInt(left ? m : n);
            int p = rng.nextInt(k);
            (left ? a : b).set(left ? line : p, left ? p : line, special);
            // Beside it zeros: zero times infinity is NaN, so nothing may be skipped.
            boolean zeros = rng.nextInt(2) == 0;
            (left ? b.row(p) : a.column(p)).fill(zeros ? 0 : 1);
            Tensor product = matmul(
                    TensorCases.laidOut(rng, TensorCases.writableKind(rng), a),
                    TensorCases.laidOut(rng, TensorCases.writableKind(rng), b));
            float spoilt = zeros ? NAN : special;
            for (int[] index : TensorCases.indices(product.shape())) {
                float expected = index[left ? 0 : 1] == line ? spoilt : zeros ? k - 1 : k;
                assertEquals(expected, product.get(index), () -> special + " at term " + p + " of " + k);
            }
        });
    }

    @Test
    void oppositeInfinitiesMakeNaNAndOverflowInfinity() {
        Tensor a = Tensor.of(new float[][] {{INF, 1}, {Float.MAX_VALUE, Float.MAX_VALUE}});
        Tensor b = Tensor.of(new float[][] {{1, -1, 0}, {-INF, 1, 0}});
        assertSameBits(Tensor.of(new float[][] {{NAN, -INF, NAN}, {-INF, 0, 0}}), matmul(a, b));
        assertEquals(INF, matmul(a, Tensor.ones(2, 3)).get(1, 2));
    }

    /** A chain starts from +0, so that a product of nothing but negative zeros is +0; an added-to -0 stays. */
    @Test
    void negativeZeros() {
        Tensor minus = Tensor.full(Shape.of(3, 4), -0f);
        assertSameBits(Tensor.zeros(3, 5), matmul(minus, Tensor.ones(4, 5)));
        assertSameBits(Tensor.zeros(3), matmul(minus, Tensor.ones(4)));
        for (int n = 1; n < 4; n++) {
            Tensor kept = matmulAdd(Tensor.zeros(3, 0), Tensor.zeros(0, n), Tensor.full(Shape.of(3, n), -0f));
            assertSameBits(Tensor.full(Shape.of(3, n), -0f), kept, () -> "of no terms");
        }
        // A quarter of the smallest number is rounded to -0, and nothing may be added to that, not even +0.
        for (int k = 32; k < 97; k++) {
            Tensor tiny = Tensor.full(Shape.of(3, k), -Float.MIN_VALUE);
            assertSameBits(Tensor.full(Shape.of(3), -0f), matmul(tiny, Tensor.full(Shape.of(k), 0.25f)));
            assertSameBits(Tensor.full(Shape.of(3, 2), -0f), matmul(tiny, Tensor.full(Shape.of(k, 2), 0.25f)));
        }
        assertSameBits(
                Tensor.full(Shape.of(3, 5), -0f),
                matmulAdd(minus, Tensor.ones(4, 5), Tensor.full(Shape.of(3, 5), -0f)));
        assertSameBits(
                Tensor.zeros(3, 5),
                matmulAdd(minus, Tensor.full(Shape.of(4, 5), -1), Tensor.full(Shape.of(3, 5), -0f)));
    }

    @Test
    void subnormalNumbersAreNotFlushed() {
        Tensor tiny = Tensor.full(Shape.of(3, 20), Float.MIN_VALUE);
        assertSameBits(Tensor.full(Shape.of(3, 33), 20 * Float.MIN_VALUE), matmul(tiny, Tensor.ones(20, 33)));
        assertSameBits(Tensor.full(Shape.of(3), 20 * Float.MIN_VALUE), matmul(tiny, Tensor.ones(20)));
        Tensor root = Tensor.full(Shape.of(2, 64), 0x1p-70f);
        assertSameBits(Tensor.full(Shape.of(2, 17), 0x1p-134f), matmul(root, Tensor.full(Shape.of(64, 17), 0x1p-70f)));
        Tensor normal = Tensor.full(Shape.of(2, 9), Float.MIN_NORMAL);
        assertSameBits(
                Tensor.full(Shape.of(2, 9), 4.5f * Float.MIN_NORMAL),
                matmul(normal, Tensor.full(Shape.of(9, 9), 0.5f)));
    }

    /**
     * Of fma(x, y, -x·y rounded) the rounding error of the product remains; a separate multiply and add leaves 0, as does
     * the dot product's tree, where the two terms are in lanes of their own.
     */
    @Test
    void productsAreFusedIntoTheSum() {
        float x = 1 + 0x1p-12f;
        Tensor a = Tensor.of(new float[][] {{1, x}});
        int[] columns = {1, 2, 16, 17, 100};
        for (int n : columns) {
            Tensor b = Tensor.zeros(2, n);
            b.row(0).fill(-(x * x));
            b.row(1).fill(x);
            float expected = n == 1 ? -(x * x) + x * x : 0x1p-24f;
            assertSameBits(Tensor.full(Shape.of(1, n), expected), matmul(a, b));
            assertSameBits(
                    Tensor.full(Shape.of(1, n), expected),
                    matmulAdd(
                            a.slice(1, 1, 2), b.slice(0, 1, 2), b.slice(0, 0, 1).copy()));
        }
    }
}
