package io.katsuo.bench.results;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How many times as fast {@code b} is as {@code a}, with Welch's confidence interval on the logarithms of the means of forks.
 * With {@code n} forks each,
 *
 * <pre>
 * d  = mean log b − mean log a                        (negated for times)
 * s² = var log a / na + var log b / nb
 * ν  = s⁴ / ((var log a / na)² / (na − 1) + (var log b / nb)² / (nb − 1))
 * </pre>
 *
 * and the interval is {@code exp(d ± t(ν) · s)}. Logarithms, because a slow JVM is slower by a factor; Welch's, because the
 * two variances may differ. (B. L. Welch, Biometrika 34, 1947.)
 *
 * @param ratio the estimate, {@code exp d}
 * @param low the lower end of the interval
 * @param high the upper end of the interval
 */
record Speed(double ratio, double low, double high) {
    /** Among a hundred unchanged benchmarks one is called different, not five. */
    static final double CONFIDENCE = 0.99;

    /** Compares two measurements of the same benchmark; each has at least two forks, and only positive scores. */
    static Speed of(Measurement a, Measurement b) {
        double[] logA = Arrays.stream(a.forkMeans()).map(Math::log).toArray();
        double[] logB = Arrays.stream(b.forkMeans()).map(Math::log).toArray();
        double difference = StatUtils.mean(logB) - StatUtils.mean(logA);
        double d = a.moreIsBetter() ? difference : -difference;
        double partA = StatUtils.variance(logA) / logA.length;
        double partB = StatUtils.variance(logB) / logB.length;
        double squared = partA + partB;
        double margin = 0;
        if (squared > 0) {
            double freedom =
                    squared * squared / (partA * partA / (logA.length - 1) + partB * partB / (logB.length - 1));
            double t = new TDistribution(null, freedom).inverseCumulativeProbability((1 + CONFIDENCE) / 2);
            margin = t * Math.sqrt(squared);
        }
        return new Speed(Math.exp(d), Math.exp(d - margin), Math.exp(d + margin));
    }

    /** What the interval says. */
    String verdict() {
        return low > 1 ? "faster" : high < 1 ? "slower" : "not distinguishable";
    }
}
