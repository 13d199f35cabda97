package io.katsuo.mnist.cli;

import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run's files go. {@code summary.json} stands for the set: it is removed before the first file is replaced and
 * written last, so where there is one, it and the files beside it belong together.
 */
public final class OutputDirectory {
    private static final String SUMMARY = "summary.json";

    private final Path path;
    private final boolean created;

    private OutputDirectory(Path path, boolean created) {
        this.path = path;
        this.created = created;
    }

    /**
     * The directory at this path, made if need be: whoever learns here that it can't be written has lost no time.
     *
     * @param option what named it, for messages
     * @param path where it is
     * @return the directory
     * @throws IOException if files cannot be written there
     */
    public static OutputDirectory open(String option, Path path) throws IOException {
        boolean created = Files.notExists(path);
        try {
            Files.createDirectories(path);
            if (!Files.isWritable(path)) {
                throw new AccessDeniedException(path.toString());
            }
            AtomicFile.check(path.resolve(SUMMARY));
        } catch (IOException e) {
            throw new IOException(option + ": " + Messages.of(e), e);
        }
        return new OutputDirectory(path, created);
    }

    Path path() {
        return path;
    }

    /**
     * Where a file of this name goes.
     *
     * @param name the name
     * @return its path
     */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** Begins a new set of files. */
    void begin() throws IOException {
        Files.deleteIfExists(file(SUMMARY));
    }

    /** Whether a whole set of files of an earlier run is there. */
    boolean holdsRun() {
        return Files.exists(file(SUMMARY));
    }

    /** Ends the set of files. */
    Path finish(String summary) throws IOException {
        Path file = file(SUMMARY);
        AtomicFile.write(file, summary);
        return file;
    }

    /** Removes the directory again if {@link #open} made it and nothing came into it. */
    public void discardIfEmpty() {
        if (created) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                // It is not empty, or no longer ours to remove.
            }
        }
    }
}
