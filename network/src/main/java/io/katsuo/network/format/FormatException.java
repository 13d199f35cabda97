package io.katsuo.network.format;

import java.io.IOException;

/** A file of tensors is damaged, hostile, or holds what Katsuo does not read. */
public final class FormatException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String CONTROL = "\\p{Cntrl}";

    /**
     * With a message that names the file and what is wrong. Control characters, such as an end of line in a name that the file
     * contains, become question marks.
     */
    public FormatException(String message) {
        super(message.replaceAll(CONTROL, "?"));
    }

    /** A text of a file for a message: at most 80 characters of it, on one line. */
    public static String printable(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return shown.replaceAll(CONTROL, "?");
    }
}
