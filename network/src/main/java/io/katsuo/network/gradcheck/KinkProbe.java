package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.network.numeric.InputSlopes;
import java.util.Locale;
import java.util.Optional;

/**
 * The derivative exactly at 0, where an elementwise layer has a kink: {@code >} and {@code >=} differ nowhere else, and
 * a batch seldom has such a value.
 */
final class KinkProbe {
    private static final float BESIDE = 1e-3f;

    private KinkProbe() {}

    /** What is wrong there, in words. The layer's saved values are overwritten. */
    static Optional<String> find(Layer layer, Formula formula, double[][] parameters, float[] input, Tensor like) {
        if (!formula.elementwise() || !formula.kink(-BESIDE, BESIDE) || input.length == 0) {
            return Optional.empty();
        }
        float[] values = input.clone();
        values[0] = 0;
        Tensor x = Tensor.wrap(values, like.shape().dims());
        Tensor ones = Tensor.full(1, layer.forward(x).shape().dims());
        float got = layer.backward(ones).toArray()[0];
        int rows = like.rank() < 2 ? 1 : like.dim(0);
        InputSlopes slopes = new InputSlopes(formula, parameters, WayBack.doubles(values), rows);
        slopes.at(0, 0);
        double want = slopes.slope(0);
        return Math.abs(got - want) <= 1e-4 * Math.max(1, Math.abs(want))
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s.backward disagrees: it is wrong where the input is exactly 0: > and >= are confused"
                                + " (derivative %.4g instead of %.4g)",
                        layer.name(),
                        got,
                        want));
    }
}
