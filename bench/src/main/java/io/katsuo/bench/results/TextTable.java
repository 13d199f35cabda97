package io.katsuo.bench.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lines of columns as wide as their widest cell: the first two are text, the others stand at the right. */
final class TextTable {
    private static final int TEXT_COLUMNS = 2;

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... head) {
        rows.add(head);
    }

    void add(String... cells) {
        rows.add(cells);
    }

    /** A number with four significant digits, or all digits before the point if it has more. */
    static String number(double value) {
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

    @Override
    public String toString() {
        int[] widths = new int[rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row[i].length());
                line.append(i < TEXT_COLUMNS ? row[i] + pad : pad + row[i]).append("  ");
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }
}
