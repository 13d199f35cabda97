package io.katsuo.network.gradcheck;

/**
 * The comparison of the forward passes in float32 and in double. It finds a mistake that the code and its derivative
 * share.
 *
 * @param loss the loss in float32 that the network returns
 * @param doubleLoss the loss of the formulas in double
 * @param scoreError the largest difference of two scores
 * @param scoreBound the largest accepted difference
 * @param passed the verdict
 */
public record CheckedForward(double loss, double doubleLoss, double scoreError, double scoreBound, boolean passed) {}
