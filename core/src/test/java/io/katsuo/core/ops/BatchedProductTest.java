package io.katsuo.core.ops;

import static io.katsuo.core.ops.LinearAlgebra.matmul;
import static io.katsuo.core.ops.LinearAlgebra.matmulAdd;
import static io.katsuo.core.testing.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.core.testing.Cases;
import io.katsuo.core.testing.TensorCases;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Each matrix of a batch has the bits of its own product, whatever broadcasts to whatever. */
class BatchedProductTest {
    @Test
    void everyMatrixIsItsOwnProduct() {
        Cases.forEach(400, 1, rng -> {
            int[] batch = TensorCases.shape(rng, 3, 3).dims();
            int m = 1 + rng.nextInt(4);
            int k = rng.nextInt(5);
            int n = 1 + rng.nextInt(4);
            Tensor a = operand(rng, batch, m, k);
            Tensor b = operand(rng, batch, k, n);
            if (a.rank() == 2 && b.rank() == 2) {
                return;
            }
            int[] result = Shape.broadcast("test", batchOf(a), batchOf(b)).dims();
            Tensor product = matmul(a, b);
            Tensor wideA = a.broadcastTo(with(result, m, k));
            Tensor wideB = b.broadcastTo(with(result, k, n));
            assertEquals(Shape.of(with(result, m, n)), product.shape());
            Tensor start = Tensor.randn(new Rng(7), with(result, m, n));
            Tensor added = matmulAdd(a, b, start.copy());
            Tensor into = matmul(a, b, Tensor.zeros(with(result, n, m)).transpose(-1, -2));
            assertSameBits(product, into);
            for (int[] index : TensorCases.indices(Shape.of(result))) {
                Tensor left = at(wideA, index);
                Tensor right = at(wideB, index);
                assertSameBits(matmul(left, right), at(product, index));
                assertSameBits(matmulAdd(left, right, at(start, index).copy()), at(added, index));
            }
        });
    }

    @Test
    void vectorsCountAsARowAndAsAColumn() {
        Tensor batch = Tensor.randn(new Rng(1), 2, 3, 4, 5);
        Tensor row = Tensor.randn(new Rng(2), 4);
        Tensor column = Tensor.randn(new Rng(3), 5);
        assertSameBits(matmul(row.unsqueeze(0), batch).squeeze(-2), matmul(row, batch));
        assertSameBits(matmul(batch, column.unsqueeze(1)).squeeze(-1), matmul(batch, column));
        assertEquals(Shape.of(2, 3, 5), matmul(row, batch).shape());
        assertEquals(Shape.of(2, 3, 4), matmul(batch, column).shape());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        ShapeException batches =
                assertThrows(ShapeException.class, () -> matmul(Tensor.zeros(2, 3, 4, 5), Tensor.zeros(2, 2, 5, 6)));
        assertEquals(
                "matmul of batches: shapes cannot be broadcast together: left [2, 3], right [2, 2]; extents 3 and 2 differ and neither is 1",
                batches.getMessage());
        ShapeException out = assertThrows(
                ShapeException.class, () -> matmul(Tensor.zeros(2, 3, 4), Tensor.zeros(4, 5), Tensor.zeros(2, 5)));
        assertEquals(
                "matmul: out has another shape than the result: left [2, 3, 4], right [4, 5], out [2, 5]; it must be"
                        + " [2, 3, 5]",
                out.getMessage());
        assertThrows(
                ShapeException.class, () -> Backend.explain(Tensor.zeros(2, 3, 4), Tensor.zeros(4, 5)), "one product");
    }

    private static Tensor operand(Rng rng, int[] batch, int rows, int columns) {
        int[] own = Arrays.copyOfRange(batch, rng.nextInt(batch.length + 1), batch.length);
        for (int i = 0; i < own.length; i++) {
            own[i] = rng.nextInt(3) == 0 ? 1 : own[i];
        }
        Rng values = new Rng(rng.nextLong());
        return rng.nextInt(2) == 0
                ? Tensor.randn(values, with(own, rows, columns))
                : Tensor.randn(values, with(own, columns, rows)).transpose(-1, -2);
    }

    private static Shape batchOf(Tensor x) {
        return Shape.of(Arrays.copyOf(x.shape().dims(), x.rank() - 2));
    }

    private static int[] with(int[] batch, int rows, int columns) {
        int[] dims = Arrays.copyOf(batch, batch.length + 2);
        dims[batch.length] = rows;
        dims[batch.length + 1] = columns;
        return dims;
    }

    private static Tensor at(Tensor x, int[] index) {
        Tensor matrix = x;
        for (int i : index) {
            matrix = matrix.row(i);
        }
        return matrix;
    }
}
