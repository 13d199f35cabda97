package io.katsuo.network.numeric;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * A network's formulas in double on one batch: the float parameters and samples as they are now, copied, and the value
 * of every unit for them. {@link #differences} differentiates the loss numerically by the entries of a parameter; see
 * {@link Perturbation} for how little of the network each entry makes it compute again.
 *
 * @since 0.1
 */
public final class DoubleNetwork {
    /** A parameter's entries are split so often: each block copies the parameter, and many blocks share work fairly. */
    private static final int BLOCKS = 16;

    final int rows;
    final Formula[] formulas;
    final LossFormula loss;
    /** By layer, then by parameter: the values, row-major. */
    final double[][][] parameters;
    /** Element l is the input of layer l, one sample after another; the last element is the scores. */
    final double[][] values;
    /** The number of values of a sample, for each element of {@link #values}. */
    final int[] widths;
    /** The target probabilities of each sample. */
    final double[][] targets;
    /** The loss of each sample. */
    final double[] losses;

    /** Where the network's parameters, counted through, are: the layer, and which of its parameters. */
    private final List<int[]> places = new ArrayList<>();

    private DoubleNetwork(List<Layer> layers, LossFormula loss, double[] x, double[][] targets) {
        int depth = layers.size();
        this.rows = targets.length;
        this.loss = loss;
        this.targets = targets;
        this.formulas = new Formula[depth];
        this.parameters = new double[depth][][];
        this.values = new double[depth + 1][];
        this.widths = new int[depth + 1];
        this.values[0] = x;
        this.widths[0] = x.length / rows;
        for (int i = 0; i < depth; i++) {
            Layer layer = layers.get(i);
            List<Param> own = layer.parameters();
            formulas[i] = layer.formula()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "numerical gradient: layer " + layer.name() + " has no formula in double"));
            parameters[i] = new double[own.size()][];
            for (int p = 0; p < own.size(); p++) {
                parameters[i][p] = doubles(own.get(p).value());
                places.add(new int[] {i, p});
            }
            values[i + 1] = formulas[i].forward64(values[i], rows, parameters[i]);
            widths[i + 1] = values[i + 1].length / rows;
        }
        this.losses = new double[rows];
        for (int row = 0; row < rows; row++) {
            losses[row] = loss.loss(values[depth], row * widths[depth], targets[row]);
        }
    }

    /**
     * The formulas of these layers on a batch.
     *
     * @param layers the layers in order, each with a formula
     * @param lastLayer the loss
     * @param x the samples
     * @param t what the network should say of them
     * @return the formulas, with the parameters as they are now
     * @throws IllegalArgumentException if a layer has no formula, or samples or targets do not fit
     */
    public static DoubleNetwork of(List<Layer> layers, LossLayer lastLayer, Tensor x, Targets t) {
        Shape scores = x.shape();
        for (Layer layer : layers) {
            scores = layer.outputShape(scores);
        }
        lastLayer.check("numerical gradient", scores, t);
        double[][] targets = new double[t.size()][scores.dim(-1)];
        for (int row = 0; row < targets.length; row++) {
            for (int k = 0; k < targets[row].length; k++) {
                targets[row][k] = t.value(row, k);
            }
        }
        return new DoubleNetwork(layers, lastLayer.formula(), doubles(x), targets);
    }

    /**
     * The formulas of these layers on a batch, with any formula at their end.
     *
     * @param layers the layers in order, each with a formula; may be none
     * @param loss what becomes of the outputs of a sample
     * @param x the samples
     * @param targets what the loss is told of each sample, one array a sample
     * @return the formulas, with the parameters as they are now
     * @throws IllegalArgumentException if a layer has no formula
     */
    public static DoubleNetwork of(List<Layer> layers, LossFormula loss, Tensor x, double[][] targets) {
        return new DoubleNetwork(layers, loss, doubles(x), targets);
    }

    private static double[] doubles(Tensor t) {
        float[] values = t.toArray();
        double[] result = new double[values.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    /**
     * The mean loss of the samples.
     *
     * @return the loss
     */
    public double meanLoss() {
        return mean(losses);
    }

    /**
     * The number of samples.
     *
     * @return at least 1
     */
    public int rows() {
        return rows;
    }

    /**
     * The values between the layers.
     *
     * @param boundary 0 for the samples, l for the outputs of layer l - 1; the last are the scores
     * @return the live array, one sample after another; not to be written
     */
    public double[] values(int boundary) {
        return values[boundary];
    }

    /**
     * A layer.
     *
     * @param layer its number, from 0
     * @return its formula
     */
    public Formula formula(int layer) {
        return formulas[layer];
    }

    /**
     * The values of a layer's parameters.
     *
     * @param layer its number, from 0
     * @return the live arrays, row-major; not to be written
     */
    public double[][] parameters(int layer) {
        return parameters[layer];
    }

    /** The sum is compensated (Neumaier): ten thousand roundings would show in a difference of two means. */
    static double mean(double[] losses) {
        double sum = 0;
        double lost = 0;
        for (double loss : losses) {
            double next = sum + loss;
            lost += Math.abs(sum) >= Math.abs(loss) ? (sum - next) + loss : (loss - next) + sum;
            sum = next;
        }
        // Beside an infinite sum, what was lost is not a number.
        return (Double.isFinite(lost) ? sum + lost : sum) / losses.length;
    }

    /**
     * Derivatives of the loss by entries of one parameter.
     *
     * @param entries which entries, row-major, ascending
     * @param values one derivative for each of them
     * @param kinked whether a unit's formula has a kink between the points that it was taken from
     */
    public record Differences(int[] entries, double[] values, boolean[] kinked) {}

    /**
     * Central differences by all entries of each parameter, in the network's order.
     *
     * @param step the step h
     * @return one for each parameter
     */
    public List<Differences> differences(double step) {
        return differences(Stencil.central(step), EntryChoice.ALL, new Progress());
    }

    /**
     * Derivatives by chosen entries of each parameter, in the network's order.
     *
     * @param stencil how they are taken
     * @param choice of which entries
     * @param progress hears of each
     * @return one for each parameter
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public List<Differences> differences(Stencil stencil, EntryChoice choice, Progress progress) {
        List<Differences> results = new ArrayList<>();
        long total = 0;
        for (int[] place : places) {
            int[] entries = choice.of(results.size(), parameters[place[0]][place[1]].length);
            results.add(new Differences(entries, new double[entries.length], new boolean[entries.length]));
            total += entries.length;
        }
        progress.begin(total);
        Parallel.run(BLOCKS * results.size(), block -> {
            int parameter = block / BLOCKS;
            int[] place = places.get(parameter);
            difference(
                    () -> new Perturbation(this, place[0], place[1]),
                    stencil,
                    results.get(parameter),
                    block % BLOCKS,
                    progress);
        });
        return results;
    }

    /** Whether a derivative will do. */
    @FunctionalInterface
    public interface Acceptance {
        /**
         * The verdict on one derivative.
         *
         * @param e its place among the chosen entries
         * @param derivative the derivative
         * @return false if it is to be taken in another way
         */
        boolean test(int e, double derivative);
    }

    /**
     * Takes those derivatives again that will not do, in other ways, until one of them will: which step suits a loss
     * depends on how curved it is along the entry, and on how much it rounds. A derivative for which no way will do
     * stays as it is.
     *
     * @param parameter which parameter, counted through the network; their number for the samples
     * @param found the derivatives by its entries; written to
     * @param ways how else to take them; left out where a unit has a kink between the points
     * @param acceptance whether a derivative will do; called on many threads
     */
    public void retry(int parameter, Differences found, List<Stencil> ways, Acceptance acceptance) {
        Parallel.run(BLOCKS, block -> {
            Perturbation perturbation = null;
            for (int e = block; e < found.entries.length; e += BLOCKS) {
                if (found.kinked[e] || acceptance.test(e, found.values[e])) {
                    continue;
                }
                perturbation = perturbation == null ? perturbation(parameter) : perturbation;
                for (Stencil way : ways) {
                    double derivative = perturbation.difference(found.entries[e], way);
                    if (!perturbation.crossedKink() && acceptance.test(e, derivative)) {
                        found.values[e] = derivative;
                        break;
                    }
                }
            }
        });
    }

    private Perturbation perturbation(int parameter) {
        if (parameter == places.size()) {
            return new Perturbation(this);
        }
        int[] place = places.get(parameter);
        return new Perturbation(this, place[0], place[1]);
    }

    /**
     * Derivatives by chosen entries of the samples.
     *
     * @param stencil how they are taken
     * @param choice of which entries; the samples count as the parameter after the last
     * @param progress hears of each
     * @return the derivatives
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public Differences inputDifferences(Stencil stencil, EntryChoice choice, Progress progress) {
        int[] entries = choice.of(places.size(), values[0].length);
        Differences result = new Differences(entries, new double[entries.length], new boolean[entries.length]);
        progress.begin(entries.length);
        Parallel.run(BLOCKS, block -> difference(() -> new Perturbation(this), stencil, result, block, progress));
        return result;
    }

    /** One block of the entries of a parameter. */
    private static void difference(
            Supplier<Perturbation> entry, Stencil stencil, Differences result, int block, Progress progress) {
        int size = result.entries.length;
        int end = Parallel.share(size, block + 1, BLOCKS);
        int start = Parallel.share(size, block, BLOCKS);
        if (start < end) {
            Perturbation perturbation = entry.get();
            for (int i = start; i < end; i++) {
                result.values[i] = perturbation.difference(result.entries[i], stencil);
                result.kinked[i] = perturbation.crossedKink();
                progress.advance();
            }
        }
    }
}
