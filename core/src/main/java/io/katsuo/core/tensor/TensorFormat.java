package io.katsuo.core.tensor;

/** Prints tensors as NumPy does: aligned columns, nested brackets, the middle of large ones left out. */
final class TensorFormat {
    /** Above this many elements only the edges are printed, as NumPy's default has it. */
    private static final int THRESHOLD = 1000;

    private static final int EDGE = 3;

    private final Tensor tensor;
    private final boolean abbreviated;
    private final StringBuilder out = new StringBuilder();
    private int width;

    private TensorFormat(Tensor tensor) {
        this.tensor = tensor;
        this.abbreviated = tensor.size() > THRESHOLD;
    }

    static String format(Tensor tensor) {
        if (tensor.rank() == 0) {
            return text(tensor.item());
        }
        TensorFormat format = new TensorFormat(tensor);
        format.measure(tensor);
        format.print(tensor, 1);
        if (format.abbreviated || tensor.size() == 0) {
            format.out.append(" shape ").append(tensor.shape());
        }
        return format.out.toString();
    }

    private static String text(float value) {
        return value == (int) value && Math.abs(value) < 1e7f && Float.floatToRawIntBits(value) != 0x80000000
                ? (int) value + "."
                : Float.toString(value);
    }

    private boolean skips(int i, int n) {
        return abbreviated && n > 2 * EDGE && i >= EDGE && i < n - EDGE;
    }

    private void measure(Tensor part) {
        for (int i = 0; i < part.dim(0); i++) {
            if (skips(i, part.dim(0))) {
                continue;
            }
            if (part.rank() == 1) {
                width = Math.max(width, text(part.get(i)).length());
            } else {
                measure(part.row(i));
            }
        }
    }

    private void print(Tensor part, int depth) {
        int n = part.dim(0);
        String separator = part.rank() == 1 ? " " : "\n".repeat(part.rank() - 1) + " ".repeat(depth);
        out.append('[');
        boolean gap = false;
        for (int i = 0; i < n; i++) {
            if (skips(i, n)) {
                if (!gap) {
                    out.append(separator).append("...");
                    gap = true;
                }
                continue;
            }
            if (i > 0) {
                out.append(separator);
            }
            if (part.rank() == 1) {
                String value = text(part.get(i));
                out.append(" ".repeat(width - value.length())).append(value);
            } else {
                print(part.row(i), depth + 1);
            }
        }
        out.append(']');
    }
}
