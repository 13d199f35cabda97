package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import java.util.function.DoubleBinaryOperator;

/** A loss that is a sum over the scores of a function of the score and its target. */
class SumLoss extends LossLayer {
    private final DoubleBinaryOperator value;
    private final DoubleBinaryOperator slope;

    SumLoss(String name, DoubleBinaryOperator value, DoubleBinaryOperator slope) {
        super(name);
        this.value = value;
        this.slope = slope;
    }

    @Override
    public void check(String op, Shape scores, Targets t) {
        t.checkShape(op, scores);
    }

    @Override
    public void losses(Tensor x, Targets t, int first, double[] losses) {
        for (int i = 0; i < x.dim(0); i++) {
            losses[first + i] = 0;
            for (int k = 0; k < x.dim(1); k++) {
                losses[first + i] += value.applyAsDouble(x.get(i, k), t.value(first + i, k));
            }
        }
    }

    @Override
    public void derivatives(Tensor x, Tensor y, Targets t, int first, Tensor dx) {
        for (int i = 0; i < x.dim(0); i++) {
            for (int k = 0; k < x.dim(1); k++) {
                dx.set(i, k, (float) slope.applyAsDouble(x.get(i, k), t.value(first + i, k)));
            }
        }
    }

    @Override
    public LossFormula formula() {
        return (scores, at, t) -> {
            double sum = 0;
            for (int k = 0; k < t.length; k++) {
                sum += value.applyAsDouble(scores[at + k], t[k]);
            }
            return sum;
        };
    }
}
