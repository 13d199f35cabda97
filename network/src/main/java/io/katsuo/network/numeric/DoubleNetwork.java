package io.katsuo.network.numeric;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Formula;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossFormula;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Param;
import io.katsuo.layers.Targets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network's formulas in double on one batch: copies of the parameters and samples as they are now, and the value of
 * every unit for them. {@link #differences} differentiates the loss numerically by entries of the parameters; for each
 * entry it recomputes only what that entry reaches.
 */
public final class DoubleNetwork {
    final int rows;
    final Formula[] formulas;
    final LossFormula loss;
    /** By layer, then by parameter: the values, row-major. */
    final double[][][] parameters;
    /** Element l is the input of layer l, one sample after another; the last element is the scores. */
    final double[][] values;
    /** The number of values of a sample, for each element of {@link #values}. */
    final int[] widths;
    /** The targets of each sample. */
    final double[][] targets;
    /** What the sum of the losses is divided by. */
    final double normalizer;
    /** The weighted loss of each sample. */
    final double[] losses;

    private DoubleNetwork(List<Layer> layers, LossFormula loss, double[] x, double[][] targets, double normalizer) {
        int depth = layers.size();
        this.normalizer = normalizer;
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
            parameters[i] = own.stream().map(p -> p.value().toDoubles()).toArray(double[][]::new);
            values[i + 1] = formulas[i].forward64(values[i], rows, parameters[i]);
            widths[i + 1] = values[i + 1].length / rows;
        }
        this.losses = losses(values[depth]);
    }

    /**
     * The formulas of these layers and this loss on a batch, with the parameters as they are now.
     *
     * @throws IllegalArgumentException if a layer has no formula, or samples or targets do not fit
     */
    public static DoubleNetwork of(List<Layer> layers, LossLayer lastLayer, Tensor x, Targets t) {
        Shape scores = x.shape();
        for (Layer layer : layers) {
            scores = layer.outputShape(scores);
        }
        double[][] targets = targets("numerical gradient", lastLayer, scores, t);
        return of(layers, lastLayer.formula(), x, targets, lastLayer.normalizer(t));
    }

    /**
     * The formulas of these layers on a batch, followed by any formula.
     *
     * @param layers the layers in order, each with a formula; may be none
     * @param loss the function of the outputs of a sample
     * @param targets the targets of each sample, as the loss takes them
     * @param normalizer what the sum of the weighted losses is divided by
     */
    public static DoubleNetwork of(
            List<Layer> layers, LossFormula loss, Tensor x, double[][] targets, double normalizer) {
        return new DoubleNetwork(layers, loss, x.toDoubles(), targets, normalizer);
    }

    /**
     * The targets in double, as a {@link LossFormula} takes them.
     *
     * @param op the name that error messages begin with
     * @throws IllegalArgumentException if the targets do not fit the scores
     */
    public static double[][] targets(String op, LossLayer lastLayer, Shape scores, Targets t) {
        lastLayer.check(op, scores, t);
        double[][] targets = new double[t.size()][scores.dim(-1)];
        for (int row = 0; row < targets.length; row++) {
            for (int k = 0; k < targets[row].length; k++) {
                targets[row][k] = lastLayer.target(t, row, k, targets[row].length);
            }
        }
        return targets;
    }

    /** {@return the number of layers} */
    public int depth() {
        return formulas.length;
    }

    /** {@return the number of samples} */
    public int rows() {
        return rows;
    }

    /** {@return the formula of layer number {@code layer}} */
    public Formula formula(int layer) {
        return formulas[layer];
    }

    /** {@return the parameters of layer number {@code layer}, row-major: the live arrays, which must not be written} */
    public double[][] parameters(int layer) {
        return parameters[layer];
    }

    /**
     * {@return the values between the layers, one sample after another: the live array, which must not be written}
     *
     * @param boundary 0 for the samples, l for the outputs of layer l - 1; the last are the scores
     */
    public double[] values(int boundary) {
        return values[boundary];
    }

    /** {@return the loss of the batch} */
    public double meanLoss() {
        return mean(losses);
    }

    /**
     * The loss for other values.
     *
     * @param kinked whether a formula has a kink between these values and those of the network
     */
    public record Evaluation(double meanLoss, boolean kinked) {}

    /**
     * The loss for other inputs of a layer and other parameters. Layers whose parameters are the network's own arrays, and
     * whose inputs did not change, are not recomputed.
     *
     * @param layer the layer, 0 for the samples
     * @param inputs its inputs, one sample after another
     * @param moved the parameters by layer, as in {@link #parameters}; those of earlier layers are ignored
     */
    public Evaluation evaluate(int layer, double[] inputs, double[][][] moved) {
        double[] now = inputs;
        boolean changed = inputs != values[layer];
        boolean kinked = false;
        for (int l = layer; l < formulas.length; l++) {
            changed |= !Arrays.equals(moved[l], parameters[l], (a, b) -> a == b ? 0 : 1);
            for (int i = 0; changed && formulas[l].elementwise() && i < now.length && !kinked; i++) {
                kinked = formulas[l].kink(values[l][i], now[i]);
            }
            now = changed ? formulas[l].forward64(now, rows, moved[l]) : values[l + 1];
        }
        for (int row = 0; row < rows && !kinked; row++) {
            kinked = loss.kink(values[formulas.length], now, row * widths[formulas.length], targets[row]);
        }
        return new Evaluation(mean(losses(now)), kinked);
    }

    private double[] losses(double[] scores) {
        double[] each = new double[rows];
        for (int row = 0; row < rows; row++) {
            each[row] = weightedLoss(row, scores);
        }
        return each;
    }

    /** The loss of a sample times its weight; a sample of weight 0 is ignored. */
    double weightedLoss(int row, double[] scores) {
        double weight = loss.weight(targets[row]);
        return weight == 0 ? 0 : weight * loss.loss(scores, row * (scores.length / rows), targets[row]);
    }

    /** The sum is compensated (Neumaier): ten thousand roundings would show in a difference of two means. */
    double mean(double[] losses) {
        double sum = 0;
        double lost = 0;
        for (double loss : losses) {
            double next = sum + loss;
            lost += Math.abs(sum) >= Math.abs(loss) ? (sum - next) + loss : (loss - next) + sum;
            sum = next;
        }
        // For an infinite sum the compensation is NaN.
        return (Double.isFinite(lost) ? sum + lost : sum) / normalizer;
    }

    /** Central differences with this step by all entries of each parameter, in the network's order. */
    public List<Differences> differences(double step) {
        return differences(Stencil.central(step), EntryChoice.ALL, new CheckProgress());
    }

    /**
     * Derivatives by chosen entries of each parameter, in the network's order.
     *
     * @return one for each parameter
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public List<Differences> differences(Stencil stencil, EntryChoice choice, CheckProgress progress) {
        List<Differences> results = new ArrayList<>();
        long total = 0;
        for (double[][] own : parameters) {
            for (double[] parameter : own) {
                results.add(Differences.of(choice.of(results.size(), parameter.length)));
                total += results.getLast().entries().length;
            }
        }
        progress.begin(total);
        for (int p = 0; p < results.size(); p++) {
            results.get(p).fill(this, p, stencil, progress);
        }
        return results;
    }

    /**
     * Derivatives by chosen entries of the samples.
     *
     * @param choice the entries; the samples count as the parameter after the last
     * @throws java.util.concurrent.CancellationException if {@code progress} is cancelled
     */
    public Differences inputDifferences(Stencil stencil, EntryChoice choice, CheckProgress progress) {
        int samples = Arrays.stream(parameters).mapToInt(own -> own.length).sum();
        Differences result = Differences.of(choice.of(samples, values[0].length));
        progress.begin(result.entries().length);
        result.fill(this, samples, stencil, progress);
        return result;
    }
}
