package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
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
import java.util.concurrent.CancellationException;

/**
 * Proves back-propagation right: compares the float32 gradients that training really uses with central differences of
 * the layers' formulas in double. Differences of float32 losses would be noise: a loss of 2.3 is known to 2.4e-7, which
 * a step of 1e-4 turns into an error of 1e-3.
 *
 * <p>Immutable: every method that sets something returns another check. Running the check overwrites the gradients in
 * {@link Network#parameters()}.
 */
public final class GradientCheck {
    /** Small enough that hardly a ReLU switches, large enough that double rounding stays below 1e-10. */
    public static final double STEP = 1e-5;

    private final Network network;
    private final Tensor x;
    private final Targets t;
    private final Settings settings;

    /** How a check is run. */
    record Settings(Stencil stencil, boolean inputs, EntryChoice choice, Progress progress) {
        static final Settings DEFAULT = new Settings(Stencil.central(STEP), false, EntryChoice.ALL, new Progress());
    }

    /** A check that still needs samples and what should be said of them. */
    @FunctionalInterface
    public interface OnBatch {
        /**
         * The check on these samples.
         *
         * @param x a few samples
         * @param t what should be said of them
         * @return the check
         */
        GradientCheck on(Tensor x, Targets t);
    }

    private GradientCheck(Network network, Tensor x, Targets t, Settings settings) {
        this.network = network;
        this.x = x;
        this.t = t;
        this.settings = settings;
    }

    /**
     * A check of this network.
     *
     * @param network the network
     * @return the check, which still needs samples
     */
    public static OnBatch of(Network network) {
        Objects.requireNonNull(network, "network");
        return (x, t) -> new GradientCheck(
                network, Objects.requireNonNull(x, "x"), Objects.requireNonNull(t, "t"), Settings.DEFAULT);
    }

    private GradientCheck with(Settings changed) {
        return new GradientCheck(network, x, t, changed);
    }

    /**
     * This check with another way of taking differences.
     *
     * @param stencil how; {@code Stencil.central(STEP)} unless set
     * @return the check
     */
    public GradientCheck stencil(Stencil stencil) {
        Objects.requireNonNull(stencil, "stencil");
        return with(new Settings(stencil, settings.inputs, settings.choice, settings.progress));
    }

    /**
     * This check, and of the derivative by the samples too.
     *
     * @return the check; its report has one entry more, named {@code x}
     */
    public GradientCheck inputs() {
        return with(new Settings(settings.stencil, true, settings.choice, settings.progress));
    }

    /**
     * This check of some of the entries only.
     *
     * @param choice which entries; {@code EntryChoice.ALL} unless set
     * @return the check
     */
    public GradientCheck entries(EntryChoice choice) {
        Objects.requireNonNull(choice, "choice");
        return with(new Settings(settings.stencil, settings.inputs, choice, settings.progress));
    }

    /**
     * This check of a random sample of the entries.
     *
     * @param count entries of each parameter, drawn without replacement; all of a parameter that has no more
     * @param seed what they are drawn from
     * @return the check
     */
    public GradientCheck sample(int count, long seed) {
        return entries(EntryChoice.sample(count, seed));
    }

    /**
     * This check, telling how far it is, and stopped when that is asked for.
     *
     * @param progress hears of each derivative
     * @return the check
     */
    public GradientCheck progress(Progress progress) {
        Objects.requireNonNull(progress, "progress");
        return with(new Settings(settings.stencil, settings.inputs, settings.choice, progress));
    }

    /**
     * Computes all gradients both ways.
     *
     * @return what was found
     * @throws CancellationException if the check was cancelled, or the thread interrupted (it stays so)
     */
    public GradientReport run() {
        List<Layer> layers = List.copyOf(network.layers().values());
        List<DoubleNetwork.Differences> differences = DoubleNetwork.of(layers, network.lastLayer(), x, t)
                .differences(
                        settings.stencil, settings.choice, settings.progress, () -> network.computeGradients(x, t));
        List<CheckedParameter> entries = new ArrayList<>();
        int p = 0;
        for (Layer layer : layers) {
            for (Parameter parameter : layer.parameters()) {
                entries.add(compare(layer, parameter, differences.get(p++)));
            }
        }
        CheckedForward forward = new CheckedForward(0, 0, 0, 0, true);
        return new GradientReport("network", entries, List.of(), forward, List.of(), List.of());
    }

    /**
     * Checks the gradient as a whole instead of its entries, for networks with millions of them: its product with random
     * directions, through each parameter alone and through all at once, against the derivative of the loss in double
     * along the same line. Stencil, inputs and entries of this check have no influence.
     *
     * @param count how many directions, at least 1
     * @param seed what they are drawn from
     * @return what was found; it says which parameter is wrong, but not which entries, nor why
     * @throws CancellationException if the check was cancelled
     */
    public GradientReport runDirections(int count, long seed) {
        return new Directions(network, x, t, count, seed).run(settings.progress);
    }

    private static CheckedParameter compare(Layer layer, Parameter parameter, DoubleNetwork.Differences reference) {
        float[] gradient = parameter.gradient().toArray();
        Errors.Sum sum = new Errors.Sum();
        int[] entries = reference.entries();
        for (int k = 0; k < entries.length; k++) {
            if (!reference.kinked()[k]) {
                sum.add(k, gradient[entries[k]], reference.values()[k]);
            }
        }
        double bound = Math.max(2.1e-6 * sum.largestReference(), 3e-8);
        boolean passed = sum.errors().maxAbsolute() <= bound;
        int worst = Math.max(sum.worst(), 0);
        return new CheckedParameter(
                parameter.name(),
                layer.name(),
                parameter.value().shape(),
                sum.count(),
                entries.length - sum.count(),
                sum.errors(),
                Errors.NONE,
                Errors.NONE,
                bound,
                CheckedParameter.Worst.of(
                        parameter.value().shape(),
                        worst,
                        gradient[worst],
                        reference.values()[worst]),
                passed,
                passed ? "passed" : "differs");
    }
}
