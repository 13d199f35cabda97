package io.katsuo.core.tensor;

/**
 * Prints tensors as NumPy does: aligned columns, nested brackets, long lines wrapped, the middle of large tensors left
 * out. What one cannot see, the shape of an empty or abbreviated tensor, is added at the end.
 */
final class TensorFormat {
    /** Above this many elements only the edges are printed, as NumPy's default has it. */
    private static final int THRESHOLD = 1000;

    private static final int EDGE = 3;
    private static final int LINE_WIDTH = 75;

    private final Tensor tensor;
    private final NumberColumn column;
    private final StringBuilder out = new StringBuilder();

    private TensorFormat(Tensor tensor) {
        this.tensor = tensor;
        this.column = new NumberColumn(edges(tensor).toArray());
    }

    static String format(Tensor tensor) {
        if (tensor.rank() == 0) {
            return NumberColumn.alone(tensor.item());
        }
        if (tensor.size() == 0) {
            return "[] shape " + tensor.shape();
        }
        TensorFormat format = new TensorFormat(tensor);
        format.print(tensor, 1);
        if (tensor.size() > THRESHOLD) {
            format.out.append(" shape ").append(tensor.shape());
        }
        return format.out.toString();
    }

    /** Whether the middle of an axis of this extent is left out. */
    private static boolean abbreviates(Tensor tensor, int extent) {
        return tensor.size() > THRESHOLD && extent > 2 * EDGE;
    }

    /** The elements that are printed, as a tensor whose long axes have the extent {@code 2·EDGE}. */
    private static Tensor edges(Tensor tensor) {
        Tensor edges = tensor;
        for (int axis = 0; axis < tensor.rank(); axis++) {
            int n = tensor.dim(axis);
            if (abbreviates(tensor, n)) {
                Tensor both = Tensor.zeros(edges.shape().with(axis, 2 * EDGE));
                both.slice(axis, 0, EDGE).copyFrom(edges.slice(axis, 0, EDGE));
                both.slice(axis, EDGE, 2 * EDGE).copyFrom(edges.slice(axis, n - EDGE, n));
                edges = both;
            }
        }
        return edges;
    }

    private void print(Tensor part, int depth) {
        out.append('[');
        if (part.rank() == 1) {
            printLine(part, depth);
        } else {
            printParts(part, depth);
        }
        out.append(']');
    }

    private void printParts(Tensor part, int depth) {
        int n = part.dim(0);
        boolean abbreviated = abbreviates(tensor, n);
        String separator = "\n".repeat(part.rank() - 1) + " ".repeat(depth);
        for (int i = 0; i < n; i++) {
            out.append(i > 0 ? separator : "");
            if (abbreviated && i == EDGE) {
                out.append("...").append(separator);
                i = n - EDGE;
            }
            print(part.row(i), depth + 1);
        }
    }

    private void printLine(Tensor part, int depth) {
        int n = part.dim(0);
        boolean abbreviated = abbreviates(tensor, n);
        // Room for one closing bracket an axis.
        int limit = LINE_WIDTH - tensor.rank();
        int used = depth;
        for (int i = 0; i < n; i++) {
            if (abbreviated && i == EDGE) {
                used = printWord("...", used, limit, depth);
                i = n - EDGE;
            }
            used = printWord(column.text(part.get(i)), used, limit, depth);
        }
    }

    /** Prints a word after a blank, or on a new line if it would not fit; returns the columns used. */
    private int printWord(String word, int used, int limit, int depth) {
        if (used == depth) {
            out.append(word);
            return used + word.length();
        }
        if (used + 1 + word.length() > limit) {
            out.setLength(lengthWithoutBlanks());
            out.append('\n').append(" ".repeat(depth)).append(word);
            return depth + word.length();
        }
        out.append(' ').append(word);
        return used + 1 + word.length();
    }

    private int lengthWithoutBlanks() {
        int end = out.length();
        while (out.charAt(end - 1) == ' ') {
            end--;
        }
        return end;
    }
}
