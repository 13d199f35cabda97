package io.katsuo.bench.peers;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.katsuo.core.ops.Backend;
import java.util.List;
import java.util.Locale;

/** The figures as a table, and as JSON. */
record PeersReport(PeersOptions options, List<Comparison> comparisons) {
    String header() {
        return "Katsuo: " + Backend.describe() + System.lineSeparator() + "Threads: " + options.threads() + ", passes: "
                + options.passes() + ". GFLOP/s are medians; x is how many times as fast as the peer Katsuo is."
                + System.lineSeparator() + System.lineSeparator()
                + head();
    }

    private String head() {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s", "shape"));
        for (Peer peer : options.systems()) {
            line.append(String.format(Locale.ROOT, peer == Peer.KATSUO ? " %8s %5s" : " %13s %6s", peer.id, ""));
        }
        return line.toString();
    }

    String row(Comparison comparison) {
        StringBuilder line =
                new StringBuilder(String.format(Locale.ROOT, "%-24s", comparison.product.name()));
        for (Peer peer : options.systems()) {
            double gflops = comparison.gflops(peer);
            line.append(
                    peer == Peer.KATSUO
                            ? String.format(Locale.ROOT, " %8.1f %4.0f%%", gflops, comparison.percentOfPeak(peer))
                            : String.format(Locale.ROOT, " %13.1f %5.2fx", gflops, comparison.ratio(peer)));
        }
        return line.toString();
    }

    String means() {
        StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24s %14s", "geometric mean", ""));
        for (Peer peer : others()) {
            line.append(String.format(Locale.ROOT, " %13s %5.2fx", "", Comparison.meanRatio(comparisons, peer)));
        }
        return line.toString();
    }

    private List<Peer> others() {
        return options.systems().stream().filter(peer -> peer != Peer.KATSUO).toList();
    }

    String toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("backend", Backend.describe());
        json.addProperty("jdk", Runtime.version().toString());
        json.addProperty("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.addProperty("processors", Runtime.getRuntime().availableProcessors());
        json.addProperty("threads", options.threads());
        json.addProperty("passes", options.passes());
        JsonArray results = new JsonArray();
        for (Comparison comparison : comparisons) {
            for (Peer peer : options.systems()) {
                JsonObject result = new JsonObject();
                result.addProperty("shape", comparison.product.name());
                result.addProperty("system", peer.id);
                result.addProperty("threads", options.threads());
                result.addProperty("gflops", comparison.gflops(peer));
                result.addProperty("percentOfPeak", comparison.percentOfPeak(peer));
                result.addProperty("katsuoRatio", comparison.ratio(peer));
                results.add(result);
            }
        }
        json.add("results", results);
        JsonObject means = new JsonObject();
        others().forEach(peer -> means.addProperty(peer.id, Comparison.meanRatio(comparisons, peer)));
        json.add("geometricMeanRatios", means);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }
}
