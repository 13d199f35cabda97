package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Parameter;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Progress;
import io.katsuo.network.numeric.Stencil;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Proves back-propagation right: compares the float32 gradients that training really uses with central differences of
 * the layers' formulas in double. Differences of float32 losses would be noise: a loss of 2.3 is known to 2.4e-7, which
 * a step of 1e-4 turns into an error of 1e-3.
 *
 * <p>Entries whose difference is taken across a kink (a ReLU switches between the two points) are skipped and counted.
 * A parameter passes if {@code max|d| / max|g|} is at most {@value #MAX_ERROR} and {@code ‖d‖ / (‖a‖ + ‖b‖)} at most
 * {@value #NORM_ERROR}: four times what correct float32 code was seen to reach for 784-50-10, plus the error of the
 * differences themselves. It passes also if no error exceeds 2<sup>-25</sup> (3e-8) of the largest gradient of the whole
 * network: where the terms of a sum cancel, which happens with one or two hidden units, rounding is large beside what is
 * left of it.
 *
 * <p>Running the check overwrites the gradients in {@link Network#parameters()}.
 */
public final class GradientCheck {
    /** How large the largest error may be, relative to the largest gradient. */
    public static final double MAX_ERROR = 2e-6 + 1e-7;

    /** How large the norm of the error may be, relative to the sum of the gradients' norms. */
    public static final double NORM_ERROR = 5e-7 + 1e-7;

    /** How large an error may be, relative to the largest gradient of any parameter, in any case: half a float's ulp. */
    public static final double NOISE = 0x1p-25;

    /** Small enough that hardly a ReLU switches, large enough that double rounding stays below 1e-10. */
    private static final double STEP = 1e-5;

    private final Network network;
    private final Tensor x;
    private final Targets t;

    private GradientCheck(Network network, Tensor x, Targets t) {
        this.network = Objects.requireNonNull(network, "network");
        this.x = x;
        this.t = t;
    }

    /**
     * A check of this network.
     *
     * @param network the network
     * @return the check, which still needs samples
     */
    public static GradientCheck of(Network network) {
        return new GradientCheck(network, null, null);
    }

    /**
     * This check on these samples.
     *
     * @param x a few samples
     * @param t what the network should say of them
     * @return the check
     */
    public GradientCheck on(Tensor x, Targets t) {
        return new GradientCheck(network, Objects.requireNonNull(x, "x"), Objects.requireNonNull(t, "t"));
    }

    /**
     * Computes all gradients both ways.
     *
     * @return what was found
     * @throws IllegalStateException if no samples were given
     */
    public GradientReport run() {
        if (x == null) {
            throw new IllegalStateException("gradientCheck: no samples: call on(x, t) first");
        }
        List<DoubleNetwork.Differences> differences = DoubleNetwork.of(
                        List.copyOf(network.layers().values()), network.lastLayer(), x, t)
                .differences(
                        Stencil.central(STEP), EntryChoice.ALL, new Progress(), () -> network.computeGradients(x, t));
        List<GradientReport.Entry> entries = new ArrayList<>();
        List<Parameter> parameters = network.parameters();
        double noise = NOISE * largest(differences);
        for (int i = 0; i < parameters.size(); i++) {
            entries.add(compare(parameters.get(i), differences.get(i), noise));
        }
        return new GradientReport(entries);
    }

    private static double largest(List<DoubleNetwork.Differences> differences) {
        double largest = 0;
        for (DoubleNetwork.Differences difference : differences) {
            for (double value : difference.values()) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }

    private static GradientReport.Entry compare(
            Parameter parameter, DoubleNetwork.Differences reference, double noise) {
        float[] gradient = parameter.gradient().toArray();
        int skipped = 0;
        int worst = 0;
        double sum = 0;
        double maxError = -1;
        double maxGradient = 0;
        double errorSquares = 0;
        double floatSquares = 0;
        double doubleSquares = 0;
        for (int k = 0; k < reference.entries().length; k++) {
            if (reference.kinked()[k]) {
                skipped++;
                continue;
            }
            double actual = gradient[reference.entries()[k]];
            double expected = reference.values()[k];
            double error = Math.abs(actual - expected);
            // A NaN is larger than anything and stays.
            if (!(error <= maxError) && !Double.isNaN(maxError)) {
                maxError = error;
                worst = k;
            }
            sum += error;
            maxGradient = Math.max(maxGradient, Math.abs(expected));
            errorSquares += error * error;
            floatSquares += actual * actual;
            doubleSquares += expected * expected;
        }
        int total = reference.entries().length;
        int checked = total - skipped;
        double norms = Math.sqrt(floatSquares) + Math.sqrt(doubleSquares);
        return new GradientReport.Entry(
                parameter.name(),
                checked,
                skipped,
                checked == 0 ? 0 : sum / checked,
                checked == 0 ? 0 : maxError,
                ratio(Math.max(maxError, 0), maxGradient),
                ratio(Math.sqrt(errorSquares), norms),
                noise,
                total == 0 ? 0 : reference.entries()[worst],
                total == 0 ? 0 : gradient[reference.entries()[worst]],
                total == 0 ? 0 : reference.values()[worst]);
    }

    /** A quotient in which no error at all counts as 0, even beside gradients that are all 0. */
    private static double ratio(double error, double scale) {
        return error == 0 ? 0 : error / scale;
    }
}
