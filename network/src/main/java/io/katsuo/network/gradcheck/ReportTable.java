package io.katsuo.network.gradcheck;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A report as a table for people. It fits one screen: if something is wrong, that sentence comes first, then a few
 * parameters, those that did not pass before the others.
 */
final class ReportTable {
    private static final int ROWS = 24;
    private static final int FINDINGS = 6;

    private ReportTable() {}

    static String of(GradientReport report) {
        List<CheckedParameter> entries = report.entries();
        boolean passed = report.passed();
        if (!passed && entries.size() > ROWS) {
            entries = entries.stream()
                    .sorted(Comparator.comparing(CheckedParameter::passed))
                    .limit(ROWS)
                    .toList();
        }
        int width = Math.max(
                9,
                entries.stream().mapToInt(entry -> entry.name().length()).max().orElse(0));
        String format = "%-" + width + "s %8s %7s %6s %12s %14s %14s  %s%n";
        StringBuilder table = new StringBuilder(passed ? "" : report.reason() + System.lineSeparator());
        table.append(String.format(
                Locale.ROOT,
                format,
                "parameter",
                "checked",
                "shown",
                "kinks",
                "mean |d|",
                "max|d|/max|g|",
                "bound",
                "verdict"));
        for (CheckedParameter entry : entries) {
            table.append(String.format(
                    Locale.ROOT,
                    format,
                    entry.name(),
                    entry.checked(),
                    entry.shown(),
                    entry.skipped(),
                    figure(entry.errors().meanAbsolute()),
                    figure(entry.errors().maxRelative()),
                    figure(relativeBound(entry)),
                    entry.verdict()
                            + (entry.verdict() == Verdict.FAILED
                                    ? " at " + entry.worst().index()
                                    : "")));
        }
        more(table, report.entries().size() - entries.size(), "parameters");
        report.findings().stream()
                .skip(1)
                .limit(FINDINGS)
                .forEach(finding -> table.append("FAILED: ").append(finding).append(System.lineSeparator()));
        more(table, report.findings().size() - 1 - FINDINGS, "findings");
        report.notes().forEach(note -> table.append(note).append(System.lineSeparator()));
        return table.toString().stripTrailing();
    }

    private static void more(StringBuilder table, int left, String what) {
        if (left > 0) {
            table.append("and ").append(left).append(" more ").append(what).append(System.lineSeparator());
        }
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.2e", value);
    }

    /** The bound in the unit of the column beside it. */
    private static double relativeBound(CheckedParameter entry) {
        double error = entry.errors().maxAbsolute();
        return error == 0
                ? entry.bound()
                : entry.bound() / (error / entry.errors().maxRelative());
    }
}
