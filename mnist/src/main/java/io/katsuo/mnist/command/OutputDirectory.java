package io.katsuo.mnist.command;

import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The directory of a command's output files. */
public final class OutputDirectory {
    private final Path path;
    private final boolean created;

    private OutputDirectory(Path path, boolean created) {
        this.path = path;
        this.created = created;
    }

    /**
     * Creates the directory if it does not exist, and checks that its files can be written before the command begins its
     * work.
     *
     * @param names the files that the command will write
     * @param bytes how many bytes they will have together
     * @throws IOException if files cannot be written there
     */
    public static OutputDirectory open(String option, Path path, List<String> names, long bytes) throws IOException {
        boolean created = Files.notExists(path);
        OutputDirectory opened = new OutputDirectory(path, created);
        try {
            Files.createDirectories(path);
            AtomicFile.check(path, names, bytes);
        } catch (IOException e) {
            opened.discardIfEmpty();
            throw new IOException(option + ": " + Messages.of(e), e);
        }
        return opened;
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
