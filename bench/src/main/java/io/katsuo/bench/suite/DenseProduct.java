package io.katsuo.bench.suite;

import static io.katsuo.core.ops.LinearAlgebra.matmul;

import io.katsuo.core.random.Rng;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * A product {@code [m, k] · [k, n]} of random operands.
 *
 * @param a the left operand
 * @param b the right operand
 * @param out memory for the product
 */
record DenseProduct(Tensor a, Tensor b, Tensor out) {
    /** A product with extents such as {@code 64x32x16}; a transposed operand is a view of its transpose. */
    static DenseProduct of(String shape, boolean leftTransposed, boolean rightTransposed) {
        int[] extents = TrainingSet.sizes(shape);
        Rng rng = new Rng(1);
        Tensor a = matrix(rng, extents[0], extents[1], leftTransposed);
        Tensor b = matrix(rng, extents[1], extents[2], rightTransposed);
        return new DenseProduct(a, b, Tensor.zeros(extents[0], extents[2]));
    }

    private static Tensor matrix(Rng rng, int rows, int columns, boolean transposed) {
        return transposed
                ? Tensor.uniform(rng, -1, 1, Shape.of(columns, rows)).transpose()
                : Tensor.uniform(rng, -1, 1, Shape.of(rows, columns));
    }

    Tensor multiply() {
        return matmul(a, b, out);
    }
}
