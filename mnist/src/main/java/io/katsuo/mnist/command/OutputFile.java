package io.katsuo.mnist.command;

import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Text files that an option names. They are written as a whole or not at all: a failure, or Ctrl-C, leaves the file as it
 * was.
 */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Checks that a file can be written, before the work whose result it is to hold. The file is not touched.
     *
     * @param option the option that named it, for messages
     * @param file the file; null, of an option that was not given, passes
     * @throws IOException if it cannot be written
     */
    public static void check(String option, Path file) throws IOException {
        if (file == null) {
            return;
        }
        try {
            AtomicFile.check(file);
        } catch (IOException e) {
            throw new IOException(option + ": " + Messages.of(e), e);
        }
    }

    /**
     * Writes or replaces a file.
     *
     * @param file the file; its directory must exist
     * @param text its new content, written in UTF-8
     * @throws IOException if anything fails
     */
    public static void write(Path file, String text) throws IOException {
        AtomicFile.write(file, text);
    }
}
