package io.katsuo.network.gradcheck;

/**
 * The whole way forward in float32 and in double: a mistake that the code and its derivative share would show here.
 *
 * @param loss the loss in float32, as the network reports it
 * @param doubleLoss the loss of the formulas in double
 * @param scoreError the largest difference of two scores
 * @param scoreBound how large it may be
 * @param passed the verdict
 * @since 0.1
 */
public record CheckedForward(double loss, double doubleLoss, double scoreError, double scoreBound, boolean passed) {}
