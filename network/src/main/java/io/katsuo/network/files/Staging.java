package io.katsuo.network.files;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * A hidden directory with files that are on the disk and have yet to take their final names. Several files are moved in
 * two steps: the directory gets the name {@link #COMPLETE} in one atomic step, which decides that its files will be the
 * current ones; then each of them is moved. Whoever finds a directory of that name, after a crash or while another
 * process moves, moves its files too: all of them do the same.
 */
final class Staging implements AutoCloseable {
    private static final String PREFIX = ".katsuo-";
    private static final String UNFINISHED = ".tmp";
    static final String COMPLETE = PREFIX + "complete";

    /** Longer than writing takes, so that the directory of another process is not removed. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    /** After this many attempts, which take a second together, other writers are not the reason of the failure. */
    private static final int MOST_WRITERS = 500;

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path directory;
    private final Path path;
    private final Thread hook = new Thread(this::close, "katsuo-unfinished-files");
    private boolean closed;

    /** An empty one in this directory; {@code named} is what messages call it. */
    Staging(Path directory, Path named) throws IOException {
        this.directory = directory;
        this.path = directory.resolve(PREFIX
                + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX)
                + UNFINISHED);
        complete(directory);
        removeForgotten(directory);
        try {
            Files.createDirectory(path);
        } catch (FileSystemException e) {
            throw named(named, e);
        }
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and this file is one of the last things that it does.
        }
    }

    /** Writes a file of this name, which stays until it is moved; {@code named} is what messages call it. */
    void add(String name, Path named, AtomicFile.Content content) throws IOException {
        Path file = path.resolve(name);
        try {
            Files.createFile(file);
            try (OutputStream stream = open(file);
                    OutputStream out = new BufferedOutputStream(stream, BUFFER_BYTES)) {
                keepPermissions(directory.resolve(name), file);
                content.writeTo(out);
                out.flush();
                if (stream instanceof FileOutputStream onDisk) {
                    onDisk.getFD().sync();
                }
            }
        } catch (FileSystemException e) {
            throw String.valueOf(e.getFile()).startsWith(path.toString()) ? named(named, e) : e;
        } catch (IOException e) {
            // Such as "No space left on device", which alone leaves the reader wondering where.
            throw new IOException(named + ": " + Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
        }
    }

    /** In the default file system no channel, which an interrupt would close. */
    private static OutputStream open(Path file) throws IOException {
        return file.getFileSystem() == FileSystems.getDefault()
                ? new FileOutputStream(file.toFile())
                : Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.DSYNC);
    }

    private static void keepPermissions(Path replaced, Path file) throws IOException {
        PosixFileAttributeView old = Files.getFileAttributeView(replaced, PosixFileAttributeView.class);
        if (old != null && Files.exists(replaced)) {
            Files.setPosixFilePermissions(file, old.readAttributes().permissions());
        }
    }

    /** Moves the only file. */
    synchronized void moveOnly(Path target) throws IOException {
        requireOpen();
        move(path.resolve(target.getFileName()), target);
        force(directory);
    }

    /** Moves all files. */
    synchronized void moveAll() throws IOException {
        requireOpen();
        force(path);
        announce(directory.resolve(COMPLETE));
        force(directory);
        complete(directory);
    }

    /** Gives this directory the name of complete ones, once no other one has it. */
    private void announce(Path all) throws IOException {
        for (int tries = 1; ; tries++) {
            complete(directory);
            try {
                Files.move(path, all, StandardCopyOption.ATOMIC_MOVE);
                return;
            } catch (FileSystemException e) {
                // The directory of another writer was there when the move failed, and may be gone by now. The failure
                // has no type of its own ("Directory not empty"), hence a bound for those of another kind.
                if (e instanceof AccessDeniedException || e instanceof NoSuchFileException || tries == MOST_WRITERS) {
                    throw named(directory, e);
                }
                LockSupport.parkNanos(tries * 10_000L);
            }
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException(directory + ": the process is ending, and nothing was written");
        }
    }

    /** Moves the files of a complete directory, if there is one. */
    private static void complete(Path directory) throws IOException {
        Path all = directory.resolve(COMPLETE);
        if (!Files.isDirectory(all)) {
            return;
        }
        try {
            for (Path file : files(all, "*")) {
                moveIfThere(file, AtomicFile.target(directory.resolve(file.getFileName())));
            }
        } catch (IOException e) {
            throw new IOException(e.getMessage() + "; complete files wait in " + all + " to be renamed", e);
        }
        force(directory);
        try {
            Files.deleteIfExists(all);
        } catch (IOException e) {
            // It is the next one, of another process; or it is empty, and does not stand in anybody's way.
        }
    }

    private static void moveIfThere(Path file, Path target) throws IOException {
        try {
            move(file, target);
        } catch (NoSuchFileException e) {
            // Another process has moved it.
        }
    }

    private static void move(Path file, Path target) throws IOException {
        try {
            // The second option is for file systems that know no atomic moves and do not say so.
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            // A link leads to another file system.
            Files.move(file, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what has not been moved. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            remove(path);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending, and the hook finds nothing left to do.
            }
        }
    }

    private static void removeForgotten(Path directory) {
        Instant then = Instant.now().minus(FORGOTTEN);
        try {
            for (Path unfinished : files(directory, PREFIX + "*" + UNFINISHED)) {
                Instant last = Files.getLastModifiedTime(unfinished).toInstant();
                for (Path file : files(unfinished, "*")) {
                    Instant time = Files.getLastModifiedTime(file).toInstant();
                    last = time.isAfter(last) ? time : last;
                }
                if (last.isBefore(then)) {
                    remove(unfinished);
                }
            }
        } catch (IOException e) {
            // It cannot be listed, or another process removes the same.
        }
    }

    private static void remove(Path unfinished) {
        try {
            for (Path file : files(unfinished, "*")) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // Another process will remove it later.
        }
    }

    private static List<Path> files(Path directory, String pattern) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, pattern)) {
            found.forEach(files::add);
        } catch (NoSuchFileException e) {
            // Another process has just removed it.
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }

    /** Has the names in a directory reach the disk. */
    private static void force(Path directory) {
        boolean interrupted = Thread.interrupted(); // would close the channel
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no directories. The content is safe; only the new name may be lost with the power.
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The exception with the name that the reader knows, and with a reason. */
    private static FileSystemException named(Path file, FileSystemException e) {
        FileSystemException named;
        if (e instanceof NoSuchFileException) {
            named = new NoSuchFileException(file.toString(), null, "the directory does not exist");
        } else if (e instanceof AccessDeniedException) {
            named = new AccessDeniedException(file.toString());
        } else {
            String reason = Objects.requireNonNullElse(
                    e.getReason(), "cannot be written (" + e.getClass().getSimpleName() + ")");
            named = new FileSystemException(file.toString(), null, reason);
        }
        named.initCause(e);
        return named;
    }
}
