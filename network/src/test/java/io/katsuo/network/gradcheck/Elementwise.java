package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A layer of one function of one number, with its derivative and, perhaps, its formula. */
final class Elementwise extends Layer {
    private final DoubleUnaryOperator function;
    private final DoubleUnaryOperator slope;
    private final boolean formula;

    Elementwise(DoubleUnaryOperator function, DoubleUnaryOperator slope, boolean formula) {
        super("function1");
        this.function = function;
        this.slope = slope;
        this.formula = formula;
    }

    /** Multiplies by a number. */
    static Elementwise scaling(float factor, boolean formula) {
        return new Elementwise(x -> factor * x, x -> factor, formula);
    }

    static Elementwise tanh(boolean formula) {
        return new Elementwise(Math::tanh, x -> 1 - Math.pow(Math.tanh(x), 2), formula);
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        float[] values = x.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(values[i]);
        }
        y.copyFrom(Tensor.wrap(values, x.shape().dims()));
    }

    @Override
    public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
        float[] values = dout.toArray();
        float[] inputs = x.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * slope.applyAsDouble(inputs[i]));
        }
        dx.copyFrom(Tensor.wrap(values, dout.shape().dims()));
    }

    @Override
    public Optional<Formula> formula() {
        return formula ? Optional.of(Formula.elementwise(function)) : Optional.empty();
    }
}
