package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.DoubleNetwork.Differences;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Why a check needs double precision and a step of about 1e-5: the error of numerical derivatives for steps from 1e-1 to
 * 1e-12, two a decade. A large step errs by truncation, h² or h⁴; a small one by rounding, which grows as 1/h. The sum is
 * a V. Float32 losses have a V too, but its lowest point is above any error that a check looks for.
 *
 * <p>Differentiated are the entries with the largest gradients of each parameter. The reference is Ridders' extrapolation
 * of the losses in double. Kinks are left out where the losses are in double; those in float32 are taken as they come,
 * as a check without formulas has to.
 *
 * <p>Running it overwrites the gradients, and writes into the parameters while it runs; afterwards they are as before,
 * bit for bit.
 *
 * @since 0.1
 */
public final class StepSweep {
    private static final int FIRST_HALF_DECADE = 2;
    private static final int LAST_HALF_DECADE = 24;
    private static final int ENTRIES = 20;

    /** Where extrapolation begins: large, so that rounding does not matter yet; steps across a kink do not agree. */
    private static final double REFERENCE_STEP = 0.1;

    private final Network network;
    private final Tensor x;
    private final Targets t;
    private final int count;

    private StepSweep(Network network, Tensor x, Targets t, int count) {
        this.network = Objects.requireNonNull(network, "network");
        this.x = x;
        this.t = t;
        this.count = count;
    }

    /**
     * A sweep on this network, with the 20 largest gradients of each parameter.
     *
     * @param network the network
     * @param x a few samples
     * @param t what the network should say of them
     * @return the sweep
     */
    public static StepSweep of(Network network, Tensor x, Targets t) {
        return new StepSweep(network, Objects.requireNonNull(x, "x"), Objects.requireNonNull(t, "t"), ENTRIES);
    }

    /**
     * The same sweep with more or fewer entries.
     *
     * @param entries how many of each parameter, at least 1
     * @return the sweep
     */
    public StepSweep entries(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("stepSweep: at least 1 entry of a parameter needed: " + entries);
        }
        return new StepSweep(network, x, t, entries);
    }

    /**
     * Differentiates with every step.
     *
     * @return the errors
     */
    public SweepReport run() {
        return run(new CheckProgress());
    }

    /**
     * Differentiates with every step, and says how far it is.
     *
     * @param progress hears of every step size
     * @return the errors
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public SweepReport run(CheckProgress progress) {
        progress.begin(LAST_HALF_DECADE - FIRST_HALF_DECADE + 1);
        network.computeGradients(x, t);
        List<Param> parameters = network.parameters();
        List<float[]> gradients =
                parameters.stream().map(p -> p.gradient().toArray()).toList();
        EntryChoice largest = (parameter, size) -> largest(gradients.get(parameter));
        DoubleNetwork formulas = DoubleNetwork.of(List.copyOf(network.layers().values()), network.lastLayer(), x, t);
        List<Differences> truth = take(formulas, Stencil.ridders(REFERENCE_STEP), largest);
        List<SweepReport.Point> points = new ArrayList<>();
        for (int half = FIRST_HALF_DECADE; half <= LAST_HALF_DECADE; half++) {
            // Through the decimal, so that 1e-5 is 1e-5.
            double h = Double.parseDouble((half % 2 == 0 ? "1e-" : "3.1622776601683795e-") + (half + 1) / 2);
            List<Differences> second = take(formulas, Stencil.central(h), largest);
            List<Differences> fourth = take(formulas, Stencil.richardson(h), largest);
            points.add(new SweepReport.Point(
                    h,
                    worst(truth, second),
                    worst(truth, fourth),
                    worst(truth, inFloat(largest, (float) h)),
                    kinks(second)));
            progress.advance();
        }
        List<Differences> backward = new ArrayList<>();
        for (int p = 0; p < gradients.size(); p++) {
            int[] entries = truth.get(p).entries();
            float[] gradient = gradients.get(p);
            double[] values =
                    Arrays.stream(entries).mapToDouble(i -> gradient[i]).toArray();
            backward.add(new Differences(entries, values, new boolean[entries.length]));
        }
        return new SweepReport(network.loss(x, t), points, worst(truth, backward));
    }

    /** The places of the largest gradients, ascending. */
    private int[] largest(float[] gradient) {
        return IntStream.range(0, gradient.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -Math.abs(gradient[i])))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private static List<Differences> take(DoubleNetwork formulas, Stencil stencil, EntryChoice choice) {
        return formulas.differences(stencil, choice, new CheckProgress());
    }

    /** Differences of losses rounded to float, of the network as it runs; where the step vanishes they are 0. */
    private List<Differences> inFloat(EntryChoice choice, float h) {
        List<Differences> results = new ArrayList<>();
        for (Param parameter : network.parameters()) {
            Tensor value = parameter.value();
            Tensor original = value.copy();
            Tensor moved = value.copy();
            int[] entries = choice.of(results.size(), value.size());
            double[] values = new double[entries.length];
            try {
                for (int k = 0; k < entries.length; k++) {
                    float w = original.array()[entries[k]];
                    float high = w + h;
                    float low = w - h;
                    float difference = lossAt(value, moved, entries[k], high) - lossAt(value, moved, entries[k], low);
                    values[k] = high == low ? 0 : difference / ((double) high - low);
                    moved.array()[entries[k]] = w;
                }
            } finally {
                value.copyFrom(original);
            }
            results.add(new Differences(entries, values, new boolean[entries.length]));
        }
        return results;
    }

    private float lossAt(Tensor value, Tensor moved, int entry, float w) {
        moved.array()[entry] = w;
        value.copyFrom(moved);
        return (float) network.loss(x, t);
    }

    /** {@code ‖d‖ / ‖g‖} over the entries without a kink, of the parameter where that is largest. */
    private static double worst(List<Differences> truth, List<Differences> found) {
        double worst = Double.NaN;
        for (int p = 0; p < truth.size(); p++) {
            double errors = 0;
            double squares = 0;
            for (int k = 0; k < truth.get(p).values().length; k++) {
                if (!found.get(p).kinked()[k]) {
                    double g = truth.get(p).values()[k];
                    errors += Math.pow(found.get(p).values()[k] - g, 2);
                    squares += g * g;
                }
            }
            // A parameter without any gradient, or without an entry free of kinks, says nothing.
            if (squares > 0) {
                worst = Math.max(Double.isNaN(worst) ? 0 : worst, Math.sqrt(errors / squares));
            }
        }
        return worst;
    }

    private static int kinks(List<Differences> found) {
        int kinks = 0;
        for (Differences parameter : found) {
            for (boolean kinked : parameter.kinked()) {
                kinks += kinked ? 1 : 0;
            }
        }
        return kinks;
    }
}
