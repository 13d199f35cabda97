package io.katsuo.network.optimizer;

import static io.katsuo.core.ops.Elementwise.clip;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.List;
import java.util.SequencedMap;

/** See {@link Optimizer#clipValue}. */
record ClipByValue(Optimizer then, double limit) implements Optimizer {
    ClipByValue {
        Schedule.check("clip by value: the limit", limit, false);
    }

    @Override
    public void update(List<Param> parameters, long step) {
        for (int i = 0; i < parameters.size(); i++) {
            Tensor g = parameters.get(i).gradient();
            clip(g, -limit, limit, g);
        }
        then.update(parameters, step);
    }

    @Override
    public SequencedMap<String, Tensor> state(List<Param> parameters) {
        return then.state(parameters);
    }

    @Override
    public String toString() {
        return then + ", values clipped at " + limit;
    }
}
