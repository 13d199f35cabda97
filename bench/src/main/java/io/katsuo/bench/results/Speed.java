package io.katsuo.bench.results;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How many times as fast {@code b} is as {@code a}, with a confidence interval: Welch's, on the logarithms of the means of
 * forks. Of {@code n} forks each,
 *
 * <pre>
 * d  = mean log b − mean log a                        (the other way round for times)
 * s² = var log a / na + var log b / nb
 * ν  = s⁴ / ((var log a / na)² / (na − 1) + (var log b / nb)² / (nb − 1))
 * </pre>
 *
 * and the interval is {@code exp(d ± t(ν) · s)}. Logarithms, because a slow JVM is slower by a factor; Welch's, because
 * nothing says that both vary alike. (B. L. Welch, Biometrika 34, 1947.)
 *
 * @param ratio the estimate, {@code exp d}
 * @param low the interval's lower end
 * @param high its upper end
 */
record Speed(double ratio, double low, double high) {
    /** So that among a hundred unchanged benchmarks one is called different, not five. */
    static final double CONFIDENCE = 0.99;

    /** What can be said at this confidence. */
    enum Verdict {
        FASTER("faster"),
        SLOWER("slower"),
        EQUAL("not distinguishable");

        final String text;

        Verdict(String text) {
            this.text = text;
        }
    }

    /** Compares two measurements of the same; each has at least two forks, and only positive scores. */
    static Speed of(Measurement a, Measurement b) {
        double[] logA = logarithms(a);
        double[] logB = logarithms(b);
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

    private static double[] logarithms(Measurement measurement) {
        return Arrays.stream(measurement.forkMeans()).map(Math::log).toArray();
    }

    Verdict verdict() {
        if (low > 1) {
            return Verdict.FASTER;
        }
        return high < 1 ? Verdict.SLOWER : Verdict.EQUAL;
    }
}
