package io.katsuo.layers;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Options of a cross-entropy: with weights w of the classes, smoothing ε and C classes, the loss of a sample of class k
 * is {@code w[k]·Σ t'·(-log p)} where {@code t' = (1 - ε)·t + ε/C} (Szegedy, Vanhoucke, Ioffe, Shlens, Wojna:
 * "Rethinking the inception architecture for computer vision", 2016, section 7). The mean divides by the sum of the
 * weights. A sample with the ignored label has weight 0; if all samples have it, the mean is NaN. The class of a row of
 * probabilities is the index of its largest value.
 *
 * <p>Immutable: {@code CrossEntropyOptions.MEAN.classWeights(1, 5).ignoredLabel(-1)}.
 */
public final class CrossEntropyOptions {
    /** A value that no int label has. */
    static final long NONE = Long.MIN_VALUE;

    /** The mean, without other options. */
    public static final CrossEntropyOptions MEAN = new CrossEntropyOptions(Reduction.MEAN, null, 0, NONE);

    /** The sum, without other options. */
    public static final CrossEntropyOptions SUM = new CrossEntropyOptions(Reduction.SUM, null, 0, NONE);

    private final Reduction reduction;
    private final double[] weights;
    private final double smoothing;
    private final long ignored;

    private CrossEntropyOptions(Reduction reduction, double[] weights, double smoothing, long ignored) {
        this.reduction = reduction;
        this.weights = weights;
        this.smoothing = smoothing;
        this.ignored = ignored;
    }

    /**
     * These options with weights of the classes.
     *
     * @param weights one for each class, finite and at least 0
     */
    public CrossEntropyOptions classWeights(double... weights) {
        for (double weight : weights) {
            if (!(weight >= 0 && weight <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("class weights: they must be finite and at least 0: " + weight);
            }
        }
        return new CrossEntropyOptions(reduction, weights.clone(), smoothing, ignored);
    }

    /**
     * These options with smoothed labels.
     *
     * @param smoothing ε, at least 0 and below 1
     */
    public CrossEntropyOptions labelSmoothing(double smoothing) {
        if (!(smoothing >= 0 && smoothing < 1)) {
            throw new IllegalArgumentException("label smoothing: it must be at least 0 and below 1: " + smoothing);
        }
        return new CrossEntropyOptions(reduction, weights, smoothing, ignored);
    }

    /** These options with a label that is ignored; it need not be a class. */
    public CrossEntropyOptions ignoredLabel(int label) {
        return new CrossEntropyOptions(reduction, weights, smoothing, label);
    }

    /** The options of a described loss. */
    static CrossEntropyOptions of(LayerDescription loss) {
        CrossEntropyOptions options = loss.reduction() == Reduction.SUM ? SUM : MEAN;
        if (loss.settings().containsKey("class weights")) {
            options = options.classWeights(
                    Arrays.stream(loss.text("class weights").split(" "))
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        }
        if (loss.settings().containsKey("label smoothing")) {
            options = options.labelSmoothing(loss.number("label smoothing"));
        }
        return loss.settings().containsKey("ignored label")
                ? options.ignoredLabel(Integer.parseInt(loss.text("ignored label")))
                : options;
    }

    /** The options that are not the default, and the reduction. */
    Map<String, String> settings() {
        Map<String, String> settings = LayerDescription.settings("reduction", reduction);
        if (weights != null) {
            String list = Arrays.stream(weights).mapToObj(Double::toString).collect(Collectors.joining(" "));
            settings.put("class weights", list);
        }
        if (smoothing != 0) {
            settings.put("label smoothing", Double.toString(smoothing));
        }
        if (ignored != NONE) {
            settings.put("ignored label", Long.toString(ignored));
        }
        return settings;
    }

    Reduction reduction() {
        return reduction;
    }

    double smoothing() {
        return smoothing;
    }

    void check(String op, Shape scores, Targets t) {
        t.check(op, scores, ignored);
        if (weights != null && weights.length != scores.dim(-1)) {
            throw new ShapeException(
                    op + ": not one weight for each class: " + weights.length + " weights, scores " + scores);
        }
    }

    double weight(Targets t, int sample) {
        return weights == null && ignored == NONE ? 1 : weight(t.label(sample));
    }

    private double weight(int label) {
        return label == ignored ? 0 : weights == null ? 1 : weights[label];
    }

    /** The target probability of a class; 0 for all classes if the label is ignored. */
    double target(Targets t, int sample, int k, int classes) {
        double p = t.value(sample, k);
        if (smoothing == 0) {
            return p;
        }
        return t.areLabels() && t.label(sample) == ignored ? 0 : (1 - smoothing) * p + smoothing / classes;
    }

    /** A formula of smoothed targets with the weights of these options. */
    LossFormula weighted(LossFormula plain) {
        return new LossFormula() {
            @Override
            public double loss(double[] scores, int at, double[] t) {
                return plain.loss(scores, at, t);
            }

            @Override
            public double weight(double[] t) {
                int best = 0;
                for (int k = 1; k < t.length; k++) {
                    best = t[k] > t[best] ? k : best;
                }
                return t[best] == 0 ? 0 : CrossEntropyOptions.this.weight(best);
            }
        };
    }
}
