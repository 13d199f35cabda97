package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.numeric.CheckProgress;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Stencil;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Checks that back-propagation in float32 is right, and explains errors.
 *
 * {@snippet file="E07CheckANetwork.java" region="check"}
 *
 * <p>Differences of float32 losses are mostly noise: a loss of 2.3 has an error of 2.4e-7, which with a step of 1e-4
 * becomes an error of 1e-3. Therefore the check computes three gradients and compares them in pairs:
 *
 * <ul>
 * <li><b>a</b>, back-propagation in float32, the code that training uses;
 * <li><b>c</b>, back-propagation in double: the chain rule, with derivatives of single layers taken from their {@link
 * io.katsuo.layers.Formula}; |a - c| must be within the rounding error, which the check measures by Monte Carlo
 * arithmetic; for 784-50-10 the bound is about 2e-6 of the largest gradient;
 * <li><b>n</b>, central differences of the loss of all formulas; |c - n| must be within 1e-7 of the largest gradient
 * and the rounding error of the loss. If a ReLU switches within the step, n is not valid, and only a and c are
 * compared.
 * </ul>
 *
 * <p>In addition, every layer is checked alone, on its float inputs. This identifies the wrong layer, and the bound
 * does not grow with the depth. A layer without a formula is checked in float32, like any {@link Differentiable}: the
 * noise of its values is measured, reported and added to the bound.
 *
 * <p>Immutable: every method that changes a setting returns a new check. Running a check overwrites the gradients in
 * {@link Param#gradient()}; the state of layers, such as running means, is restored.
 */
public final class GradientCheck {
    /** The step of differences in double: few ReLUs switch within it, and rounding errors stay below 1e-10. */
    public static final double STEP = CheckSettings.STEP;

    private final Checked checked;
    private final CheckSettings settings;

    /** A check that still needs samples and targets. */
    @FunctionalInterface
    public interface OnBatch {
        /** The check on a few samples {@code x} with targets {@code t}. */
        GradientCheck on(Tensor x, Targets t);
    }

    /** A check that still needs an input. */
    @FunctionalInterface
    public interface OnInput {
        /** The check on one sample, or on a batch with samples along the first axis. */
        GradientCheck on(Tensor x);
    }

    private GradientCheck(Checked checked, CheckSettings settings) {
        this.checked = checked;
        this.settings = settings;
    }

    private static GradientCheck running(Checked checked) {
        return new GradientCheck(checked, new CheckSettings(null, EntryChoice.ALL, new CheckProgress(), false));
    }

    private GradientCheck with(CheckSettings changed) {
        return new GradientCheck(checked, changed);
    }

    /** A check of this network. */
    public static OnBatch of(Network network) {
        Objects.requireNonNull(network, "network");
        return (x, t) -> running(Checked.of(network, x, t));
    }

    /**
     * A check of one layer: of the derivatives with respect to its parameters and its input. The derivatives with
     * respect to its outputs are drawn at random, from a fixed seed.
     */
    public static OnInput of(Layer layer) {
        Objects.requireNonNull(layer, "layer");
        return x -> running(Checked.of(Stack.of(layer, x)));
    }

    /**
     * A check of a loss: of the derivatives with respect to the scores, and of their multiplication by {@code dout}.
     */
    public static OnBatch of(LossLayer loss) {
        Objects.requireNonNull(loss, "loss");
        return (x, t) -> running(Checked.of(Stack.of(loss, x, t)));
    }

    /** A check of any function of tensors. The noise of its values is measured, reported and added to the bound. */
    public static GradientCheck of(Differentiable function) {
        return running(Checked.of(function));
    }

    /** A check of any function of doubles at a point; its report has one entry, named {@code x}. */
    public static GradientCheck of(
            ToDoubleFunction<double[]> value, UnaryOperator<double[]> gradient, double... point) {
        return running(Checked.of(value, gradient, point.clone()));
    }

    /** This check with another stencil than {@code Stencil.central(STEP)} for the differences of the whole loss. */
    public GradientCheck stencil(Stencil stencil) {
        Objects.requireNonNull(stencil, "stencil");
        return with(new CheckSettings(stencil, settings.choice(), settings.progress(), settings.inputs()));
    }

    /** {@return this check, extended to the derivative by the samples: an entry of the report named {@code x}} */
    public GradientCheck inputs() {
        return with(new CheckSettings(settings.stencil(), settings.choice(), settings.progress(), true));
    }

    /** This check of some of the entries only, by default {@code EntryChoice.ALL}. */
    public GradientCheck entries(EntryChoice choice) {
        Objects.requireNonNull(choice, "choice");
        return with(new CheckSettings(settings.stencil(), choice, settings.progress(), settings.inputs()));
    }

    /**
     * This check of a random sample of so many entries of each parameter, drawn without replacement; all if it has
     * fewer.
     */
    public GradientCheck sample(int count, long seed) {
        return entries(EntryChoice.sample(count, seed));
    }

    /** This check with a progress object that is notified of its steps and can cancel it. */
    public GradientCheck progress(CheckProgress progress) {
        Objects.requireNonNull(progress, "progress");
        return with(new CheckSettings(settings.stencil(), settings.choice(), progress, settings.inputs()));
    }

    /**
     * Runs the check.
     *
     * @throws CancellationException if the check was cancelled, or the thread was interrupted (its interrupt status
     *     stays set)
     */
    public GradientReport run() {
        return checked.run(settings);
    }

    /**
     * Checks the gradient as a whole instead of its entries, for networks with millions of them: compares its product
     * with random directions, of each parameter alone and of all together, with the directional derivative of the loss
     * in double. Stencil, inputs and entries of this check have no influence.
     *
     * @param count the number of directions, at least 1
     * @return the result; it names the wrong parameter, but not the entries or the reason
     * @throws CancellationException if the check was cancelled
     * @throws IllegalStateException if this is not the check of a network
     */
    public GradientReport runDirections(int count, long seed) {
        return checked.directions(count, seed, settings.progress());
    }

    /**
     * Tests the check: plants mistakes in this network, one at a time, and reports which of them it finds, and the
     * smallest error of a single entry that it finds. Stencil, inputs and entries of this check have no influence.
     *
     * @throws CancellationException if the check was cancelled
     * @throws IllegalStateException if this is not the check of a network whose layers all have a formula
     */
    public SelfTestReport selfTest(long seed) {
        return checked.selfTest(seed, settings.progress());
    }

    /** Fails a test, of any framework, with the whole report if a network's gradients are wrong. */
    public static void assertGradients(Network network, Tensor x, Targets t) {
        of(network).on(x, t).run().assertPassed();
    }

    /**
     * Fails a test, of any framework, if a layer's gradients are wrong.
     *
     * @throws AssertionError with the whole report, if the check does not pass
     */
    public static void assertGradients(Layer layer, Tensor x) {
        of(layer).on(x).run().assertPassed();
    }
}
