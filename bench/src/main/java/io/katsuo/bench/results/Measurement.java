package io.katsuo.bench.results;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What JMH measured of one benchmark with one set of parameters. Its unit of evidence is the fork: iterations of one JVM
 * share what that JVM happened to compile and where its memory happened to lie, so their mean counts as one observation.
 *
 * @param key what was measured
 * @param unit of the scores, such as {@code us/op}
 * @param forkMeans the mean score of each fork
 */
record Measurement(Key key, String unit, double[] forkMeans) {
    /** JMH's short name for operations a time: the only mode in which more is better. */
    private static final String THROUGHPUT = "thrpt";

    /**
     * What two measurements must have in common to be comparable.
     *
     * @param benchmark class and method
     * @param mode JMH's short name, such as {@code avgt}
     * @param threads as JMH's {@code -t}
     * @param parameters by name
     */
    record Key(String benchmark, String mode, int threads, SortedMap<String, String> parameters)
            implements Comparable<Key> {
        Key(String benchmark, String mode, int threads, Map<String, String> parameters) {
            this(benchmark, mode, threads, (SortedMap<String, String>) new TreeMap<>(parameters));
        }

        /** Class and method, without the package. */
        String shortName() {
            int method = benchmark.lastIndexOf('.');
            return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
        }

        /** Such as {@code shape=64x64x64}. */
        String parameterText() {
            String text = parameters.entrySet().stream()
                    .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                    .collect(Collectors.joining(" "));
            return threads == 1 ? text : (text + " -t " + threads).strip();
        }

        @Override
        public int compareTo(Key other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return (benchmark + " " + mode + " " + parameterText()).strip();
        }
    }

    double mean() {
        return Arrays.stream(forkMeans).average().orElseThrow();
    }

    boolean moreIsBetter() {
        return key.mode().equals(THROUGHPUT);
    }
}
