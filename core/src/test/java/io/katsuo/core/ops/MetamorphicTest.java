package io.katsuo.core.ops;

import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import io.katsuo.core.testing.Values;
import org.junit.jupiter.api.Test;

/** Laws between results that hold whatever the right values are. */
class MetamorphicTest {
    private static Tensor matrix(Rng rng, Values values, int rows, int columns) {
        return TensorCases.tensor(rng, TensorCases.anyKind(rng), values, rows, columns);
    }

    private static void forMatrices(long seed, java.util.function.BiConsumer<Rng, Tensor> law) {
        Cases.forEach(
                150,
                seed,
                rng -> law.accept(rng, matrix(rng, Values.NORMAL, 1 + rng.nextInt(20), 1 + rng.nextInt(70))));
    }

    @Test
    void aPermutedBatchGivesPermutedRows() {
        forMatrices(501, (rng, x) -> {
            int[] order = rng.permutation(x.dim(0));
            Tensor permuted = Indexing.gatherRows(x, order);
            Tensor weights = matrix(rng, Values.NORMAL, x.dim(1), 2 + rng.nextInt(30));
            assertSameBits(
                    Indexing.gatherRows(LinearAlgebra.matmul(x, weights), order),
                    LinearAlgebra.matmul(permuted, weights));
            assertSameBits(Indexing.gatherRows(Reductions.softmax(x), order), Reductions.softmax(permuted));
            assertSameBits(Indexing.gatherRows(Reductions.sum(x, 1), order), Reductions.sum(permuted, 1));
            int[] back = new int[order.length];
            for (int i = 0; i < back.length; i++) {
                back[order[i]] = i;
            }
            assertSameBits(x, Indexing.gatherRows(permuted, back));
        });
    }

    @Test
    void powersOfTwoAndSignsPassThroughLinearOps() {
        forMatrices(502, (rng, x) -> {
            float scale = Math.scalb(rng.nextInt(2) == 0 ? 1f : -1f, rng.nextInt(21) - 10);
            Tensor y = matrix(rng, Values.NORMAL, x.dim(1), 2 + rng.nextInt(30));
            Tensor scaled = Elementwise.mul(x, scale);
            assertSameBits(Elementwise.mul(LinearAlgebra.matmul(x, y), scale), LinearAlgebra.matmul(scaled, y));
            assertSameBits(
                    Elementwise.mul(LinearAlgebra.matmul(x, y), scale),
                    LinearAlgebra.matmul(x, Elementwise.mul(y, scale)));
            assertSameBits(Elementwise.mul(Reductions.sum(x, 1), scale), Reductions.sum(scaled, 1));
            assertSameBits(Elementwise.mul(Reductions.mean(x, 0), scale), Reductions.mean(scaled, 0));
            assertSameBits(Elementwise.mul(Reductions.std(x, 1), Math.abs(scale)), Reductions.std(scaled, 1));
        });
    }

    @Test
    void functionsHaveTheirSymmetries() {
        forMatrices(503, (rng, x) -> {
            Tensor minus = Elementwise.neg(x);
            assertSameBits(Elementwise.neg(Elementwise.tanh(x)), Elementwise.tanh(minus));
            assertSameBits(Elementwise.neg(Reductions.max(x, 1)), Reductions.min(minus, 1));
            assertSameBits(Reductions.argMax(x, 1), Reductions.argMin(minus, 1));
            assertSameBits(Elementwise.abs(x), Elementwise.maximum(x, minus));
            assertSameBits(Elementwise.relu(x), Elementwise.maximum(x, 0));
            Tensor both = Elementwise.add(Elementwise.sigmoid(x), Elementwise.sigmoid(minus));
            assertTrue(Reductions.max(Elementwise.abs(Elementwise.sub(both, 1))) <= 0x1p-23f);
        });
    }

    @Test
    void softmaxDoesNotSeeWhatIsAddedToARow() {
        forMatrices(504, (rng, x) -> {
            // Whole numbers and a power of two, so that adding it is exact.
            Tensor whole = Elementwise.mul(Elementwise.add(matrix(rng, Values.INTEGERS, x.dim(0), x.dim(1)), 0), 0.5);
            float shift = Math.scalb(1f, rng.nextInt(8));
            assertSameBits(Reductions.softmax(whole), Reductions.softmax(Elementwise.add(whole, shift)));
            Tensor sums = Reductions.sum(Reductions.softmax(x), 1);
            for (float sum : sums.toArray()) {
                assertEquals(1, sum, (x.dim(1) + 2) * 0x1p-24);
            }
        });
    }

    @Test
    void whatIsJoinedComesApartAgain() {
        forMatrices(505, (rng, x) -> {
            int axis = rng.nextInt(2);
            int cut = rng.nextInt(x.dim(axis) + 1);
            assertSameBits(
                    x,
                    Indexing.concat(
                            axis,
                            Indexing.split(x, axis, cut, x.dim(axis) - cut).toArray(Tensor[]::new)));
            assertSameBits(x, Indexing.stack(axis, x, x).select(axis, 1));
            assertSameBits(x, Indexing.tile(x, 2, 3).slice(0, 0, x.dim(0)).slice(1, 0, x.dim(1)));
        });
    }
}
