package io.katsuo.bench.peers.trial;

import java.util.Map;

/**
 * What one JVM measured at one trial, in rounds. In each round every system ran for one short slice.
 *
 * @param trial the trial's name
 * @param peaks for each round the multiply-adds that the machine could do, as GFLOP/s of all threads: the lowest
 *     reading before and after its slices
 * @param micros by system, for each round, how long one run took
 */
public record Times(String trial, double[] peaks, Map<String, double[]> micros) {}
