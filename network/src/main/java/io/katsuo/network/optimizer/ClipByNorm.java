package io.katsuo.network.optimizer;

import static io.katsuo.core.ops.Elementwise.mul;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import java.util.List;
import java.util.SequencedMap;

/** See {@link Optimizer#clipNorm}. */
record ClipByNorm(Optimizer then, double limit) implements Optimizer {
    ClipByNorm {
        Schedule.check("clip by norm: the limit", limit, false);
    }

    @Override
    public void update(List<Param> parameters, long step) {
        double squares = 0;
        for (int i = 0; i < parameters.size(); i++) {
            squares += squares(parameters.get(i).gradient());
        }
        double norm = Math.sqrt(squares);
        for (int i = 0; norm > limit && i < parameters.size(); i++) {
            Tensor g = parameters.get(i).gradient();
            mul(g, limit / norm, g);
        }
        then.update(parameters, step);
    }

    /** In double, where squares of floats do not overflow; in four chains, since one addition waits for the other. */
    private static double squares(Tensor gradient) {
        float[] g = gradient.array();
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < g.length; i += 4) {
            a += (double) g[i] * g[i];
            b += (double) g[i + 1] * g[i + 1];
            c += (double) g[i + 2] * g[i + 2];
            d += (double) g[i + 3] * g[i + 3];
        }
        for (; i < g.length; i++) {
            a += (double) g[i] * g[i];
        }
        return a + b + (c + d);
    }

    @Override
    public SequencedMap<String, Tensor> state(List<Param> parameters) {
        return then.state(parameters);
    }

    @Override
    public String toString() {
        return then + ", norm clipped at " + limit;
    }
}
