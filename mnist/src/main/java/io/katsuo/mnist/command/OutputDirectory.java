package io.katsuo.mnist.command;

import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of a command's output files.
 *
 * @since 0.1
 */
public final class OutputDirectory {
    private final Path path;
    private final boolean created;

    private OutputDirectory(Path path, boolean created) {
        this.path = path;
        this.created = created;
    }

    /**
     * Creates the directory if it does not exist, and checks that files can be written there before the command begins
     * its work.
     *
     * @param option the option that named it, for messages
     * @throws IOException if files cannot be written there
     */
    public static OutputDirectory open(String option, Path path) throws IOException {
        boolean created = Files.notExists(path);
        try {
            Files.createDirectories(path);
            if (!Files.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            AtomicFile.check(path.resolve("summary.json"));
        } catch (IOException e) {
            throw new IOException(option + ": " + Messages.of(e), e);
        }
        return new OutputDirectory(path, created);
    }

    /** The directory. */
    public Path path() {
        return path;
    }

    /** A file in the directory. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Removes the directory if {@link #open} created it and it is still empty. */
    public void discardIfEmpty() {
        if (created) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // It is not empty, or another process removed it.
            }
        }
    }
}
