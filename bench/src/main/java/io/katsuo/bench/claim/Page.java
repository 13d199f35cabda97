package io.katsuo.bench.claim;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as a page that needs no other file. */
record Page(Header header, Findings findings) {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark">
            <title>Katsuo: the claim, measured</title>
            <style>
            body { font-family: system-ui, sans-serif; max-width: 76rem; margin: 1.5rem auto; padding: 0 1.5rem; line-height: 1.45; }
            @media (prefers-color-scheme: dark) { body { background: #0d1117; color: #e6edf3; } }
            h1 { margin: 0; font-size: clamp(1.3rem, 3vw, 2.2rem); }
            table { border-collapse: collapse; width: 100%%; font-variant-numeric: tabular-nums; font-size: .9rem; }
            th, td { text-align: right; padding: .25rem .6rem; white-space: nowrap; }
            th:first-child, td:first-child { text-align: left; }
            tbody th { text-align: left; padding-top: .9rem; font-weight: 600; }
            tr.headline td { font-weight: 700; }
            .ratio { font-size: clamp(3rem, 13vw, 9rem); font-weight: 700; line-height: 1; margin: .5rem 0 0; font-variant-numeric: tabular-nums; }
            .ratio span { font-size: 35%%; font-weight: 400; margin-left: -.3em; }
            .verdict { font-size: clamp(1.1rem, 2.2vw, 1.6rem); margin: .8rem 0; }
            .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(30rem, 100%%), 1fr)); gap: 1rem; }
            .scroll { overflow-x: auto; }
            svg { width: 100%%; height: auto; display: block; }
            </style>
            </head>
            <body>
            <h1>Backpropagation against numerical differentiation</h1>
            <p class="ratio">%s</p>
            <p class="verdict">%s</p>
            %s
            <div class="charts">%s</div>
            <h2>The figures</h2>
            <div class="scroll">%s</div>
            <p>%s</p>
            <h2>What the figures say</h2>
            %s
            <h2>Fork by fork</h2>
            <p>Each ratio comes from a pair of fresh JVMs.</p>
            <div class="scroll">%s</div>
            <h2>Measured on</h2>
            %s
            </body>
            </html>
            """;

    String html() {
        return PAGE.formatted(
                ratio(),
                escape(findings.verdict()),
                all(findings.doubts(header).stream(), "<p><strong>", "</strong></p>"),
                charts(),
                figures(),
                Figures.LEGEND,
                all(Stream.concat(findings.digits().stream(), findings.explanation().stream()), "<p>", "</p>"),
                forks(),
                all(header.lines().entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()), "", "<br>"));
    }

    private String ratio() {
        double ratio = findings.headline().ratio();
        return Double.isNaN(ratio) ? "Not measured" : Figures.grouped(ratio) + " <span>times as fast</span>";
    }

    /** Without two networks of the same batch size there is nothing to plot. */
    private String charts() {
        return findings.batches().isEmpty()
                ? ""
                : Charts.ratios(findings).toSvg() + "\n"
                        + Charts.times(findings).toSvg();
    }

    private String figures() {
        StringBuilder rows = new StringBuilder("<table>\n" + row("th", Figures.COLUMNS, "") + "<tbody>\n");
        String heading = null;
        for (Result result : findings.results()) {
            if (!Figures.heading(result).equals(heading)) {
                heading = Figures.heading(result);
                rows.append("<tr><th colspan=\"" + Figures.COLUMNS.size() + "\">" + escape(heading) + "</th></tr>\n");
            }
            rows.append(row("td", Figures.row(result), result == findings.headline() ? " class=\"headline\"" : ""));
        }
        return rows + "</tbody>\n</table>";
    }

    private String forks() {
        StringBuilder rows = new StringBuilder("<table>\n");
        for (Result result : findings.results()) {
            List<String> cells = new ArrayList<>(List.of(result.of().name()));
            result.forks().forEach(fork -> cells.add(Figures.grouped(fork.ratio())));
            rows.append(row("td", cells, ""));
        }
        return rows + "</table>";
    }

    private static String row(String cell, List<String> cells, String attributes) {
        return "<tr" + attributes + ">" + all(cells.stream(), "<" + cell + ">", "</" + cell + ">") + "</tr>\n";
    }

    private static String all(Stream<String> texts, String before, String after) {
        return texts.map(text -> before + escape(text) + after).collect(Collectors.joining("\n"));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
