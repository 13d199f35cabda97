package io.katsuo.mnist;

import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.network.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The user's own copies of the files, uncompressed, so that they load in half the time. A file gets its final name only
 * when it is complete and on the disk; two processes may store at the same time.
 */
final class MnistCache {
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
        AtomicFile.write(directory.resolve(file.fileName()), out -> {
            out.write(content.header());
            out.write(content.data());
        });
    }
}
