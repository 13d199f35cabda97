package io.katsuo.bench.suite;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Param;

/**
 * A pass forward through a layer and a pass back.
 *
 * @param layer the layer
 * @param x its input
 * @param dout the derivative of the loss by its output
 */
record LayerPasses(Layer layer, Tensor x, Tensor dout) {
    /** Both passes; the result is the derivative by the input. */
    Tensor run() {
        layer.forward(x);
        return layer.backward(dout);
    }

    /** Complains unless outputs and all derivatives of another layer are the same but for so much. */
    void checkAgreement(LayerPasses other, double tolerance) {
        check("outputs", layer.forward(x), other.layer.forward(x), tolerance);
        check("derivatives by the input", layer.backward(dout), other.layer.backward(dout), tolerance);
        for (int i = 0; i < layer.parameters().size(); i++) {
            Param parameter = layer.parameters().get(i);
            Param twin = other.layer.parameters().get(i);
            check("derivatives by " + parameter.name(), parameter.gradient(), twin.gradient(), tolerance);
        }
    }

    private static void check(String what, Tensor one, Tensor other, double tolerance) {
        if (!one.allClose(other, 0, tolerance)) {
            throw new IllegalStateException("the variants differ in the " + what + ": " + one + ", " + other);
        }
    }
}
