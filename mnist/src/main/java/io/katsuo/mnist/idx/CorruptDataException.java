package io.katsuo.mnist.idx;

import java.io.IOException;

/**
 * A file is not what it should be: damaged, cut off, or another file altogether. The message names the file, the place
 * in it, what was found and what was expected, in one line.
 *
 * @since 0.1
 */
public final class CorruptDataException extends IOException {
    private static final long serialVersionUID = 1L;

    /** The file that the message begins with. */
    private final String file;

    /**
     * A complaint about a file.
     *
     * @param file the file's name, with which the message begins
     * @param problem what was found, and what was expected
     */
    public CorruptDataException(String file, String problem) {
        super(file + ": " + problem);
        this.file = file;
    }

    /**
     * A complaint about a file, with what led to it.
     *
     * @param file the file's name, with which the message begins
     * @param problem what was found, and what was expected
     * @param cause what led to it
     */
    public CorruptDataException(String file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
        this.file = file;
    }

    /**
     * Which file.
     *
     * @return its name as the message has it
     */
    public String file() {
        return file;
    }
}
