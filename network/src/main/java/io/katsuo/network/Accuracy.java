package io.katsuo.network;

import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Targets;
import java.util.concurrent.atomic.LongAdder;

/** Counts correct predictions. */
final class Accuracy {
    private Accuracy() {}

    /** The share of hits; {@code single} if the only sample had rank 1, whose targets may be one row of rank 1. */
    static double of(Network network, Samples samples, Targets t, boolean single) {
        int n = samples.count();
        Shape scores = samples.batch(n);
        for (Layer layer : network.layerList()) {
            scores = layer.outputShape(scores);
        }
        if (scores.rank() == 0 || scores.dim(-1) == 1) {
            throw new ShapeException("accuracy: one column of scores, in which the largest says nothing: scores "
                    + scores + "; a network that tells two classes apart needs two");
        }
        t.check("accuracy", single ? scores.without(0) : scores);
        LongAdder hits = new LongAdder();
        ScoreBlocks.visit(network, samples, (block, from) -> hits.add(hits(block, t, from)));
        return (double) hits.sum() / n;
    }

    /** How many rows of scores (dense from the start of their array) have the largest at the target's class. */
    static int hits(Tensor scores, Targets t, int from) {
        float[] values = scores.array();
        int classes = scores.dim(-1);
        int hits = 0;
        for (int i = 0; i < scores.dim(0); i++) {
            hits += isHit(values, i * classes, classes, t.label(from + i)) ? 1 : 0;
        }
        return hits;
    }

    private static boolean isHit(float[] scores, int at, int classes, int label) {
        float right = scores[at + label];
        for (int k = 0; k < classes; k++) {
            float other = scores[at + k];
            // Of equal scores the first counts as the answer. A NaN anywhere fails both comparisons.
            boolean beaten = k < label ? other < right : other <= right;
            if (!beaten) {
                return false;
            }
        }
        return true;
    }
}
