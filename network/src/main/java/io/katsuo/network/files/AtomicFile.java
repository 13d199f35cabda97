package io.katsuo.network.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes a whole file or nothing: the bytes go to a hidden temporary file in the same directory, reach the disk, and
 * only then take the final name in one atomic step. When writing fails, or the process is asked to end (Ctrl-C), the
 * temporary file is removed and whatever had the final name before is untouched.
 *
 * <p>A symbolic link is followed and stays: the file it points to is written. What exists and is no regular file, such as
 * a device or a pipe, is refused: it would be replaced, not written to.
 *
 * <p>Concurrent use: safe; of several writers to one name the last to finish wins.
 *
 * @since 0.1
 */
public final class AtomicFile {
    private static final int BUFFER_BYTES = 1 << 16;
    /** As many as Linux follows. */
    private static final int MOST_LINKS = 40;

    private static final AtomicLong COUNTER = new AtomicLong();

    private AtomicFile() {}

    /** What is to be in the file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes the content.
         *
         * @param out where to; buffered, closed by the caller
         * @throws IOException if writing fails, which abandons the file
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes or replaces a file.
     *
     * @param file its final name; the directory must exist
     * @param content what is to be in it
     * @throws IOException if anything fails, with a message that names the file, which is then as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = target(file);
        Path temporary = temporary(target);
        Leftovers.TEMPORARY.add(temporary);
        try {
            writeAndForce(temporary, content);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            forceDirectory(target.getParent());
        } catch (FileSystemException e) {
            throw temporary.toString().equals(e.getFile()) ? named(file, e) : e;
        } catch (IOException e) {
            // Such as "No space left on device", which alone leaves the reader wondering where.
            throw new IOException(file + ": " + e.getMessage(), e);
        } finally {
            Files.deleteIfExists(temporary);
            Leftovers.TEMPORARY.remove(temporary);
        }
    }

    /**
     * Writes or replaces a text file in UTF-8.
     *
     * @param file its final name; the directory must exist
     * @param text what is to be in it
     * @throws IOException if anything fails; the file is then as it was
     */
    public static void write(Path file, String text) throws IOException {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Asks whether a file could be written, before the work that is to fill it: makes a temporary file beside it, and
     * removes it. The file itself is not touched.
     *
     * @param file its final name
     * @throws IOException if it could not, with the message that {@link #write(Path, Content)} would give
     */
    public static void check(Path file) throws IOException {
        Path target = target(file);
        Path temporary = temporary(target);
        Leftovers.TEMPORARY.add(temporary);
        try {
            Files.createFile(temporary);
        } catch (FileSystemException e) {
            throw named(file, e);
        } finally {
            Files.deleteIfExists(temporary);
            Leftovers.TEMPORARY.remove(temporary);
        }
    }

    /** The file to be replaced, at the end of symbolic links; only a regular file may be there already. */
    private static Path target(Path file) throws IOException {
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

    private static Path temporary(Path target) {
        return target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet() + ".tmp");
    }

    /** The exception with the name that the reader knows, instead of the temporary one. */
    private static FileSystemException named(Path file, FileSystemException e) {
        FileSystemException named;
        if (e instanceof NoSuchFileException) {
            named = new NoSuchFileException(file.toString());
        } else if (e instanceof AccessDeniedException) {
            named = new AccessDeniedException(file.toString());
        } else {
            named = new FileSystemException(file.toString(), null, e.getReason());
        }
        named.initCause(e);
        return named;
    }

    private static void writeAndForce(Path temporary, Content content) throws IOException {
        // Not Files.createTempFile, whose owner-only permissions the final file would keep.
        try (FileChannel channel =
                        FileChannel.open(temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES)) {
            content.writeTo(out);
            out.flush();
            channel.force(true);
        }
    }

    private static void forceDirectory(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no directories. The content is safe; only the new name may be lost with the power.
        }
    }

    /** Removes what an ending process leaves behind; the hook exists once something has been written. */
    private static final class Leftovers {
        static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::remove, "katsuo-temporary-files"));
        }

        private static void remove() {
            for (Path path : TEMPORARY) {
                try {
                    Files.deleteIfExists(path);
                } catch (IOException e) {
                    // Nobody is left to tell.
                }
            }
        }
    }
}
