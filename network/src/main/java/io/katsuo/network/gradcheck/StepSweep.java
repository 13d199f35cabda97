package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.Differences;
import io.katsuo.network.numeric.DoubleNetwork;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Shows why a check needs double precision and a step of about 1e-5: the error of numerical derivatives for steps from
 * 1e-1 to 1e-12, two for each decade. A large step has a truncation error of order h² or h⁴; a small one has a rounding
 * error that grows as 1/h. The sum is a V-shaped curve. Float32 losses have a V-shaped curve too, but its minimum is
 * above any error that a check should find.
 *
 * <p>The derivatives are those with respect to the entries with the largest gradients of each parameter. The reference
 * is Ridders' extrapolation of the losses in double. Entries with a kink within the step are excluded if the losses are
 * in double; differences of float32 losses include them, as a check without formulas must.
 *
 * <p>A run overwrites the gradients and changes the parameters temporarily; afterwards they have their original values,
 * bit for bit.
 */
public final class StepSweep {
    private static final int FIRST_HALF_DECADE = 2;
    private static final int LAST_HALF_DECADE = 24;
    private static final int ENTRIES = 20;

    /** The first step of the extrapolation: so large that rounding is negligible. */
    private static final double REFERENCE_STEP = 0.1;

    private final Network network;
    private final Tensor x;
    private final Targets t;
    private final int count;

    private StepSweep(Network network, Tensor x, Targets t, int count) {
        this.network = Objects.requireNonNull(network, "network");
        this.x = Objects.requireNonNull(x, "x");
        this.t = Objects.requireNonNull(t, "t");
        this.count = count;
    }

    /** A sweep on this network, with the 20 largest gradients of each parameter. */
    public static StepSweep of(Network network, Tensor x, Targets t) {
        return new StepSweep(network, x, t, ENTRIES);
    }

    /** The same sweep with another number of entries of each parameter, at least 1. */
    public StepSweep entries(int entries) {
        if (entries < 1) {
            throw new IllegalArgumentException("stepSweep: at least 1 entry of a parameter needed: " + entries);
        }
        return new StepSweep(network, x, t, entries);
    }

    /** {@return the errors of every step} */
    public SweepReport run() {
        return run(new CheckProgress());
    }

    /**
     * Differentiates with every step.
     *
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public SweepReport run(CheckProgress progress) {
        progress.begin(LAST_HALF_DECADE - FIRST_HALF_DECADE + 1);
        network.computeGradients(x, t);
        List<double[]> gradients = network.parameters().stream()
                .map(parameter -> parameter.gradient().toDoubles())
                .toList();
        EntryChoice largest = (parameter, size) -> largest(gradients.get(parameter));
        DoubleNetwork formulas = DoubleNetwork.of(List.copyOf(network.layers().values()), network.lastLayer(), x, t);
        List<Differences> truth = take(formulas, Stencil.ridders(REFERENCE_STEP), largest);
        List<SweepReport.Point> points = new ArrayList<>();
        for (int half = FIRST_HALF_DECADE; half <= LAST_HALF_DECADE; half++) {
            // Through the decimal, so that 1e-5 is 1e-5.
            double h = Double.parseDouble((half % 2 == 0 ? "1e-" : "3.1622776601683795e-") + (half + 1) / 2);
            List<Differences> second = take(formulas, Stencil.central(h), largest);
            double order2 = worst(truth, second);
            double order4 = worst(truth, take(formulas, Stencil.richardson(h), largest));
            points.add(
                    new SweepReport.Point(h, order2, order4, worst(truth, inFloat(truth, (float) h)), kinks(second)));
            progress.advance();
        }
        List<Differences> backward = new ArrayList<>();
        for (int p = 0; p < truth.size(); p++) {
            backward.add(withoutKinks(
                    truth.get(p), ErrorBound.pick(gradients.get(p), truth.get(p).entries())));
        }
        return new SweepReport(network.loss(x, t), points, worst(truth, backward));
    }

    /** The places of the largest gradients, ascending. */
    private int[] largest(double[] gradient) {
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

    private static Differences withoutKinks(Differences like, double[] values) {
        return new Differences(like.entries(), values, new boolean[values.length]);
    }

    /** Differences of losses of the network as it runs, rounded to float; 0 where the step vanishes. */
    private List<Differences> inFloat(List<Differences> like, float h) {
        List<Differences> results = new ArrayList<>();
        for (Param parameter : network.parameters()) {
            PerturbedValues entries = PerturbedValues.of(parameter, "");
            int[] places = like.get(results.size()).entries();
            double[] values = new double[places.length];
            for (int k = 0; k < places.length; k++) {
                double w = entries.get(places[k]);
                try {
                    double high = entries.set(places[k], (float) w + h);
                    float above = (float) network.loss(x, t);
                    double low = entries.set(places[k], (float) w - h);
                    float difference = above - (float) network.loss(x, t);
                    values[k] = high == low ? 0 : difference / (high - low);
                } finally {
                    entries.set(places[k], w);
                }
            }
            results.add(withoutKinks(like.get(results.size()), values));
        }
        return results;
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
            // A parameter whose gradient is 0, or that has a kink within every step, says nothing.
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
