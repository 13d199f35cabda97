package io.katsuo.bench.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Two files of results, benchmark by benchmark, the slower ones first. */
final class Comparison {
    private static final String LINE = System.lineSeparator();

    private final JmhFile a;
    private final JmhFile b;
    private final List<Entry> entries = new ArrayList<>();
    private final List<String> incomparable = new ArrayList<>();

    /** What is in both files and can be compared. */
    private record Entry(Measurement a, Measurement b, Speed speed) {}

    Comparison(JmhFile a, JmhFile b) {
        this.a = a;
        this.b = b;
        for (Measurement inA : a.measurements().values()) {
            Measurement inB = b.measurements().get(inA.key());
            if (inB != null) {
                add(inA, inB);
            }
        }
        entries.sort(Comparator.comparingDouble(entry -> entry.speed.ratio()));
    }

    private void add(Measurement inA, Measurement inB) {
        String why = whyNot(inA, inB);
        if (why == null) {
            entries.add(new Entry(inA, inB, Speed.of(inA, inB)));
        } else {
            incomparable.add(inA.key() + ": " + why);
        }
    }

    private static String whyNot(Measurement a, Measurement b) {
        if (!a.unit().equals(b.unit())) {
            return "in " + a.unit() + " and in " + b.unit();
        }
        int fewest = Math.min(a.forkMeans().length, b.forkMeans().length);
        if (fewest < 2) {
            return "a single fork says nothing of the spread between forks; run it with -f 5";
        }
        for (Measurement each : List.of(a, b)) {
            for (double mean : each.forkMeans()) {
                if (!(mean > 0)) {
                    return "a fork's mean is " + mean + ", of which there is no ratio";
                }
            }
        }
        return null;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(head("a", a)).append(head("b", b)).append(LINE);
        if (entries.isEmpty()) {
            text.append("The files have nothing in common that can be compared.")
                    .append(LINE);
        } else {
            text.append(table());
            text.append(String.format(
                    Locale.ROOT,
                    "Speed: how many times as fast b is as a. %.0f %% intervals by Welch's method on the logarithms of"
                            + " the means of forks.",
                    100 * Speed.CONFIDENCE));
            text.append(LINE);
        }
        list(text, "Not comparable:", incomparable);
        list(text, "Only in a:", only(a, b));
        list(text, "Only in b:", only(b, a));
        return text.toString();
    }

    private static String head(String name, JmhFile file) {
        return name + ": " + file.path() + " (" + String.join("; ", file.machines()) + ")" + LINE;
    }

    private String table() {
        TextTable table = new TextTable(
                "Benchmark", "Parameters", "Mode", "a", "b", "Unit", "Speed", "Interval", "Forks", "Verdict");
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
                    entry.speed.verdict().text);
        }
        return table.toString();
    }

    private static String factor(double ratio) {
        return String.format(Locale.ROOT, ratio < 1000 && ratio >= 0.001 ? "%.3f" : "%.1e", ratio);
    }

    private static List<String> only(JmhFile here, JmhFile there) {
        Set<Measurement.Key> keys = new TreeSet<>(here.measurements().keySet());
        keys.removeAll(there.measurements().keySet());
        return keys.stream().map(Measurement.Key::toString).toList();
    }

    private static void list(StringBuilder text, String title, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(LINE).append(title).append(LINE);
            lines.forEach(line -> text.append("  ").append(line).append(LINE));
        }
    }
}
