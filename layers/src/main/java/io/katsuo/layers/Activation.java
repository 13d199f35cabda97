package io.katsuo.layers;

import static io.katsuo.core.ops.Elementwise.mul;

import io.katsuo.core.tensor.Tensor;

/**
 * An activation that {@code Elementwise} has no operation for: {@code y = f(x)}, {@code dx = dout·f'(x)}, value by value.
 * Functions are computed in double from operations with the same bits everywhere and rounded once.
 */
abstract class Activation extends Layer {
    Activation(String name) {
        super(name);
    }

    abstract double value(double x);

    abstract double derivative(double x);

    @Override
    public void forward(Tensor x, Tensor y) {
        y.copyFrom(x);
        float[] values = y.array();
        int end = y.layout().offset() + y.size();
        for (int i = y.layout().offset(); i < end; i++) {
            values[i] = (float) value(values[i]);
        }
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        dx.copyFrom(x);
        float[] values = dx.array();
        int end = dx.layout().offset() + dx.size();
        for (int i = dx.layout().offset(); i < end; i++) {
            values[i] = (float) derivative(values[i]);
        }
        mul(dout, dx, dx);
    }

    /** Refuses a constant that is not finite or not above a limit. */
    static double checked(String layer, String what, double value, double above) {
        if (!(value > above && value <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    layer + ": " + what + " must be finite and above " + (float) above + ": " + (float) value);
        }
        return value;
    }
}
