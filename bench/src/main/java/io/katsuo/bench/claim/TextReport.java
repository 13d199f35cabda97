package io.katsuo.bench.claim;

import java.util.ArrayList;
import java.util.List;

/** The report as text. */
record TextReport(Header header, Findings findings) {
    private static final int WIDTH = 118;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        header.lines().forEach((name, value) -> lines.add(String.format("%-12s %s", name + ":", value)));
        lines.add("");
        lines.addAll(table());
        lines.add("");
        lines.addAll(wrapped(Figures.LEGEND));
        lines.add("");
        lines.addAll(wrapped(findings.verdict()));
        findings.doubts(header).forEach(doubt -> lines.addAll(wrapped(doubt)));
        findings.digits().ifPresent(digits -> lines.addAll(wrapped(digits)));
        for (String sentence : findings.explanation()) {
            lines.add("");
            lines.addAll(wrapped(sentence));
        }
        return lines;
    }

    private List<String> table() {
        int[] widths = Figures.COLUMNS.stream().mapToInt(String::length).toArray();
        for (Result result : findings.results()) {
            List<String> row = Figures.row(result);
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>(List.of(line(Figures.COLUMNS, widths)));
        String heading = null;
        for (Result result : findings.results()) {
            if (!Figures.heading(result).equals(heading)) {
                heading = Figures.heading(result);
                lines.add(heading);
            }
            lines.add(line(Figures.row(result), widths));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append("  ").append(String.format("%" + (i == 0 ? "-" : "") + widths[i] + "s", cells.get(i)));
        }
        return line.toString();
    }

    private static List<String> wrapped(String text) {
        return List.of(text.replaceAll("(.{1," + WIDTH + "})(?: |$)", "$1\n").split("\n"));
    }
}
