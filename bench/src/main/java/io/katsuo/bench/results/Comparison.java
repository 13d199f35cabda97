package io.katsuo.bench.results;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Compares two files of results benchmark by benchmark, the slower ones first. */
final class Comparison {
    /** A benchmark that can be compared. */
    private record Entry(Measurement a, Measurement b, Speed speed) {}

    private Comparison() {}

    /**
     * What a gate says: the benchmarks whose whole interval lies below the limit, or that nothing could be compared. Empty if
     * the gate is open.
     */
    static List<String> closed(JmhFile a, JmhFile b, double limit) {
        List<Entry> entries = entries(a, b, new ArrayList<>());
        if (entries.isEmpty()) {
            return List.of("gate: nothing was compared");
        }
        return entries.stream()
                .filter(entry -> entry.speed.high() < limit)
                .map(entry -> "gate: " + entry.a.key() + " has at most " + factor(entry.speed.high())
                        + " times its speed before, less than " + limit)
                .toList();
    }

    /** The comparison as lines of text. */
    static List<String> lines(JmhFile a, JmhFile b) {
        List<String> incomparable = new ArrayList<>();
        List<Entry> entries = entries(a, b, incomparable);
        List<String> lines = new ArrayList<>(List.of(head("a", a), head("b", b), ""));
        if (entries.isEmpty()) {
            lines.add("The files have nothing in common that can be compared.");
        } else {
            lines.addAll(table(entries));
            lines.add(String.format(
                    Locale.ROOT,
                    "Speed: how many times as fast b is as a. %.0f %% intervals by Welch's method on the logarithms of"
                            + " the means of forks.",
                    100 * Speed.CONFIDENCE));
        }
        list(lines, "Not comparable:", incomparable);
        list(lines, "Only in a:", only(a, b));
        list(lines, "Only in b:", only(b, a));
        return lines;
    }

    /** What is comparable, the slower ones first; the reasons why others are not are added to a list. */
    private static List<Entry> entries(JmhFile a, JmhFile b, List<String> incomparable) {
        List<Entry> entries = new ArrayList<>();
        for (Measurement inA : a.measurements().values()) {
            Measurement inB = b.measurements().get(inA.key());
            String why = inB == null ? null : whyNot(inA, inB);
            if (why != null) {
                incomparable.add(inA.key() + ": " + why);
            } else if (inB != null) {
                entries.add(new Entry(inA, inB, Speed.of(inA, inB)));
            }
        }
        entries.sort(Comparator.comparingDouble(entry -> entry.speed.ratio()));
        return entries;
    }

    /** Why two measurements of the same benchmark have no ratio; null if they have one. */
    private static String whyNot(Measurement a, Measurement b) {
        if (!a.unit().equals(b.unit())) {
            return "in " + a.unit() + " and in " + b.unit();
        }
        if (Math.min(a.forkMeans().length, b.forkMeans().length) < 2) {
            return "a single fork says nothing about the spread between forks; run it with -f 5";
        }
        for (Measurement each : List.of(a, b)) {
            double least = Arrays.stream(each.forkMeans()).min().orElseThrow();
            if (!(least > 0)) {
                return "a fork's mean is " + least + ", which has no ratio";
            }
        }
        return null;
    }

    private static String head(String name, JmhFile file) {
        return name + ": " + file.path() + " (" + String.join("; ", file.machines()) + ")";
    }

    private static List<String> table(List<Entry> entries) {
        TextTable table = new TextTable(
                2, "Benchmark", "Parameters", "Mode", "a", "b", "Unit", "Speed", "Interval", "Forks", "Verdict");
        for (Entry entry : entries) {
            table.add(
                    entry.a.key().shortName(),
                    entry.a.key().parameterText(),
                    entry.a.key().mode(),
                    TextTable.number(entry.a.mean()),
                    TextTable.number(entry.b.mean()),
                    entry.a.unit(),
                    factor(entry.speed.ratio()),
                    factor(entry.speed.low()) + " .. " + factor(entry.speed.high()),
                    entry.a.forkMeans().length + ", " + entry.b.forkMeans().length,
                    entry.speed.verdict());
        }
        return table.lines();
    }

    private static String factor(double ratio) {
        return String.format(Locale.ROOT, ratio < 1000 && ratio >= 0.001 ? "%.3f" : "%.1e", ratio);
    }

    private static List<String> only(JmhFile here, JmhFile there) {
        Set<Measurement.Key> keys = new TreeSet<>(here.measurements().keySet());
        keys.removeAll(there.measurements().keySet());
        return keys.stream().map(Measurement.Key::toString).toList();
    }

    private static void list(List<String> text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.addAll(List.of("", title));
            lines.forEach(line -> text.add("  " + line));
        }
    }
}
