package io.katsuo.network.optimizer;

import static io.katsuo.core.ops.Elementwise.axpy;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.List;
import java.util.SequencedMap;

/** See {@link Optimizer#weightDecay}. */
record WeightDecay(Optimizer then, double factor) implements Optimizer {
    WeightDecay {
        Schedule.check("weight decay: the factor", factor, factor == 0);
    }

    @Override
    public void update(List<Param> parameters, long step) {
        for (int i = 0; i < parameters.size(); i++) {
            axpy(factor, parameters.get(i).value(), parameters.get(i).gradient());
        }
        then.update(parameters, step);
    }

    @Override
    public SequencedMap<String, Tensor> state(List<Param> parameters) {
        return then.state(parameters);
    }

    @Override
    public String toString() {
        return then + ", weight decay " + factor;
    }
}
