package io.katsuo.network.gradcheck;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import io.katsuo.network.Network;
import io.katsuo.network.numeric.EntryChoice;
import io.katsuo.network.numeric.Progress;
import io.katsuo.network.numeric.Stencil;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Proves back-propagation right, as float32 really runs it, and explains where it is not.
 *
 * {@snippet file="E07CheckANetwork.java" region="check"}
 *
 * <p>Differences of float32 losses would be noise: a loss of 2.3 is known to 2.4e-7, which a step of 1e-4 turns into an
 * error of 1e-3. So three gradients are computed and compared by twos:
 *
 * <ul>
 *   <li><b>a</b>, back-propagation in float32, the code that training uses;
 *   <li><b>c</b>, back-propagation in double: the chain rule, with derivatives of single layers taken from their
 *       {@link io.katsuo.layers.Formula}; |a - c| must be within what rounding can do, which is bounded by a
 *       running analysis of errors and for 784-50-10 is at most 2e-6 of the largest gradient;
 *   <li><b>n</b>, central differences of the loss of all formulas; |c - n| must be within 1e-7 of the largest gradient,
 *       and the rounding of the loss. Where a ReLU switches within the step there is no n, and c alone is compared.
 * </ul>
 *
 * <p>Besides, every layer is taken alone, on the very floats that reach it: that names the layer that is wrong, and the
 * bound does not grow with the depth. A layer without a formula is checked in float32, as any {@link Differentiable} is:
 * the noise of its values is measured, and what differences of them can tell is stated and allowed for.
 *
 * <p>Immutable: every method that sets something returns another check. Running a check overwrites the gradients in
 * {@link Param#gradient()} and what layers keep between forward and backward.
 *
 * @since 0.1
 */
public final class GradientCheck {
    /** Small enough that hardly a ReLU switches, large enough that double rounding stays below 1e-10. */
    public static final double STEP = 1e-5;

    /** Where the derivatives come from that go back into a layer checked alone. */
    private static final long SEED = 5;

    private final Plan plan;
    private final Settings settings;

    /** How a check is run. */
    record Settings(Stencil stencil, EntryChoice choice, Progress progress) {
        static final Settings DEFAULT = new Settings(Stencil.central(STEP), EntryChoice.ALL, new Progress());
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

    /** A check that still needs an input. */
    @FunctionalInterface
    public interface OnInput {
        /**
         * The check on this input.
         *
         * @param x one sample, or a batch with one sample along the first axis
         * @return the check
         */
        GradientCheck on(Tensor x);
    }

    /** How to check one kind of thing. */
    interface Plan {
        GradientReport run(Settings settings);

        /** The same, with the derivatives by the input; a function has parameters only. */
        default Plan withInputs() {
            return this;
        }

        default GradientReport directions(int count, long seed, Progress progress) {
            throw new IllegalStateException("gradientCheck: random directions are for networks");
        }
    }

    /** A network's layers, and the network itself. */
    private record NetworkPlan(Network network, Targets t, Subject subject) implements Plan {
        @Override
        public GradientReport run(Settings settings) {
            return subject.run(settings);
        }

        @Override
        public Plan withInputs() {
            return new NetworkPlan(network, t, subject.withInputs());
        }

        @Override
        public GradientReport directions(int count, long seed, Progress progress) {
            return new Directions(network, subject.x(), t, count, seed).run(progress);
        }
    }

    private GradientCheck(Plan plan, Settings settings) {
        this.plan = plan;
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
        List<Layer> layers = List.copyOf(network.layers().values());
        String name = "network of " + layers.size() + " layers";
        return (x, t) -> {
            Head loss = new Head.Loss(network.lastLayer(), Objects.requireNonNull(t, "t"));
            Runnable whole = () -> network.computeGradients(x, t);
            Subject subject = new Subject(name, layers, loss, Objects.requireNonNull(x, "x"), false, whole);
            return new GradientCheck(new NetworkPlan(network, t, subject), Settings.DEFAULT);
        };
    }

    /**
     * A check of one layer: of the derivatives by its parameters and by its input. What comes back to it is drawn at
     * random, from a fixed seed.
     *
     * @param layer the layer
     * @return the check, which still needs an input
     */
    public static OnInput of(Layer layer) {
        Objects.requireNonNull(layer, "layer");
        return x -> {
            Head.Projection head = Head.Projection.of(layer.outputShape(x.shape()), SEED);
            Runnable whole = () -> {
                layer.forward(x);
                layer.backward(head.backward());
            };
            return new GradientCheck(
                    new Subject("layer " + layer.name(), List.of(layer), head, x, true, whole), Settings.DEFAULT);
        };
    }

    /**
     * A check of a loss: of the derivatives by the scores, and that they are multiplied by {@code dout}.
     *
     * @param loss the loss
     * @return the check, which still needs scores and targets
     */
    public static OnBatch of(LossLayer loss) {
        Objects.requireNonNull(loss, "loss");
        return (x, t) -> new GradientCheck(
                new Subject("loss " + loss.name(), List.of(), new Head.Loss(loss, t), x, true, () -> {}),
                Settings.DEFAULT);
    }

    /**
     * A check of any function of tensors. Its differences are as good as its values: their noise is measured, reported
     * and allowed for.
     *
     * @param function the function
     * @return the check
     */
    public static GradientCheck of(Differentiable function) {
        List<Variable> variables = new ArrayList<>();
        for (Param parameter : function.parameters()) {
            variables.add(new Variable.OfTensor(parameter.name(), "", parameter.value(), parameter::gradient));
        }
        DirectExamination examination =
                new DirectExamination("function", variables, function::value, DirectExamination.FLOAT_ERROR, 1);
        return new GradientCheck(
                settings -> examination.run(function::computeGradients, settings.choice, settings.progress, List.of()),
                Settings.DEFAULT);
    }

    /**
     * A check of any function of doubles at a point.
     *
     * @param value the function
     * @param gradient its gradient
     * @param point where; copied
     * @return the check; its report has one entry, named {@code x}
     */
    public static GradientCheck of(
            ToDoubleFunction<double[]> value, UnaryOperator<double[]> gradient, double... point) {
        double[] x = point.clone();
        if (x.length == 0) {
            throw new IllegalArgumentException("gradientCheck: the point has no coordinates");
        }
        Variable variable = new Variable.OfArray("x", x, () -> gradient.apply(x.clone()));
        DirectExamination examination = new DirectExamination(
                "function", List.of(variable), () -> value.applyAsDouble(x), DirectExamination.DOUBLE_ERROR, 1);
        return new GradientCheck(
                settings -> examination.run(() -> {}, settings.choice, settings.progress, List.of()), Settings.DEFAULT);
    }

    /**
     * This check with another way of taking differences.
     *
     * @param stencil how; {@code Stencil.central(STEP)} unless set
     * @return the check
     */
    public GradientCheck stencil(Stencil stencil) {
        Objects.requireNonNull(stencil, "stencil");
        return new GradientCheck(plan, new Settings(stencil, settings.choice, settings.progress));
    }

    /**
     * This check, and of the derivative by the samples too.
     *
     * @return the check; its report has one entry more, named {@code x}
     */
    public GradientCheck inputs() {
        return new GradientCheck(plan.withInputs(), settings);
    }

    /**
     * This check of some of the entries only.
     *
     * @param choice which entries; {@code EntryChoice.ALL} unless set
     * @return the check
     */
    public GradientCheck entries(EntryChoice choice) {
        Objects.requireNonNull(choice, "choice");
        return new GradientCheck(plan, new Settings(settings.stencil, choice, settings.progress));
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
        return new GradientCheck(plan, new Settings(settings.stencil, settings.choice, progress));
    }

    /**
     * Computes all gradients both ways.
     *
     * @return what was found
     * @throws CancellationException if the check was cancelled, or the thread interrupted (it stays so)
     */
    public GradientReport run() {
        return plan.run(settings);
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
     * @throws IllegalStateException if this is not the check of a network
     */
    public GradientReport runDirections(int count, long seed) {
        return plan.directions(count, seed, settings.progress);
    }

    /**
     * Fails a test, of any framework, if a network's gradients are wrong.
     *
     * @param network the network
     * @param x a few samples
     * @param t what the network should say of them
     * @throws AssertionError with the whole report, if the check does not pass
     */
    public static void assertGradients(Network network, Tensor x, Targets t) {
        of(network).on(x, t).run().assertPassed();
    }

    /**
     * Fails a test, of any framework, if a layer's gradients are wrong.
     *
     * @param layer the layer
     * @param x one sample, or a batch with one sample along the first axis
     * @throws AssertionError with the whole report, if the check does not pass
     */
    public static void assertGradients(Layer layer, Tensor x) {
        of(layer).on(x).run().assertPassed();
    }
}
