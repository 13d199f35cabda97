package io.katsuo.network.gradcheck;

/**
 * The result of the check of one layer alone: the layer receives its float inputs from the network, and its results are
 * compared with its formula in double. So an error is never attributed to another layer.
 *
 * @param forwardError the largest error of its output
 * @param forwardBound the largest accepted error
 * @param backwardError the largest error of the derivative with respect to its input; NaN if it was not checked
 * @param backwardBound the largest accepted error
 * @param verdict on both, and on the gradients of its parameters
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
