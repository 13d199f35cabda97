package io.katsuo.core.ops;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import java.util.Arrays;

/** Products of batches of matrices: one product of two matrices after the other, each with its own threads. */
final class BatchedProduct {
    private BatchedProduct() {}

    /** The shape of the product of any two operands with the same inner extent. */
    static Shape shape(Tensor a, Tensor b) {
        int[] batch = Shape.broadcast("matmul of batches", Shape.of(batch(a)), Shape.of(batch(b)))
                .dims();
        int rows = a.rank() == 1 ? 0 : 1;
        int columns = b.rank() == 1 ? 0 : 1;
        int[] dims = Arrays.copyOf(batch, batch.length + rows + columns);
        if (rows == 1) {
            dims[batch.length] = a.dim(-2);
        }
        if (columns == 1) {
            dims[batch.length + rows] = b.dim(-1);
        }
        return Shape.of(dims);
    }

    private static int[] batch(Tensor operand) {
        return Arrays.copyOf(operand.shape().dims(), Math.max(0, operand.rank() - 2));
    }

    static void run(Tensor a, Tensor b, Tensor out, boolean add) {
        Tensor left = a.rank() == 1 ? a.unsqueeze(0) : a;
        Tensor right = b.rank() == 1 ? b.unsqueeze(-1) : b;
        Tensor product = a.rank() == 1 ? out.unsqueeze(-2) : out;
        product = b.rank() == 1 ? product.unsqueeze(-1) : product;
        if (right.rank() == 2 && left.isContiguous() && product.isContiguous()) {
            // The rows of all left matrices are the rows of one.
            int rows = left.shape().without(-1).size();
            left = left.reshape(rows, left.dim(-1));
            product = product.reshape(rows, product.dim(-1));
        }
        int[] batch = batch(product);
        eachMatrix(spread(left, batch), spread(right, batch), product, add);
    }

    private static Tensor spread(Tensor operand, int[] batch) {
        int[] dims = Arrays.copyOf(batch, batch.length + 2);
        dims[batch.length] = operand.dim(-2);
        dims[batch.length + 1] = operand.dim(-1);
        return operand.broadcastTo(dims);
    }

    private static void eachMatrix(Tensor a, Tensor b, Tensor out, boolean add) {
        if (out.rank() == 2) {
            GemmPlan.run(a, b, out, add);
            return;
        }
        for (int i = 0; i < out.dim(0); i++) {
            eachMatrix(a.row(i), b.row(i), out.row(i), add);
        }
    }
}
