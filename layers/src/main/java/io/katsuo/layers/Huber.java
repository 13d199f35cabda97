package io.katsuo.layers;

import java.util.Map;

/**
 * Huber's loss for regression with outliers: with {@code e = y - t} and {@code y = x} the loss of a sample is {@code Σ
 * ½e²} where {@code |e| ≤ δ}, else {@code Σ δ·(|e| - ½δ)}; backward gives {@code min(max(e, -δ), δ)} (Huber: "Robust
 * estimation of a location parameter", 1964).
 */
public final class Huber extends ErrorLoss {
    private final float delta;

    /** A layer with δ = 1 that takes the mean over the samples. */
    public Huber(String name) {
        this(name, 1, Reduction.MEAN);
    }

    /**
     * A layer with a δ.
     *
     * @param delta where the loss becomes linear; finite and above 0, rounded to float
     * @throws IllegalArgumentException if δ is out of its range
     */
    public Huber(String name, double delta, Reduction reduction) {
        super(name, reduction);
        this.delta = (float) Activation.checked(name, "delta", delta, 0);
    }

    @Override
    double loss(double x, double t) {
        double e = Math.abs(x - t);
        return e <= delta ? e * e / 2 : delta * (e - delta / 2.0);
    }

    @Override
    float derivative(float y, float t) {
        return Math.min(Math.max(y - t, -delta), delta);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = super.settings();
        settings.put("delta", Float.toString(delta));
        return settings;
    }

    /** The formula. Its second derivative jumps at ±δ, so differences across these points are inexact. */
    @Override
    public LossFormula formula() {
        return new LossFormula() {
            @Override
            public double loss(double[] scores, int at, double[] t) {
                double sum = 0;
                for (int k = 0; k < t.length; k++) {
                    double size = Math.abs(scores[at + k] - t[k]);
                    double inner = Math.min(size, delta);
                    sum += inner * (size - inner / 2);
                }
                return sum;
            }

            @Override
            public boolean kink(double[] a, double[] b, int at, double[] t) {
                for (int k = 0; k < t.length; k++) {
                    double before = a[at + k] - t[k];
                    double after = b[at + k] - t[k];
                    if (before > delta != after > delta || before > -delta != after > -delta) {
                        return true;
                    }
                }
                return false;
            }
        };
    }
}
