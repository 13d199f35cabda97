package io.katsuo.network.metrics;

import io.katsuo.core.tensor.ShapeException;
import io.katsuo.core.tensor.Tensor;
import java.util.Locale;

/**
 * Errors of predicted numbers, over all elements. If an element is NaN, all three figures are NaN.
 *
 * @param mse the mean squared error, mean of (y - t)²
 * @param mae the mean absolute error, mean of |y - t|
 * @param r2 the coefficient of determination, 1 - Σ(y - t)² / Σ(t - mean(t))²: 1 for perfect predictions, 0 for
 *     predictions that always equal the mean; NaN if all expected numbers are equal
 */
public record RegressionMetrics(double mse, double mae, double r2) {
    /**
     * Measures predictions.
     *
     * @throws ShapeException if the shapes differ or there are no elements
     */
    public static RegressionMetrics of(Tensor y, Tensor t) {
        if (!y.shape().equals(t.shape()) || y.size() == 0) {
            throw new ShapeException("regressionMetrics: the same shape with at least one element needed: y "
                    + y.shape() + ", t " + t.shape());
        }
        float[] predicted = y.toArray();
        float[] expected = t.toArray();
        int n = expected.length;
        // Relative to the first number, so that the spread of equal numbers is exactly 0.
        double first = expected[0];
        double mean = 0;
        for (float value : expected) {
            mean += (value - first) / n;
        }
        double squares = 0;
        double absolutes = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            double error = (double) predicted[i] - expected[i];
            squares += error * error;
            absolutes += Math.abs(error);
            double distance = expected[i] - first - mean;
            spread += distance * distance;
        }
        double r2 = spread > 0 ? 1 - squares / spread : Double.NaN;
        return new RegressionMetrics(squares / n, absolutes / n, r2);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "MSE %.6g, MAE %.6g, R² %.4f", mse, mae, r2);
    }
}
