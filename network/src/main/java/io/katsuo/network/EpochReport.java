package io.katsuo.network;

/**
 * Where training stands, once in as many iterations as make an epoch.
 *
 * @param epoch which report, from 0
 * @param iteration the iteration after which it was made, from 0
 * @param loss the loss on that iteration's batch after the update
 * @param trainAccuracy the accuracy on all training samples; NaN for a network that does not classify
 * @param testAccuracy the accuracy on all test samples; NaN if there are none, or for a network that does not classify
 * @since 0.1
 */
public record EpochReport(int epoch, int iteration, double loss, double trainAccuracy, double testAccuracy) {}
