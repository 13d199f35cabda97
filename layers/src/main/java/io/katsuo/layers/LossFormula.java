package io.katsuo.layers;

/** The loss of one sample in plain double arithmetic, independent of the float code; see {@link Formula}. */
@FunctionalInterface
public interface LossFormula {
    /**
     * The loss of one sample, before the mean is taken.
     *
     * @param scores an array that holds the sample's scores
     * @param at where in {@code scores} they start
     * @param t the sample's target values, one per score
     */
    double loss(double[] scores, int at, double[] t);

    /**
     * Whether the derivative of the loss jumps between two points, as that of an absolute error does; by default false.
     */
    default boolean kink(double[] a, double[] b, int at, double[] t) {
        return false;
    }

    /**
     * The weight of a sample in the mean, the counterpart of {@link LossLayer#weight}.
     *
     * @param t the sample's target values
     * @return by default 1
     */
    default double weight(double[] t) {
        return 1;
    }
}
