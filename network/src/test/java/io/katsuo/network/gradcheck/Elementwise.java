package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/** A layer of one function of one number, with its derivative and, perhaps, its formula. */
final class Elementwise implements Layer {
    private final DoubleUnaryOperator function;
    private final DoubleUnaryOperator slope;
    private final boolean formula;
    private Tensor x;

    Elementwise(DoubleUnaryOperator function, DoubleUnaryOperator slope, boolean formula) {
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
    public String name() {
        return "function1";
    }

    @Override
    public Shape outputShape(Shape input) {
        return input;
    }

    @Override
    public Tensor forward(Tensor input) {
        x = input;
        return infer(input, Tensor.zeros(input.shape()));
    }

    @Override
    public Tensor infer(Tensor input, Tensor out) {
        float[] values = input.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) function.applyAsDouble(values[i]);
        }
        return out.copyFrom(Tensor.wrap(values, input.shape().dims()));
    }

    @Override
    public Tensor backward(Tensor dout) {
        float[] values = dout.toArray();
        float[] inputs = x.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * slope.applyAsDouble(inputs[i]));
        }
        return Tensor.wrap(values, dout.shape().dims());
    }

    @Override
    public Optional<Formula> formula() {
        return formula ? Optional.of(new OfFunction(function)) : Optional.empty();
    }

    private record OfFunction(DoubleUnaryOperator function) implements Formula {
        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public boolean elementwise() {
            return true;
        }

        @Override
        public double output(int unit, double[] x, int at, int inputs, double[][] parameters) {
            return function.applyAsDouble(x[at + unit]);
        }
    }
}
