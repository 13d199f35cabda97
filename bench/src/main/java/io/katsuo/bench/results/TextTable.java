package io.katsuo.bench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table as text, with columns as wide as their widest cell: first columns of text, then right-aligned numbers. */
public final class TextTable {
    private final int textColumns;
    private final List<String[]> rows = new ArrayList<>();

    /** A table with its first row; the first {@code textColumns} columns are left-aligned. */
    public TextTable(int textColumns, String... head) {
        this.textColumns = textColumns;
        rows.add(head);
    }

    /** Adds a row. A row of a single cell is a heading, which does not widen its column. */
    public void add(String... cells) {
        rows.add(cells);
    }

    /** A number with four significant digits, or all digits before the point if it has more; {@code -} for NaN. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size == 0 || !Double.isFinite(value)) {
            return size == 0 ? "0" : "-";
        }
        if (size < 1e-3) {
            return String.format(Locale.ROOT, "%.1e", value);
        }
        int digits = (int) Math.floor(Math.log10(size));
        return String.format(Locale.ROOT, "%,." + Math.max(0, 3 - digits) + "f", value);
    }

    /** The rows as lines. */
    public List<String> lines() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length && row.length > 1; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(String[] row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String pad = " ".repeat(Math.max(0, widths[i] - row[i].length()));
            line.append(i < textColumns ? row[i] + pad : pad + row[i]).append("  ");
        }
        return line.toString().stripTrailing();
    }

    @Override
    public String toString() {
        return lines().stream().map(line -> line + System.lineSeparator()).collect(Collectors.joining());
    }
}
