package io.katsuo.network;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.SampleWise;
import io.katsuo.layers.SampleWiseLoss;
import io.katsuo.layers.Targets;
import java.util.List;

/**
 * Forward and back through all layers, each part of a batch on one thread, up to the derivatives by the layers' inputs.
 * The gradients of the parameters are sums over all samples and follow, layer by layer. Layers are left as if they had
 * run one after the other; bits are the same.
 */
final class PartwiseGradients implements Parallel.Block {
    private final SampleWise[] layers;
    private final SampleWiseLoss loss;

    /** The batch, the output of each layer, and that of the loss. */
    private final Tensor[] values;

    private final Tensor[][] valueParts;

    /** The derivatives by the inputs of the layers and by the scores, as far as they are wanted: not by the batch. */
    private final Tensor[] gradients;

    private final Tensor[][] gradientParts;
    private double[] losses = {};
    private Targets t;

    private PartwiseGradients(SampleWise[] layers, SampleWiseLoss loss) {
        this.layers = layers;
        this.loss = loss;
        this.values = new Tensor[layers.length + 2];
        this.valueParts = new Tensor[layers.length + 2][];
        this.gradients = new Tensor[layers.length + 1];
        this.gradientParts = new Tensor[layers.length + 1][];
    }

    /** The pass through these layers, or null if a layer or the loss does not treat every sample by itself. */
    static PartwiseGradients of(List<Layer> all, LossLayer lastLayer) {
        SampleWise[] layers = new SampleWise[all.size()];
        for (int i = 0; i < layers.length; i++) {
            if (!(all.get(i) instanceof SampleWise layer)) {
                return null;
            }
            layers[i] = layer;
        }
        return lastLayer instanceof SampleWiseLoss loss ? new PartwiseGradients(layers, loss) : null;
    }

    /** Computes all gradients; returns the mean loss. */
    double compute(Tensor x, Targets t, int parts) {
        prepare(x, t, parts);
        this.t = t;
        Parallel.run(parts, this);
        double mean = PartwiseLoss.mean(losses);
        for (int i = 0; i < layers.length; i++) {
            layers[i].remember(values[i], values[i + 1]);
        }
        loss.remember(values[layers.length + 1], t, mean);
        for (int i = layers.length - 1; i >= 0; i--) {
            layers[i].backwardParameters(gradients[i + 1]);
        }
        return mean;
    }

    /** Asks for the layers' memory, and cuts what is not the same tensor as at the last step. */
    private void prepare(Tensor x, Targets t, int parts) {
        int n = layers.length;
        keepValue(0, x, parts);
        for (int i = 0; i < n; i++) {
            keepValue(i + 1, layers[i].outputFor(values[i]), parts);
        }
        Tensor scores = values[n];
        keepValue(n + 1, loss.outputFor(scores, t), parts);
        keepGradient(n, loss.gradientFor(scores), parts);
        for (int i = n - 1; i > 0; i--) {
            keepGradient(i, layers[i].gradientFor(values[i], gradients[i + 1]), parts);
        }
        if (losses.length != x.dim(0)) {
            losses = new double[x.dim(0)];
        }
    }

    private void keepValue(int i, Tensor value, int parts) {
        if (values[i] != value || valueParts[i].length != parts) {
            valueParts[i] = SampleParts.cut(value, parts);
            values[i] = value;
        }
    }

    private void keepGradient(int i, Tensor gradient, int parts) {
        if (gradients[i] != gradient || gradientParts[i].length != parts) {
            gradientParts[i] = SampleParts.cut(gradient, parts);
            gradients[i] = gradient;
        }
    }

    @Override
    public void run(int part) {
        int n = layers.length;
        for (int i = 0; i < n; i++) {
            layers[i].infer(valueParts[i][part], valueParts[i + 1][part]);
        }
        Tensor scores = valueParts[n][part];
        int first = SampleParts.firstRow(losses.length, part, valueParts[0].length);
        loss.losses(scores, t, first, losses);
        loss.inferBackward(scores, t, first, losses.length, valueParts[n + 1][part], gradientParts[n][part]);
        for (int i = n - 1; i > 0; i--) {
            layers[i].inferBackward(
                    valueParts[i][part], valueParts[i + 1][part], gradientParts[i + 1][part], gradientParts[i][part]);
        }
    }
}
