package io.katsuo.network.gradcheck;

/**
 * The result of the check of one layer alone: the layer gets the floats that reach it in the network, and its results
 * are compared with its formula in double. Thus an error of one layer is never blamed on another.
 *
 * @param name the layer's name
 * @param forwardError the largest error of its output
 * @param forwardBound the largest accepted error
 * @param backwardError the largest error of the derivative with respect to its input; NaN if it was not asked for
 * @param backwardBound the largest accepted error
 * @param verdict on both, and on the gradients of its parameters
 * @param reason the verdict in words
 * @since 0.1
 */
public record CheckedLayer(
        String name,
        double forwardError,
        double forwardBound,
        double backwardError,
        double backwardBound,
        Verdict verdict,
        String reason) {
    /** Whether the verdict is {@link Verdict#PASSED}. */
    public boolean passed() {
        return verdict == Verdict.PASSED;
    }
}
