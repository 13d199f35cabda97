package io.katsuo.bench.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The report as a page that needs no other file. */
record Page(Header header, Findings findings) {
    private static final String STYLE = """
            body { font-family: system-ui, sans-serif; max-width: 66rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.45; }
            table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; font-size: .9rem; }
            th, td { text-align: right; padding: .25rem .6rem; white-space: nowrap; }
            th:first-child, td:first-child { text-align: left; }
            thead th { border-bottom: 1px solid; }
            tbody th { text-align: left; padding-top: .9rem; font-weight: 600; }
            tr.headline td { font-weight: 700; }
            .scroll { overflow-x: auto; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; font-size: .9rem; }
            dt { font-weight: 600; } dd { margin: 0; }
            svg { max-width: 100%; height: auto; display: block; margin: 1.5rem 0; }
            .verdict { font-size: 1.15rem; }
            """;

    String html() {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width">
                <meta name="color-scheme" content="light dark">
                <title>Katsuo: the claim, measured</title>
                <style>
                %s</style>
                </head>
                <body>
                <h1>Backpropagation against numerical differentiation</h1>
                <p class="verdict">%s</p>
                %s%s
                %s
                <h2>The figures</h2>
                <div class="scroll">%s</div>
                <p>%s</p>
                <h2>What the figures say</h2>
                %s
                <h2>Fork by fork</h2>
                <p>Each ratio comes from a pair of fresh JVMs.</p>
                <div class="scroll">%s</div>
                </body>
                </html>
                """.formatted(
                        STYLE,
                        escape(findings.verdict()),
                        doubts(),
                        machine(),
                        charts(),
                        table(),
                        Figures.LEGEND,
                        explanation(),
                        forks());
    }

    /** Without two networks of the same batch size there is nothing to plot. */
    private String charts() {
        return findings.batches().isEmpty()
                ? ""
                : Charts.ratios(findings).toSvg() + "\n"
                        + Charts.times(findings).toSvg();
    }

    private String doubts() {
        return findings.doubts(header).stream()
                .map(doubt -> "<p><strong>" + escape(doubt) + "</strong></p>\n")
                .collect(Collectors.joining());
    }

    private String table() {
        StringBuilder table =
                new StringBuilder("<table>\n<thead>" + row("th", Figures.COLUMNS, "") + "</thead>\n<tbody>\n");
        String heading = null;
        for (Result result : findings.results()) {
            if (!Figures.heading(result).equals(heading)) {
                heading = Figures.heading(result);
                table.append("<tr><th colspan=\"" + Figures.COLUMNS.size() + "\">" + escape(heading) + "</th></tr>\n");
            }
            table.append(row("td", Figures.row(result), result == findings.headline() ? " class=\"headline\"" : ""));
        }
        return table + "</tbody>\n</table>\n";
    }

    private static String row(String cell, List<String> cells, String attributes) {
        return cells.stream()
                .map(text -> "<" + cell + ">" + escape(text) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr" + attributes + ">", "</tr>\n"));
    }

    private String forks() {
        StringBuilder table = new StringBuilder("<table>\n<tbody>\n");
        for (Result result : findings.results()) {
            List<String> cells = new ArrayList<>(List.of(result.of().name()));
            result.forks().forEach(fork -> cells.add(Figures.grouped(fork.ratio())));
            table.append(row("td", cells, ""));
        }
        return table + "</tbody>\n</table>\n";
    }

    private String explanation() {
        StringBuilder text = new StringBuilder();
        findings.digits().ifPresent(digits -> text.append("<p>" + escape(digits) + "</p>\n"));
        findings.explanation().forEach(sentence -> text.append("<p>" + escape(sentence) + "</p>\n"));
        return text.toString();
    }

    private String machine() {
        return header.lines().entrySet().stream()
                .map(line -> "<dt>" + escape(line.getKey()) + "</dt><dd>" + escape(line.getValue()) + "</dd>\n")
                .collect(Collectors.joining("", "<dl>\n", "</dl>"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
