package io.katsuo.mnist;

import io.katsuo.mnist.idx.IdxArray;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The user's own copies of the files, uncompressed, so that they load in half the time. A file gets its final name only
 * when it is complete and on the disk; two processes may store at the same time.
 */
final class MnistCache {
    private static final String UNFINISHED = ".part";
    /** Longer than storing takes, so that the unfinished file of another process is not removed. */
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Path directory;

    MnistCache(Path directory) {
        this.directory = directory;
    }

    /**
     * The directory for data that programs can fetch again, as this platform's conventions have it.
     *
     * @param env the environment
     * @param os the property {@code os.name}
     * @param home the user's home directory
     */
    static Path usualPlace(Map<String, String> env, String os, Path home) {
        Path base;
        if (os.startsWith("Mac")) {
            base = home.resolve("Library").resolve("Caches");
        } else if (os.startsWith("Windows")) {
            base = named(env, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        } else {
            base = named(env, "XDG_CACHE_HOME", home.resolve(".cache"));
        }
        return base.resolve("katsuo").resolve("mnist");
    }

    private static Path named(Map<String, String> env, String variable, Path otherwise) {
        String value = env.get(variable);
        // The XDG specification wants relative paths ignored.
        return value == null || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }

    Path directory() {
        return directory;
    }

    /** Stores a file's content under its name, and replaces what was there. */
    void store(KnownFile file, IdxArray content) throws IOException {
        Files.createDirectories(directory);
        removeForgotten();
        Path part = directory.resolve(file.fileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            try (FileChannel out = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                writeFully(out, ByteBuffer.wrap(content.header()));
                writeFully(out, ByteBuffer.wrap(content.data()));
                out.force(true);
            }
            Files.move(part, directory.resolve(file.fileName()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void writeFully(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    /** Removes the unfinished files of processes that were killed. */
    private void removeForgotten() throws IOException {
        Instant then = Instant.now().minus(FORGOTTEN);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
            for (Path part : parts) {
                if (lastModified(part).isBefore(then)) {
                    Files.deleteIfExists(part);
                }
            }
        }
    }

    private static Instant lastModified(Path part) throws IOException {
        try {
            return Files.getLastModifiedTime(part).toInstant();
        } catch (NoSuchFileException e) {
            return Instant.MAX; // another process just finished it
        }
    }
}
