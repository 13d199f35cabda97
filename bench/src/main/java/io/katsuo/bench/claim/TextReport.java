package io.katsuo.bench.claim;

import io.katsuo.bench.results.TextTable;
import java.util.ArrayList;
import java.util.List;

/** The report as text. */
record TextReport(Header header, Findings findings) {
    private static final int WIDTH = 118;

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        header.lines().forEach((name, value) -> lines.add(String.format("%-12s %s", name + ":", value)));
        lines.add("");
        lines.addAll(table().lines());
        lines.add("");
        List<String> sentences = new ArrayList<>(List.of(Figures.LEGEND, "", findings.verdict()));
        sentences.addAll(findings.doubts(header));
        findings.digits().ifPresent(sentences::add);
        findings.explanation().forEach(sentence -> sentences.addAll(List.of("", sentence)));
        for (String sentence : sentences) {
            lines.addAll(List.of(
                    sentence.replaceAll("(.{1," + WIDTH + "})(?: |$)", "$1\n").split("\n")));
        }
        return lines;
    }

    private TextTable table() {
        TextTable table = new TextTable(1, Figures.COLUMNS.toArray(String[]::new));
        String heading = null;
        for (Result result : findings.results()) {
            if (!Figures.heading(result).equals(heading)) {
                heading = Figures.heading(result);
                table.add(heading);
            }
            table.add(Figures.row(result).toArray(String[]::new));
        }
        return table;
    }
}
