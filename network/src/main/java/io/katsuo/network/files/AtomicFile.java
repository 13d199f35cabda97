package io.katsuo.network.files;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Writes whole files or nothing. The bytes go to a hidden directory beside the final files and reach the disk; only then
 * the files take their final names. When writing fails, or the process is asked to end (Ctrl-C), what was there before is
 * untouched. Files that are written together replace the earlier ones together: if a process is killed between two of
 * the final renames, the next check or write in the directory completes them.
 *
 * <p>A symbolic link is followed and stays: the file it points to is written. What exists and is no regular file, such as
 * a device or a pipe, is refused. A replaced file's permissions stay. Interrupts do not stop a write, and it works in a
 * shutdown hook. What killed writers leave behind is removed by a later check or write, after an hour.
 *
 * <p>Concurrent use: safe, by several processes too; of several writers the last to finish wins.
 */
public final class AtomicFile {
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private AtomicFile() {}

    /** What is to be in a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the content.
         *
         * @param out where to; buffered, closed by the caller
         * @throws IOException if writing fails, which abandons the file
         */
        void writeTo(OutputStream out) throws IOException;

        /** {@return a text in UTF-8 as content} */
        static Content of(String text) {
            return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /**
     * Writes or replaces a file.
     *
     * @throws IOException if anything fails, with a message that names the file, which is then as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = target(file);
        try (Staging staging = new Staging(target.getParent(), file)) {
            staging.add(target.getFileName().toString(), file, content);
            staging.moveOnly(target);
        }
    }

    /**
     * Writes or replaces a text file in UTF-8.
     *
     * @throws IOException if anything fails; the file is then as it was
     */
    public static void write(Path file, String text) throws IOException {
        write(file, Content.of(text));
    }

    /**
     * Writes or replaces files of one directory, all or none of them.
     *
     * @throws IOException if anything fails, with a message that names the file; all files are then as they were, unless
     *     the message says that complete files wait to be renamed
     */
    public static void write(Path directory, Map<String, Content> files) throws IOException {
        for (String name : files.keySet()) {
            target(directory.resolve(name));
        }
        try (Staging staging = new Staging(directory, directory)) {
            for (Map.Entry<String, Content> file : files.entrySet()) {
                staging.add(file.getKey(), directory.resolve(file.getKey()), file.getValue());
            }
            staging.moveAll();
        }
    }

    /**
     * Asks whether a file could be written, before the work that is to fill it. The file itself is not touched.
     *
     * @throws IOException if it could not, with the message that {@link #write(Path, Content)} would give
     */
    public static void check(Path file) throws IOException {
        Path target = target(file);
        try (Staging staging = new Staging(target.getParent(), file)) {
            staging.add(target.getFileName().toString(), file, out -> {});
        }
    }

    /**
     * Asks whether files of one directory could be written, as {@link #check(Path)} does, and whether there is space.
     *
     * @param bytes how many bytes they will have together
     * @throws IOException if they could not be written
     */
    public static void check(Path directory, List<String> names, long bytes) throws IOException {
        try (Staging staging = new Staging(directory, directory)) {
            for (String name : names) {
                target(directory.resolve(name));
                staging.add(name, directory.resolve(name), out -> {});
            }
        }
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes) {
            throw new FileSystemException(
                    directory.toString(), null, "the disk has " + free + " bytes left, and " + bytes + " are needed");
        }
    }

    /** The file to be replaced, at the end of symbolic links; only a regular file may be there already. */
    static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemException(file.toString(), null, "too many symbolic links");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        if (target.getParent() == null || target.getFileName() == null) {
            throw new IOException(file + ": not the name of a file");
        }
        if (Files.isDirectory(target)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(
                    file.toString(), null, "is a device, a pipe or a socket, and would be replaced by a file");
        }
        return target;
    }
}
