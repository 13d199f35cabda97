package io.katsuo.network;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.LossLayer;
import io.katsuo.layers.Targets;
import io.katsuo.network.format.FormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A network whose largest score names the predicted class. It adds {@code accuracy} to {@link Network}. */
public class Classifier extends Network {
    /** A classifier of these layers; see {@link Network#Network(List, LossLayer)}. */
    public Classifier(List<Layer> layers, LossLayer lastLayer) {
        super(layers, lastLayer);
    }

    /**
     * As {@link Network#fromFile}, for the file of a classifier.
     *
     * @throws IOException if reading fails, or the file has no architecture, or one with other layers than the
     *     library's, or is not a classifier's
     */
    public static Classifier fromFile(Path file) throws IOException {
        if (Network.fromFile(file) instanceof Classifier classifier) {
            return classifier;
        }
        throw new FormatException(file + ": its network is no classifier; Network.fromFile builds it");
    }

    /**
     * The share of samples whose largest score is that of the right class. A sample with NaN among its scores counts as
     * wrong.
     *
     * @return a number from 0 to 1
     * @throws IllegalArgumentException if there is only one column of scores, which is always the largest
     */
    public final double accuracy(Samples x, Targets t) {
        return Accuracy.of(this, x, t, false);
    }

    /** As {@link #accuracy(Samples, Targets)}, for samples in a tensor, or one of rank 1. */
    public final double accuracy(Tensor x, Targets t) {
        if (x.rank() == 0) {
            throw new ShapeException("accuracy: x is a scalar: x " + x.shape());
        }
        boolean single = x.rank() == 1;
        return Accuracy.of(this, Samples.of(single ? x.unsqueeze(0) : x), t, single);
    }

    /** As {@link #accuracy(Tensor, Targets)}, for class indices. */
    public final double accuracy(Tensor x, int[] labels) {
        return accuracy(x, Targets.of(labels));
    }

    /** As {@link #accuracy(Tensor, Targets)}, for class indices as unsigned bytes. */
    public final double accuracy(Tensor x, byte[] labels) {
        return accuracy(x, Targets.of(labels));
    }

    /** As {@link #accuracy(Tensor, Targets)}, for one-hot or probability rows. */
    public final double accuracy(Tensor x, Tensor t) {
        return accuracy(x, Targets.of(t));
    }
}
