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
        lines.add(
                "backprop, numerical: seconds of one gradient, medians over forks. ratio: numerical / backprop, median. in"
                        + " losses: what");
        lines.add("one backprop costs, in evaluations of the loss (in brackets: by its operations).");
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
        List<List<String>> rows = new ArrayList<>();
        rows.add(Figures.COLUMNS);
        findings.results().forEach(result -> rows.add(Figures.row(result)));
        int[] widths = new int[Figures.COLUMNS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        lines.add(line(rows.getFirst(), widths));
        String title = null;
        for (Result result : findings.results()) {
            if (!result.of().way().title().equals(title)) {
                title = result.of().way().title();
                lines.add((result.of().isClaim() ? "" : "context: ") + title);
            }
            lines.add(line(Figures.row(result), widths));
        }
        return lines;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - cells.get(i).length());
            line.append("  ").append(i == 0 ? cells.get(i) + padding : padding + cells.get(i));
        }
        return line.toString();
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
