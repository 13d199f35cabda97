package io.katsuo.network.metrics;

import io.katsuo.core.tensor.Tensor;
import io.katsuo.layers.Targets;

/** Top-k accuracy: the share of samples whose class is among the k largest scores. */
public final class TopK {
    private TopK() {}

    /**
     * The share of samples whose class has one of the k largest scores. Of equal scores the first counts as larger, as in
     * {@link ConfusionMatrix}; a sample with NaN among its scores counts as wrong.
     *
     * @param k from 1 to C
     * @return a number from 0 to 1; with k = C, 1 unless there are NaNs
     * @throws IllegalArgumentException if k is not such a number, or the targets do not fit
     */
    public static double accuracy(Tensor scores, Targets t, int k) {
        ConfusionMatrix.checkMatrix("topK", scores);
        t.check("topK", scores.shape());
        if (k < 1 || k > scores.dim(1)) {
            throw new IllegalArgumentException(
                    "topK: k must be from 1 to the number of classes: k " + k + ", scores " + scores.shape());
        }
        int hits = 0;
        for (int i = 0; i < scores.dim(0); i++) {
            boolean answered = ConfusionMatrix.answer(scores, i) != ConfusionMatrix.NO_ANSWER;
            hits += answered && before(scores, i, t.label(i)) < k ? 1 : 0;
        }
        return (double) hits / scores.dim(0);
    }

    /** How many classes rank before this one. */
    private static int before(Tensor scores, int row, int label) {
        float own = scores.get(row, label);
        int count = 0;
        for (int j = 0; j < scores.dim(1); j++) {
            float other = scores.get(row, j);
            count += other > own || other == own && j < label ? 1 : 0;
        }
        return count;
    }
}
