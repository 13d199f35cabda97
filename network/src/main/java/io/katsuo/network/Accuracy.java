package io.katsuo.network;

import io.katsuo.core.parallel.Parallel;
import io.katsuo.core.parallel.Threads;
import io.katsuo.core.tensor.Shape;
import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Layer;
import io.katsuo.layers.Targets;
import java.util.Arrays;

/**
 * Counts right answers in blocks of samples, so that memory stays small however many samples there are. Each thread takes
 * its blocks through all layers alone.
 */
final class Accuracy {
    /** The values between the layers of so many samples fit the second-level cache; whole tiles of a product's rows. */
    private static final int BLOCK = 504;

    private static final int PARTS_PER_THREAD = 4;

    private Accuracy() {}

    static double of(Network network, Tensor x, Targets t) {
        if (x.rank() == 0) {
            throw new ShapeException("accuracy: x is a scalar: x " + x.shape());
        }
        Tensor samples = x.rank() == 1 ? x.unsqueeze(0) : x;
        int n = samples.dim(0);
        Shape scores = samples.shape();
        for (Layer layer : network.layerList()) {
            scores = layer.outputShape(scores);
        }
        if (scores.rank() == 0 || scores.dim(-1) == 1) {
            throw new ShapeException("accuracy: one column of scores, in which the largest says nothing: scores "
                    + scores + "; a network that tells two classes apart needs two");
        }
        // Targets for one sample of rank 1 may be one row of rank 1.
        t.check("accuracy", x.rank() == 1 ? scores.without(0) : scores);
        int blocks = (n + BLOCK - 1) / BLOCK;
        int parts = Math.min(blocks, Threads.count() * PARTS_PER_THREAD);
        int[] hits = new int[parts];
        Shape blockScores = scores.with(0, Math.min(n, BLOCK));
        Parallel.run(parts, part -> {
            int from = SampleParts.begin(blocks, part, parts) * BLOCK;
            int to = Math.min(n, SampleParts.begin(blocks, part + 1, parts) * BLOCK);
            hits[part] = hits(network, samples.slice(0, from, to), t, from, Tensor.zeros(blockScores));
        });
        return (double) Arrays.stream(hits).sum() / n;
    }

    /** The hits in some samples, of which the first has a number among all. */
    private static int hits(Network network, Tensor samples, Targets t, int first, Tensor out) {
        Workspace workspace = new Workspace();
        int hits = 0;
        for (int from = 0; from < samples.dim(0); from += BLOCK) {
            int rows = Math.min(BLOCK, samples.dim(0) - from);
            Tensor block = rows == out.dim(0) ? out : out.slice(0, 0, rows);
            network.predict(samples.slice(0, from, from + rows), block, workspace);
            hits += hits(block, t, first + from);
        }
        return hits;
    }

    /** How many rows of scores (dense from the start of their array) have the largest at the target's class. */
    private static int hits(Tensor scores, Targets t, int from) {
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
