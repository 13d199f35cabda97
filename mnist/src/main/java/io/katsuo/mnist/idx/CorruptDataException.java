package io.katsuo.mnist.idx;

import java.io.IOException;

/**
 * A file is damaged, truncated, or not the expected file. The message is one line and names the file, the position in it,
 * what was found and what was expected.
 */
public final class CorruptDataException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The file that the message begins with. */
    private final String file;

    /**
     * An exception about a file.
     *
     * @param file the file's name, with which the message begins
     * @param problem what was found, and what was expected
     */
    public CorruptDataException(String file, String problem) {
        super(file + ": " + problem);
        this.file = file;
    }

    /** An exception about a file, with its cause. */
    public CorruptDataException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
        this.file = file;
    }

    /** {@return the name of the file as the message has it} */
    public String file() {
        return file;
    }
}
