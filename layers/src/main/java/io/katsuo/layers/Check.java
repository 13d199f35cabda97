package io.katsuo.layers;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;

/** The checks that every layer makes. */
final class Check {
    private Check() {}

    static void gradientShape(String layer, Tensor dout, Tensor out) {
        if (!dout.shape().equals(out.shape())) {
            throw new ShapeException(layer + ".backward: dout has not the shape of the output: dout " + dout.shape()
                    + ", output " + out.shape());
        }
    }
}
