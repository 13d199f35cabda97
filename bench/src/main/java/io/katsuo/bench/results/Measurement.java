package io.katsuo.bench.results;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What JMH measured of one benchmark with one set of parameters. A fork counts as one observation, its mean: iterations of
 * one JVM share its compiled code and its memory layout.
 *
 * @param key what was measured
 * @param unit the unit of the scores, such as {@code us/op}
 * @param forkMeans the mean score of each fork
 */
record Measurement(Key key, String unit, double[] forkMeans) {
    /**
     * What two comparable measurements have in common.
     *
     * @param benchmark class and method
     * @param mode JMH's short name, such as {@code avgt}
     * @param threads JMH's {@code -t}
     * @param parameters by name
     */
    record Key(String benchmark, String mode, int threads, Map<String, String> parameters) implements Comparable<Key> {
        /** Class and method, without the package. */
        String shortName() {
            int method = benchmark.lastIndexOf('.');
            return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
        }

        /** Such as {@code shape=64x64x64}. */
        String parameterText() {
            String text = new TreeMap<>(parameters)
                    .entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(" "));
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

    /** Whether a larger score is better, which is so for operations a time only. */
    boolean moreIsBetter() {
        return key.mode().equals("thrpt");
    }
}
