package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** The checks that every layer makes. */
final class Check {
    private Check() {}

    static void afterForward(String layer, Object saved) {
        if (saved == null) {
            throw new IllegalStateException(layer + ".backward: called before forward");
        }
    }

    static void gradientShape(String layer, Tensor dout, Shape out) {
        if (!dout.shape().equals(out)) {
            throw new ShapeException(layer + ".backward: dout has not the shape of the output: dout " + dout.shape()
                    + ", output " + out);
        }
    }

    /** The number of values of a sample: one of rank 1, or one along the first axis of a batch. */
    static int valuesOfSample(Shape x) {
        int values = x.rank() == 1 ? x.dim(0) : 1;
        for (int axis = 1; axis < x.rank(); axis++) {
            values *= x.dim(axis);
        }
        return values;
    }

    static void units(String layer, Shape x, int units) {
        if (x.rank() == 0 || valuesOfSample(x) != units) {
            throw new ShapeException(layer + ".forward: a sample must have " + units + " values: x " + x);
        }
    }
}
