package io.katsuo.network.gradcheck;

import java.util.Locale;

/** A report as a table for people. */
final class ReportTable {
    private ReportTable() {}

    static String of(GradientReport report) {
        int width = Math.max(
                9,
                report.entries().stream()
                        .mapToInt(entry -> entry.name().length())
                        .max()
                        .orElse(0));
        String format = "%-" + width + "s %8s %6s %12s %14s %14s  %s%n";
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT, format, "parameter", "checked", "kinks", "mean |d|", "max|d|/max|g|", "bound", "verdict"));
        for (CheckedParameter entry : report.entries()) {
            table.append(String.format(
                    Locale.ROOT,
                    format,
                    entry.name(),
                    entry.checked(),
                    entry.skipped(),
                    figure(entry.errors().meanAbsolute()),
                    figure(entry.errors().maxRelative()),
                    figure(relativeBound(entry)),
                    entry.passed() ? "passed" : "FAILED at " + entry.worst().index()));
        }
        report.findings()
                .forEach(finding -> table.append("FAILED: ").append(finding).append(System.lineSeparator()));
        report.notes().forEach(note -> table.append(note).append(System.lineSeparator()));
        return table.toString().stripTrailing();
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
