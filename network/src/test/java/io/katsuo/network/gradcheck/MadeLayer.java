package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.DoubleUnaryOperator;

/** A layer without parameters, made of functions. */
abstract class MadeLayer extends Layer {
    private final BiConsumer<Tensor, Tensor> function;
    private final Formula formula;

    MadeLayer(BiConsumer<Tensor, Tensor> function, Formula formula) {
        super("made1");
        this.function = function;
        this.formula = formula;
    }

    /** One function of one number with its derivative. */
    static MadeLayer elementwise(DoubleUnaryOperator f, DoubleUnaryOperator slope, Formula formula) {
        BiConsumer<Tensor, Tensor> function = (x, y) -> {
            float[] from = x.toArray();
            for (int i = 0; i < from.length; i++) {
                y.array()[i] = (float) f.applyAsDouble(from[i]);
            }
        };
        return new MadeLayer(function, formula) {
            @Override
            public void backward(Tensor x, Tensor y, Tensor dout, Tensor dx) {
                float[] from = x.toArray();
                float[] douts = dout.toArray();
                for (int i = 0; i < from.length; i++) {
                    dx.array()[i] = douts[i] * (float) slope.applyAsDouble(from[i]);
                }
            }
        };
    }

    @Override
    public void forward(Tensor x, Tensor y) {
        function.accept(x, y);
    }

    @Override
    public Optional<Formula> formula() {
        return Optional.of(formula);
    }
}
