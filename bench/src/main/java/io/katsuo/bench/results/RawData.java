package io.katsuo.bench.results;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The means of the forks, from what JMH keeps of every iteration. */
final class RawData {
    private static final String SCORES = "rawData";
    private static final String HISTOGRAMS = "rawDataHistogram";

    private RawData() {}

    /** A score an iteration, a list of them a fork. */
    static double[] ofScores(JsonElement rawData) {
        return stream(Fields.array(rawData, SCORES))
                .mapToDouble(fork -> stream(Fields.array(fork, SCORES))
                        .mapToDouble(score -> Fields.number(score, "a score of " + SCORES))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    /** Pairs of a time and how often it was seen; a list of them an iteration, a list of those a fork. */
    static double[] ofHistograms(JsonElement rawData) {
        return stream(Fields.array(rawData, HISTOGRAMS))
                .mapToDouble(fork -> stream(Fields.array(fork, HISTOGRAMS))
                        .mapToDouble(iteration -> mean(Fields.array(iteration, HISTOGRAMS)))
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double mean(JsonArray histogram) {
        double sum = 0;
        double seen = 0;
        for (JsonElement element : histogram) {
            JsonArray pair = Fields.array(element, HISTOGRAMS);
            double count = pair.size() == 2 ? Fields.number(pair.get(1), "a count of " + HISTOGRAMS) : 0;
            if (!(count > 0)) {
                throw new IllegalArgumentException(HISTOGRAMS + " holds no pairs of a time and a count");
            }
            sum += count * Fields.number(pair.get(0), "a time of " + HISTOGRAMS);
            seen += count;
        }
        return sum / seen;
    }

    private static Stream<JsonElement> stream(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
