/**
 * How good predictions are. For classes: {@link io.katsuo.network.metrics.ConfusionMatrix} (accuracy, precision, recall and
 * F1), {@link io.katsuo.network.metrics.TopK} and {@link io.katsuo.network.metrics.Calibration}; for numbers
 * {@link io.katsuo.network.metrics.RegressionMetrics}. All of them compute in double. A figure that is a quotient 0 / 0 is
 * NaN, and a mean over classes leaves such figures out.
 */
package io.katsuo.network.metrics;
