package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.ElementwiseFormula;
import io.katsuo.layers.Formula;
import io.katsuo.network.numeric.DoubleNetwork;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Experiments with one layer that show what an ordinary batch does not show. */
final class Probes {
    /** The distance from 0 within which a formula of a user's own may have its kink. */
    private static final double BESIDE = 1e-3;

    private Probes() {}

    /**
     * What is wrong with the derivative exactly at a kink of an elementwise layer: {@code >} and {@code >=} differ nowhere
     * else, and a batch seldom has such a value.
     */
    static Optional<String> atKinks(String layer, int l, FloatPass pass, DoubleNetwork network) {
        Formula formula = network.formula(l);
        if (!formula.elementwise() || pass.values[l].length == 0) {
            return Optional.empty();
        }
        double[] kinks = formula instanceof ElementwiseFormula declared
                ? declared.kinks()
                : formula.kink(-BESIDE, BESIDE) ? new double[] {0} : new double[0];
        return Arrays.stream(kinks)
                .filter(kink -> (float) kink == kink)
                .mapToObj(kink -> atKink(layer, l, pass, network, kink))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> atKink(String layer, int l, FloatPass pass, DoubleNetwork network, double kink) {
        Tensor x = pass.input(l);
        x.array()[0] = (float) kink;
        Tensor y = pass.forward(l, x, 0);
        Tensor ones = y.copy().fill(1);
        double got = pass.backward(l, x, y, ones, 0).array()[0];
        double[] values = pass.values[l].clone();
        values[0] = kink;
        double[] slope = new double[1];
        new Jacobian(network.formula(l), network.parameters(l), -1, values, network.rows(), new double[values.length])
                .at(0, (output, value, error) -> slope[0] = value);
        double want = slope[0];
        return Math.abs(got - want) <= 1e-4 * Math.max(1, Math.abs(want))
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "%s.backward disagrees: it is wrong where the input is exactly %s: > and >= are confused"
                                + " (derivative %.4g instead of %.4g)",
                        layer,
                        kink == 0 ? "0" : Double.toString(kink),
                        got,
                        want));
    }

    /** Whether the backward pass of a layer gives the same for twice the dout. */
    static boolean ignoresDout(int l, FloatPass pass) {
        Tensor doubled = pass.dout(l);
        for (int i = 0; i < doubled.size(); i++) {
            doubled.array()[i] *= 2;
        }
        double[] twice =
                pass.backward(l, pass.input(l), pass.input(l + 1), doubled, 0).toDoubles();
        boolean zero = Arrays.stream(twice).allMatch(value -> value == 0);
        return !zero && Arrays.equals(twice, pass.derivatives[l]);
    }
}
