/**
 * Metrics of predictions. For classes: {@link io.katsuo.network.metrics.ConfusionMatrix} (accuracy, precision, recall
 * and F1), {@link io.katsuo.network.metrics.TopK} and {@link io.katsuo.network.metrics.Calibration}; for numbers {@link
 * io.katsuo.network.metrics.RegressionMetrics}. All of them compute in double. A figure that is the quotient 0 / 0 is
 * NaN, and a mean over classes excludes such figures.
 */
package io.katsuo.network.metrics;
