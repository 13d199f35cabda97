package io.katsuo.bench.results;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file of results that JMH wrote as JSON ({@code -rf json -rff FILE}).
 *
 * @param path where it is
 * @param machines the JVMs that were measured, as JMH tells them
 * @param measurements all results, in order of their keys
 */
record JmhFile(Path path, TreeSet<String> machines, SortedMap<Measurement.Key, Measurement> measurements) {
    /** A file that cannot be used: its message names the file and says why. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1;

        UnusableException(Path file, String why) {
            super(file + ": " + why);
        }
    }

    /** Reads a file. */
    static JmhFile read(Path file) throws IOException, UnusableException {
        JsonElement root = parse(file);
        if (!root.isJsonArray()) {
            throw new UnusableException(file, "not a file of JMH's results: it is no array of them");
        }
        JsonArray results = root.getAsJsonArray();
        if (results.isEmpty()) {
            throw new UnusableException(file, "holds no results: no benchmark ended well");
        }
        JmhFile read = new JmhFile(file, new TreeSet<>(), new TreeMap<>());
        for (int i = 0; i < results.size(); i++) {
            try {
                read.add(results.get(i));
            } catch (IllegalArgumentException e) {
                throw new UnusableException(file, "result " + (i + 1) + " is not JMH's: " + e.getMessage());
            }
        }
        return read;
    }

    private static JsonElement parse(Path file) throws IOException, UnusableException {
        if (!Files.isRegularFile(file)) {
            throw new UnusableException(file, Files.exists(file) ? "is not a file" : "no such file");
        }
        if (Files.size(file) == 0) {
            throw new UnusableException(file, "is empty");
        }
        try (Reader text = Files.newBufferedReader(file);
                JsonReader json = new JsonReader(text)) {
            json.setStrictness(Strictness.STRICT);
            JsonElement root = new Gson().getAdapter(JsonElement.class).read(json);
            // Complains of whatever follows.
            json.peek();
            return root;
        } catch (EOFException e) {
            throw new UnusableException(file, "damaged: ends too early");
        } catch (CharacterCodingException | MalformedJsonException | JsonParseException e) {
            throw new UnusableException(file, "damaged, or not JSON");
        }
    }

    private void add(JsonElement element) {
        JsonObject result = Fields.object(element, "a result");
        Map<String, String> parameters = new LinkedHashMap<>();
        if (result.has("params")) {
            Fields.object(result.get("params"), "params")
                    .entrySet()
                    .forEach(parameter ->
                            parameters.put(parameter.getKey(), Fields.string(parameter.getValue(), "a parameter")));
        }
        Measurement.Key key = new Measurement.Key(
                Fields.string(result.get("benchmark"), "benchmark"),
                Fields.string(result.get("mode"), "mode"),
                result.has("threads") ? (int) Fields.number(result.get("threads"), "threads") : 1,
                parameters);
        JsonObject metric = Fields.object(result.get("primaryMetric"), "primaryMetric");
        double[] forkMeans = metric.has("rawDataHistogram")
                ? RawData.ofHistograms(metric.get("rawDataHistogram"))
                : RawData.ofScores(metric.get("rawData"));
        String unit = Fields.string(metric.get("scoreUnit"), "scoreUnit");
        if (measurements.put(key, new Measurement(key, unit, forkMeans)) != null) {
            throw new IllegalArgumentException(key + " is there twice");
        }
        if (result.has("jdkVersion") && result.has("vmName")) {
            machines.add("JDK " + Fields.string(result.get("jdkVersion"), "jdkVersion") + ", "
                    + Fields.string(result.get("vmName"), "vmName"));
        }
    }
}
