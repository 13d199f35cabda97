package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;

/**
 * Memory for a result that a layer returns again and again. It is replaced when the shape changes, and when an argument
 * turns out to lie in it (the caller passed one of our own results back to us).
 */
final class Buffer {
    private Tensor tensor;

    Tensor like(Shape shape, Tensor argument) {
        if (tensor == null || !tensor.shape().equals(shape)) {
            tensor = Tensor.zeros(shape);
        }
        return apart(argument);
    }

    /** The same, in memory apart from three arguments. */
    Tensor like(Shape shape, Tensor first, Tensor second, Tensor third) {
        like(shape, first);
        apart(second);
        return apart(third);
    }

    Tensor matrix(int rows, int columns, Tensor argument) {
        if (tensor == null || tensor.rank() != 2 || tensor.dim(0) != rows || tensor.dim(1) != columns) {
            tensor = Tensor.zeros(rows, columns);
        }
        return apart(argument);
    }

    /** Memory for an op of two inputs that broadcast together. */
    Tensor broadcast(String op, Tensor x, Tensor y) {
        like(x.shape().equals(y.shape()) ? x.shape() : Shape.broadcast(op, x.shape(), y.shape()), x);
        return apart(y);
    }

    /** Copies one row, [D] or [1, D], into every row of a dense matrix; {@code copyFrom} would allocate a layout. */
    static Tensor fillRows(Tensor row, Tensor out) {
        Tensor dense = row.contiguous();
        int columns = out.dim(1);
        for (int i = 0; i < out.dim(0); i++) {
            int to = out.layout().offset() + i * columns;
            System.arraycopy(dense.array(), dense.layout().offset(), out.array(), to, columns);
        }
        return out;
    }

    /** The tensor made last, or null. */
    Tensor peek() {
        return tensor;
    }

    private Tensor apart(Tensor argument) {
        if (argument != null && argument.array() == tensor.array()) {
            tensor = Tensor.zeros(tensor.shape());
        }
        return tensor;
    }
}
