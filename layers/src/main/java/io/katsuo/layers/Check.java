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
}
