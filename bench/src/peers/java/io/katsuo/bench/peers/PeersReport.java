package io.katsuo.bench.peers;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.katsuo.bench.peers.trial.Group;
import io.katsuo.bench.peers.trial.Trial;
import io.katsuo.core.ops.Backend;
import java.util.List;
import java.util.Locale;

/** The figures as tables, and as JSON. */
record PeersReport(PeersOptions options, List<Comparison> comparisons) {
    /** A table for each group of trials. */
    String text() {
        StringBuilder text = new StringBuilder();
        line(text, "Katsuo: " + Backend.describe());
        line(text, format("Best peak of multiply-adds: %.0f GFLOP/s", comparisons.getFirst().bestPeak));
        line(text, "Threads: " + options.threads() + ", JVMs: " + options.passes() + ". Figures are medians of the rounds"
                + " with at least nine tenths of the best peak; % is of the peak around them;");
        line(text, "x is how many times as fast as the peer Katsuo is, in brackets the same in the other rounds;"
                + " ~ if all rounds were disturbed.");
        for (Group group : Group.values()) {
            List<Comparison> members = members(group);
            if (!members.isEmpty()) {
                line(text, "");
                table(text, group, members);
            }
        }
        return text.toString();
    }

    private List<Comparison> members(Group group) {
        return comparisons.stream()
                .filter(comparison -> comparison.trial.group() == group)
                .toList();
    }

    private List<String> systems(List<Comparison> members) {
        return options.systems().stream()
                .filter(system -> members.stream().anyMatch(member -> member.systems.contains(system)))
                .toList();
    }

    private void table(StringBuilder text, Group group, List<Comparison> members) {
        List<String> systems = systems(members);
        String unit = group == Group.SGEMM ? "GFLOP/s" : "µs";
        StringBuilder head = new StringBuilder(format("%-24s", group.id() + ", " + unit));
        for (String system : systems) {
            head.append(format(isKatsuo(system) ? " %9s      " : " %11s              ", system));
        }
        line(text, head.toString().stripTrailing());
        members.forEach(member -> line(text, row(member, systems).stripTrailing()));
        StringBuilder means = new StringBuilder(format("%-40s", "geometric mean"));
        for (String system : others(systems)) {
            means.append(format(" %11s %5.2fx        ", "", Comparison.meanRatio(members, system)));
        }
        line(text, means.toString().stripTrailing());
    }

    private static String row(Comparison member, List<String> systems) {
        StringBuilder row = new StringBuilder(format("%-24s", member.trial.name() + (member.hasUndisturbed() ? "" : " ~")));
        boolean counted = member.trial.operations() > 0;
        for (String system : systems) {
            if (!member.systems.contains(system)) {
                row.append(format(" %25s", ""));
                continue;
            }
            row.append(format(" %" + (isKatsuo(system) ? 9 : 11) + ".1f", counted ? member.gflops(system) : member.micros(system)));
            if (isKatsuo(system)) {
                row.append(counted ? format(" %4.0f%%", member.percentOfPeak(system)) : "      ");
            } else {
                double disturbed = member.disturbedRatio(system);
                row.append(format(" %5.2fx ", member.ratio(system)));
                row.append(Double.isNaN(disturbed) ? "       " : format("(%4.2f) ", disturbed));
            }
        }
        return row.toString();
    }

    private static boolean isKatsuo(String system) {
        return system.equals(Trial.KATSUO);
    }

    private static List<String> others(List<String> systems) {
        return systems.stream().filter(system -> !isKatsuo(system)).toList();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    String toJson() {
        JsonObject json = new JsonObject();
        json.addProperty("backend", Backend.describe());
        json.addProperty("jdk", Runtime.version().toString());
        json.addProperty("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        json.addProperty("processors", Runtime.getRuntime().availableProcessors());
        json.addProperty("threads", options.threads());
        json.addProperty("passes", options.passes());
        json.addProperty("bestPeakGflops", comparisons.getFirst().bestPeak);
        JsonArray results = new JsonArray();
        for (Comparison comparison : comparisons) {
            comparison.systems.forEach(system -> results.add(result(comparison, system)));
        }
        json.add("results", results);
        JsonObject means = new JsonObject();
        for (Group group : Group.values()) {
            List<Comparison> members = members(group);
            JsonObject ratios = new JsonObject();
            others(systems(members)).forEach(system -> ratios.addProperty(system, Comparison.meanRatio(members, system)));
            if (!members.isEmpty()) {
                means.add(group.id(), ratios);
            }
        }
        json.add("geometricMeanRatios", means);
        return new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n";
    }

    private JsonObject result(Comparison comparison, String system) {
        JsonObject result = new JsonObject();
        result.addProperty("shape", comparison.trial.name());
        result.addProperty("group", comparison.trial.group().id());
        result.addProperty("system", system);
        result.addProperty("threads", options.threads());
        result.addProperty("micros", comparison.micros(system));
        if (comparison.trial.operations() > 0) {
            result.addProperty("gflops", comparison.gflops(system));
            result.addProperty("percentOfPeak", comparison.percentOfPeak(system));
        }
        result.addProperty("katsuoRatio", comparison.ratio(system));
        result.addProperty("undisturbedShare", comparison.share());
        double disturbed = comparison.disturbedRatio(system);
        if (!Double.isNaN(disturbed)) {
            result.addProperty("katsuoRatioDisturbed", disturbed);
        }
        return result;
    }
}
