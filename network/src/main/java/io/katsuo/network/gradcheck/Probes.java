package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Experiments with one layer or loss that show what an ordinary batch does not show. */
final class Probes {
    private static final float BESIDE = 1e-3f;
    private static final float FACTOR = 3;

    /** Relative to the largest value: a loss may multiply early or late, which rounds differently. */
    private static final double SAME = 1e-5;

    private Probes() {}

    /**
     * What is wrong with the derivative exactly at the kink of an elementwise layer: {@code >} and {@code >=} differ
     * nowhere else, and a batch seldom has such a value. Overwrites the memory of the layer.
     *
     * @param input the values of a batch
     * @param like a tensor of the batch's shape
     */
    static Optional<String> atKink(Layer layer, Formula formula, double[][] parameters, double[] input, Tensor like) {
        if (!formula.elementwise() || !formula.kink(-BESIDE, BESIDE) || input.length == 0) {
            return Optional.empty();
        }
        double[] values = input.clone();
        values[0] = 0;
        Tensor x = like.copy();
        for (int i = 0; i < values.length; i++) {
            x.array()[i] = (float) values[i];
        }
        Tensor ones = Tensor.ones(layer.forward(x).shape().dims());
        float got = layer.backward(ones).toArray()[0];
        Jacobian jacobian = Jacobian.byInputs(formula, parameters, values, like.rank() < 2 ? 1 : like.dim(0));
        jacobian.at(0);
        double want = jacobian.slope(0, 0);
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

    /** Whether backward gives the same for twice the dout. Overwrites the memory of the layer. */
    static boolean ignoresDout(Layer layer, Tensor x, Tensor dout) {
        layer.forward(x);
        float[] once = layer.backward(dout.copy()).toArray();
        float[] doubled = dout.toArray();
        boolean zero = true;
        for (int i = 0; i < doubled.length; i++) {
            doubled[i] *= 2;
        }
        for (float value : once) {
            zero &= value == 0;
        }
        Tensor twice = Tensor.wrap(doubled, dout.shape().dims());
        return !zero && Arrays.equals(once, layer.backward(twice).toArray());
    }

    /**
     * What is wrong with the factor {@code dout} of a loss's derivative. Training always gives 1, so no other check shows
     * it. The loss has run forward before.
     */
    static Optional<String> scaling(LossLayer loss) {
        float[] single = loss.backward(1).toArray();
        float[] scaled = loss.backward(FACTOR).toArray();
        int worst = farthest(scaled, single, FACTOR);
        if (worst < 0) {
            return Optional.empty();
        }
        if (farthest(scaled, single, 1) < 0) {
            return Optional.of("it ignores dout: backward(3) is the same as backward(1)");
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "dout enters wrongly: backward(3) is not 3 times backward(1) (farthest off: %.7g instead of %.7g)",
                scaled[worst],
                FACTOR * single[worst]));
    }

    /** Where the one differs most from a multiple of the other, beyond rounding; -1 if nowhere. */
    private static int farthest(float[] scaled, float[] single, float factor) {
        double largest = 0;
        for (float value : single) {
            largest = Math.max(largest, Math.abs(value));
        }
        double most = SAME * factor * largest;
        int at = -1;
        for (int i = 0; i < scaled.length; i++) {
            // The comparison of backward(1) reports NaN.
            double distance = Math.abs((double) scaled[i] - (double) factor * single[i]);
            if (distance > most) {
                most = distance;
                at = i;
            }
        }
        return at;
    }
}
