package io.katsuo.core.ops;

import static io.katsuo.core.ops.Elementwise.mul;
import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Layout;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/**
 * The method of the Reference BLAS test program for SGEMM (Dongarra, Du Croz, Duff and Hammarling, 1990): its sizes,
 * transposes and scalars, leading dimensions one longer than needed with a rogue value in the padding, operands that
 * must stay as they are, a residual in units of {@code ε·(|α||A||B| + |β||C|)} below 16, refused calls, and a checker that
 * is checked first.
 */
class ReferenceBlasTest {
    private static final int[] SIZES = {0, 1, 2, 3, 5, 9};
    private static final double[] ALPHAS = {0, 1, 0.7};
    private static final double[] BETAS = {0, 1, 1.3};
    private static final float ROGUE = -1e10f;
    private static final double EPSILON = 0x1p-24;
    private static final double THRESHOLD = 16;

    private int calls;
    private double worst;

    @Test
    void theCheckerIsRightOnExactIntegersAndSeesMistakes() {
        int n = 32;
        // A and B of the test program, whose product has a closed form.
        Tensor a = Tensor.zeros(n, n);
        Tensor b = Tensor.zeros(n, n);
        Tensor product = Tensor.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a.set(i, j, Math.max(i - j + 1, 0));
                b.set(i, j, i == j ? 1 : 0);
                product.set(i, j, Math.max(i - j + 1, 0));
            }
        }
        assertEquals(0, residual(1, a, b, 0, product, product), "exact");
        assertEquals(0, residual(1, b, a.transpose(), 0, product, product.transpose()), "exact, transposed");
        Tensor wrong = product.copy();
        wrong.set(3, 1, wrong.get(3, 1) * (1 + 17 * EPSILON));
        assertTrue(residual(1, a, b, 0, product, wrong) >= THRESHOLD, "17 units off");
        assertTrue(residual(1, a, b, 0, product, product.transpose()) >= THRESHOLD, "transposed");
        Tensor hidden = product.copy();
        hidden.set(0, 1, Float.NaN);
        assertTrue(residual(1, a, b, 0, product, hidden) >= THRESHOLD, "NaN");
    }

    @Test
    void allSizesTransposesAndScalars() {
        Rng rng = new Rng(10);
        for (int m : SIZES) {
            for (int n : SIZES) {
                for (int k : SIZES) {
                    for (int transposes = 0; transposes < 4; transposes++) {
                        for (double alpha : ALPHAS) {
                            for (double beta : BETAS) {
                                call(rng, m, n, k, (transposes & 1) != 0, transposes > 1, alpha, beta);
                            }
                        }
                    }
                }
            }
        }
        System.out.printf("Reference BLAS method: %d calls, largest residual %.2f of 16%n", calls, worst);
        assertEquals(6 * 6 * 6 * 4 * 9, calls);
    }

    private void call(Rng rng, int m, int n, int k, boolean transA, boolean transB, double alpha, double beta) {
        Tensor a = transA ? padded(rng, k, m).transpose() : padded(rng, m, k);
        Tensor b = transB ? padded(rng, n, k).transpose() : padded(rng, k, n);
        Tensor c = padded(rng, m, n);
        float[] beforeA = a.array().clone();
        float[] beforeB = b.array().clone();
        Tensor start = c.copy();
        Tensor scaled = alpha == 1 ? a : mul(alpha, a);
        if (beta == 0) {
            c.fill(Float.NaN); // is not read
            matmul(scaled, b, c);
        } else {
            mul(beta, c, c);
            matmulAdd(scaled, b, c);
        }
        assertSameBits(Tensor.of(beforeA), Tensor.of(a.array()));
        assertSameBits(Tensor.of(beforeB), Tensor.of(b.array()));
        for (int i = 0; i < c.array().length; i++) {
            assertTrue(i % (n + 1) < n && i / (n + 1) < m || c.array()[i] == ROGUE, "padding written");
        }
        double residual = residual(alpha, a, b, beta, start, c);
        assertTrue(residual < THRESHOLD, () -> m + "x" + k + "x" + n + " " + transA + transB + ": " + residual);
        worst = Math.max(worst, residual);
        calls++;
    }

    /** A matrix whose rows have one element more than it, with the rogue value, at a random place in its array. */
    private static Tensor padded(Rng rng, int rows, int columns) {
        Tensor all = Tensor.full(Shape.of(rows + 1, columns + 1), ROGUE);
        Tensor matrix = Tensor.wrap(all.array(), Layout.of(Shape.of(rows, columns), 0, columns + 1, 1));
        if (matrix.size() > 0) {
            matrix.copyFrom(Tensor.uniform(rng, -0.5, 0.5, Shape.of(rows, columns)));
        }
        return matrix;
    }

    /** The largest error in units of {@code ε·g}, with the gauge g computed beside the product in double. */
    private static double residual(double alpha, Tensor a, Tensor b, double beta, Tensor start, Tensor result) {
        double largest = 0;
        float factor = (float) alpha;
        float weight = (float) beta;
        for (int i = 0; i < result.dim(0); i++) {
            for (int j = 0; j < result.dim(1); j++) {
                double sum = beta == 0 ? 0 : weight * (double) start.get(i, j);
                double gauge = Math.abs(sum);
                for (int p = 0; p < a.dim(1); p++) {
                    double term = factor * (double) a.get(i, p) * b.get(p, j);
                    sum += term;
                    gauge += Math.abs(term);
                }
                double error = Math.abs(result.get(i, j) - sum);
                if (error != 0) {
                    largest = Math.max(largest, error / (EPSILON * Math.max(gauge, Float.MIN_NORMAL)));
                    largest = Double.isNaN(error) ? Double.POSITIVE_INFINITY : largest;
                }
            }
        }
        return largest;
    }

    /** Each argument that can be wrong, one at a time; C stays as it was. */
    @Test
    void errorExits() {
        int[][][] wrong = {
            {{2, 3}, {4, 5}, {2, 5}}, {{3, 2}, {3, 5}, {2, 5}}, {{2, 3}, {3, 5}, {3, 5}}, {{2, 3}, {3, 5}, {2, 4}},
            {{2, 3}, {3, 5}, {5, 2}}, {{2, 3}, {3, 5}, {10}}, {{}, {3, 5}, {5}}, {{2, 3}, {}, {2}}
        };
        for (int[][] shapes : wrong) {
            Tensor c = Tensor.full(Shape.of(shapes[2]), 7);
            Tensor a = Tensor.ones(shapes[0]);
            Tensor b = Tensor.ones(shapes[1]);
            assertThrows(ShapeException.class, () -> matmul(a, b, c));
            assertThrows(ShapeException.class, () -> matmulAdd(a, b, c));
            assertSameBits(Tensor.full(Shape.of(shapes[2]), 7), c);
        }
        Tensor square = Tensor.ones(3, 3);
        assertThrows(IllegalArgumentException.class, () -> matmul(square, Tensor.ones(3, 3), square));
        assertThrows(IllegalArgumentException.class, () -> matmul(Tensor.ones(3, 3), square, square.transpose()));
        assertSameBits(Tensor.ones(3, 3), square);
    }
}
