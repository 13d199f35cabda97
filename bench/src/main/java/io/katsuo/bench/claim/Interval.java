package io.katsuo.bench.claim;

import io.katsuo.core.random.Rng;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * A 95 % interval by the percentile bootstrap (Efron, "Bootstrap methods", 1979): a figure is computed again and again from JVMs
 * that are drawn with replacement from those that ran. The JVMs are the sample, not the calls in them, since calls of one
 * JVM share its compiled code.
 */
record Interval(double low, double high) {
    private static final int RESAMPLES = 4000;
    private static final long SEED = 1;

    /** The interval of a figure that is computed from resamples; NaN if the figure is. */
    static Interval of(ToDoubleFunction<Rng> figure) {
        Rng rng = new Rng(SEED);
        double[] values = new double[RESAMPLES];
        Arrays.setAll(values, i -> figure.applyAsDouble(rng));
        Arrays.sort(values);
        // NaN comes last.
        return Double.isNaN(values[RESAMPLES - 1])
                ? new Interval(Double.NaN, Double.NaN)
                : new Interval(values[RESAMPLES / 40], values[RESAMPLES - 1 - RESAMPLES / 40]);
    }
}
