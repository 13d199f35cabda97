package io.katsuo.network.gradcheck;

/**
 * What was found for one layer taken alone: it is given the very floats that reach it in the network, and what it makes
 * of them is compared with its formula in double. So an error of one layer is never blamed on another.
 *
 * @param name the layer's name
 * @param forwardError the largest error of its output
 * @param forwardBound how large that may be
 * @param backwardError the largest error of the derivative by its input; NaN if it was not asked for
 * @param backwardBound how large that may be
 * @param passed the verdict on both, and on the gradients of its parameters
 * @param reason the verdict in words
 * @since 0.1
 */
public record CheckedLayer(
        String name,
        double forwardError,
        double forwardBound,
        double backwardError,
        double backwardBound,
        boolean passed,
        String reason) {}
