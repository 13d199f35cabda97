package io.katsuo.network.format;

import io.katsuo.core.tensor.Shape;

/**
 * What the dictionary at the start of a {@code .npy} file says.
 *
 * @param descr the element type in NumPy's notation
 * @param fortranOrder whether the first index runs fastest
 */
record NpyHeader(String descr, boolean fortranOrder, Shape shape) {
    static final String FLOAT32 = "<f4";

    /** The preamble of version 1.0: magic string, version, and two bytes of header length. */
    static final int PREAMBLE_BYTES = 10;

    private static final int ALIGNMENT = 64;

    /** NumPy leaves room to rewrite the first extent in place; so do we, for the same bytes. */
    private static final int EXTENT_DIGITS = 21;

    /** The dictionary as NumPy writes it, padded so that preamble and dictionary fill whole 64-byte lines. */
    String text() {
        StringBuilder text = new StringBuilder();
        text.append("{'descr': '").append(descr).append("', 'fortran_order': ").append(fortranOrder ? "True" : "False");
        text.append(", 'shape': ").append(tuple()).append(", }");
        if (shape.rank() > 0) {
            text.append(
                    " ".repeat(EXTENT_DIGITS - Integer.toString(shape.dim(0)).length()));
        }
        int unpadded = PREAMBLE_BYTES + text.length() + 1;
        text.append(" ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT)).append('\n');
        return text.toString();
    }

    private String tuple() {
        StringBuilder tuple = new StringBuilder("(");
        for (int axis = 0; axis < shape.rank(); axis++) {
            tuple.append(axis == 0 ? "" : " ").append(shape.dim(axis)).append(',');
        }
        if (shape.rank() > 1) {
            tuple.setLength(tuple.length() - 1);
        }
        return tuple.append(')').toString();
    }
}
