package io.katsuo.layers;

import io.katsuo.core.tensor.Tensor;

/** One row, written into every row of a matrix. */
final class RowCopies {
    private RowCopies() {}

    /** Fills a dense matrix [N, D] with copies of one row, [D] or [1, D]. */
    static Tensor fill(Tensor row, Tensor out) {
        Tensor dense = row.contiguous();
        int columns = out.dim(1);
        for (int i = 0; i < out.dim(0); i++) {
            System.arraycopy(
                    dense.array(),
                    dense.layout().offset(),
                    out.array(),
                    out.layout().offset() + i * columns,
                    columns);
        }
        return out;
    }
}
