package io.katsuo.layers;

/**
 * The loss of one sample in plain double arithmetic, written apart from the float code; see {@link Formula}.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface LossFormula {
    /**
     * The loss of one sample, before the mean is taken.
     *
     * @param scores an array that holds the sample's scores
     * @param at where in {@code scores} they start
     * @param t the sample's target values, one a score
     * @return the loss
     */
    double loss(double[] scores, int at, double[] t);
}
