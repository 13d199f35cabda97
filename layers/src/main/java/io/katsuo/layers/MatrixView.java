package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * A tensor seen as a matrix with one sample a row: a vector is one row, higher ranks are flattened. The view of the
 * last tensor is kept, because training passes the same tensors step after step and must not allocate.
 */
final class MatrixView {
    private Tensor source;
    private Tensor matrix;
    /** A dense copy with the source's shape, where the source's strides allow no view; null otherwise. */
    private Tensor dense;

    Tensor of(Tensor t) {
        if (t != source) {
            // Null until all is set, so that what failed, as for lack of memory, is tried again.
            source = null;
            dense = t.rank() > 2 && t.layout().reshape(flat(t.shape())) == null ? t.copy() : null;
            matrix = view(dense == null ? t : dense);
            source = t;
        } else if (dense != null) {
            dense.copyFrom(t);
        }
        return matrix;
    }

    /** One sample of any rank as a batch of one. */
    Tensor sample(Tensor t) {
        if (t != source) {
            matrix = t.unsqueeze(0);
            source = t;
        }
        return matrix;
    }

    private static Tensor view(Tensor t) {
        return switch (t.rank()) {
            case 1 -> t.unsqueeze(0);
            case 2 -> t;
            default -> t.reshape(flat(t.shape()).dims());
        };
    }

    /** A shape with all axes but the first made one. */
    private static Shape flat(Shape shape) {
        int columns = 1;
        for (int axis = 1; axis < shape.rank(); axis++) {
            columns *= shape.dim(axis);
        }
        return Shape.of(shape.dim(0), columns);
    }
}
