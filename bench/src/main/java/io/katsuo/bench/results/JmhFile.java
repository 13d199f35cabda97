package io.katsuo.bench.results;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file of results that JMH wrote as JSON ({@code -rf json -rff FILE}).
 *
 * @param machines the JVMs that were measured
 * @param measurements all results, in the order of their keys
 */
record JmhFile(Path path, TreeSet<String> machines, SortedMap<Measurement.Key, Measurement> measurements) {
    /** A file that cannot be used: the message names the file and the reason. */
    static final class UnusableException extends IOException {
        private static final long serialVersionUID = 1;

        UnusableException(Path file, String why) {
            super(file + ": " + why);
        }
    }

    /** An element of JMH's array, as far as it is needed. */
    private record Entry(
            String benchmark,
            String mode,
            Integer threads,
            Map<String, String> params,
            Metric primaryMetric,
            String jdkVersion,
            String vmName) {
        Measurement measurement() {
            Measurement.Key key = new Measurement.Key(
                    present(benchmark, "benchmark"),
                    present(mode, "mode"),
                    threads == null ? 1 : threads,
                    params == null ? Map.of() : params);
            return new Measurement(
                    key,
                    present(present(primaryMetric, "primaryMetric").scoreUnit, "scoreUnit"),
                    primaryMetric.forkMeans());
        }
    }

    /**
     * Scores by fork and iteration, or, in the mode {@code sample}, for each iteration pairs of a time and the number of its
     * occurrences.
     */
    private record Metric(
            String scoreUnit, List<List<Double>> rawData, List<List<List<List<Double>>>> rawDataHistogram) {
        double[] forkMeans() {
            return rawDataHistogram == null
                    ? filled(rawData).stream().mapToDouble(Metric::mean).toArray()
                    : filled(rawDataHistogram).stream()
                            .mapToDouble(fork -> mean(filled(fork).stream()
                                    .map(Metric::weightedMean)
                                    .toList()))
                            .toArray();
        }

        private static double mean(List<Double> scores) {
            return filled(scores).stream().mapToDouble(Metric::finite).average().orElseThrow();
        }

        private static double weightedMean(List<List<Double>> histogram) {
            double sum = 0;
            double seen = 0;
            for (List<Double> pair : filled(histogram)) {
                if (pair == null || pair.size() != 2 || !(finite(pair.get(1)) > 0)) {
                    throw new IllegalArgumentException("rawDataHistogram holds no pairs of a time and a count");
                }
                sum += pair.get(1) * finite(pair.get(0));
                seen += pair.get(1);
            }
            return sum / seen;
        }

        private static <T> List<T> filled(List<T> list) {
            if (present(list, "rawData").isEmpty()) {
                throw new IllegalArgumentException("its raw data are empty");
            }
            return list;
        }

        private static double finite(Double value) {
            if (value == null || !Double.isFinite(value)) {
                throw new IllegalArgumentException("a score is not a finite number: " + value);
            }
            return value;
        }
    }

    private static <T> T present(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException("it has no " + name);
        }
        return value;
    }

    /** Reads a file. */
    static JmhFile read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableException(file, Files.exists(file) ? "is not a file" : "no such file");
        }
        List<Entry> entries = entries(file);
        if (entries == null || entries.isEmpty()) {
            throw new UnusableException(file, "holds no results: no benchmark succeeded");
        }
        JmhFile read = new JmhFile(file, new TreeSet<>(), new TreeMap<>());
        for (int i = 0; i < entries.size(); i++) {
            try {
                read.add(present(entries.get(i), "fields"));
            } catch (IllegalArgumentException e) {
                throw new UnusableException(file, "result " + (i + 1) + " is not JMH's: " + e.getMessage());
            }
        }
        return read;
    }

    private static List<Entry> entries(Path file) throws IOException {
        try (JsonReader json = new JsonReader(Files.newBufferedReader(file))) {
            json.setStrictness(Strictness.STRICT);
            List<Entry> entries = new Gson().fromJson(json, new TypeToken<List<Entry>>() {}.getType());
            if (entries == null || json.peek() == JsonToken.END_DOCUMENT) {
                return entries;
            }
            throw new UnusableException(file, "damaged: something follows the results");
        } catch (CharacterCodingException | EOFException | MalformedJsonException | JsonParseException e) {
            throw new UnusableException(file, "damaged, or not a file of JMH's results");
        }
    }

    private void add(Entry entry) {
        Measurement measurement = entry.measurement();
        if (measurements.put(measurement.key(), measurement) != null) {
            throw new IllegalArgumentException(measurement.key() + " occurs twice");
        }
        if (entry.jdkVersion != null && entry.vmName != null) {
            machines.add("JDK " + entry.jdkVersion + ", " + entry.vmName);
        }
    }
}
