package io.katsuo.bench.peers;

import com.google.gson.GsonBuilder;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.bench.results.TextTable;
import io.katsuo.core.ops.Backend;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as tables, and as JSON. */
record PeersReport(PeersOptions options, List<Comparison> comparisons) {
    /** A table for each group of trials. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "Katsuo: " + Backend.describe(),
                format("Best peak of multiply-adds: %.0f GFLOP/s", comparisons.getFirst().bestPeak()),
                "Threads: " + options.threads() + ", JVMs: " + options.passes() + ". Figures are medians of the rounds"
                        + " with at least nine tenths of the best peak; % is of the peak around them;",
                "x is how many times as fast as the peer Katsuo is, in brackets the same in the other rounds;"
                        + " ~ if all rounds were disturbed."));
        groups().forEach((group, members) -> {
            lines.add("");
            lines.addAll(table(group, members).lines());
        });
        return lines;
    }

    private Map<String, List<Comparison>> groups() {
        Map<String, List<Comparison>> groups = new LinkedHashMap<>();
        comparisons.forEach(comparison -> groups.computeIfAbsent(comparison.trial().group(), g -> new ArrayList<>())
                .add(comparison));
        return groups;
    }

    private List<String> systems(List<Comparison> members) {
        return options.systems().stream()
                .filter(system -> members.stream().anyMatch(member -> member.systems().contains(system)))
                .toList();
    }

    private TextTable table(String group, List<Comparison> members) {
        List<String> systems = systems(members);
        boolean counted = members.getFirst().trial().operations() > 0;
        List<String> head = new ArrayList<>(List.of(group + (counted ? ", GFLOP/s" : ", µs")));
        List<String> means = new ArrayList<>(List.of("geometric mean"));
        for (String system : systems) {
            boolean katsuo = system.equals(Trial.KATSUO);
            head.addAll(katsuo ? List.of(system, counted ? "%" : "") : List.of(system, "x", ""));
            means.addAll(
                    katsuo
                            ? List.of("", "")
                            : List.of("", format("%.2fx", Comparison.meanRatio(members, system)), ""));
        }
        TextTable table = new TextTable(1, head.toArray(String[]::new));
        for (Comparison member : members) {
            List<String> row =
                    new ArrayList<>(List.of(member.trial().name() + (member.share() > 0 ? "" : " ~")));
            systems.forEach(system -> row.addAll(cells(member, system, counted)));
            table.add(row.toArray(String[]::new));
        }
        table.add(means.toArray(String[]::new));
        return table;
    }

    private static List<String> cells(Comparison member, String system, boolean counted) {
        boolean katsuo = system.equals(Trial.KATSUO);
        if (!member.systems().contains(system)) {
            return katsuo ? List.of("", "") : List.of("", "", "");
        }
        String figure = format("%.1f", counted ? member.gflops(system) : member.micros(system));
        if (katsuo) {
            return List.of(figure, counted ? format("%.0f%%", member.percentOfPeak(system)) : "");
        }
        double disturbed = member.disturbedRatio(system);
        return List.of(
                figure,
                format("%.2fx", member.ratio(system)),
                Double.isNaN(disturbed) ? "" : format("(%.2f)", disturbed));
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("backend", Backend.describe());
        json.put("jdk", Runtime.version().toString());
        json.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.put("processors", Runtime.getRuntime().availableProcessors());
        json.put("threads", options.threads());
        json.put("passes", options.passes());
        json.put("bestPeakGflops", comparisons.getFirst().bestPeak());
        json.put(
                "results",
                comparisons.stream()
                        .flatMap(comparison -> comparison.systems().stream().map(system -> result(comparison, system)))
                        .toList());
        Map<String, Map<String, Double>> means = new LinkedHashMap<>();
        groups().forEach((group, members) -> {
            Map<String, Double> ratios = new LinkedHashMap<>();
            systems(members).forEach(system -> ratios.put(system, Comparison.meanRatio(members, system)));
            ratios.remove(Trial.KATSUO);
            means.put(group, ratios);
        });
        json.put("geometricMeanRatios", means);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private Map<String, Object> result(Comparison comparison, String system) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("shape", comparison.trial().name());
        result.put("group", comparison.trial().group());
        result.put("system", system);
        result.put("threads", options.threads());
        result.put("micros", comparison.micros(system));
        if (comparison.trial().operations() > 0) {
            result.put("gflops", comparison.gflops(system));
            result.put("percentOfPeak", comparison.percentOfPeak(system));
        }
        result.put("katsuoRatio", comparison.ratio(system));
        result.put("undisturbedShare", comparison.share());
        double disturbed = comparison.disturbedRatio(system);
        if (!Double.isNaN(disturbed)) {
            result.put("katsuoRatioDisturbed", disturbed);
        }
        return result;
    }
}
