package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistCacheTest {
    private static final SampleFile FILE = SampleFile.of("file-idx1-ubyte", 1000);

    @TempDir
    private Path directory;

    @Test
    void liesWhereThePlatformKeepsSuchThings() {
        Path home = Path.of("/home/me");
        assertEquals(Path.of("/home/me/.cache/katsuo/mnist"), MnistCache.usualPlace(Map.of(), "Linux", home));
        assertEquals(
                Path.of("/var/cache/me/katsuo/mnist"),
                MnistCache.usualPlace(Map.of("XDG_CACHE_HOME", "/var/cache/me"), "Linux", home));
        assertEquals(
                Path.of("/home/me/.cache/katsuo/mnist"),
                MnistCache.usualPlace(Map.of("XDG_CACHE_HOME", ""), "FreeBSD", home));
        assertEquals(
                Path.of("/home/me/.cache/katsuo/mnist"),
                MnistCache.usualPlace(Map.of("XDG_CACHE_HOME", "relative"), "Linux", home));
        assertEquals(
                Path.of("/home/me/Library/Caches/katsuo/mnist"),
                MnistCache.usualPlace(Map.of("XDG_CACHE_HOME", "/x"), "Mac OS X", home));
        assertEquals(
                Path.of("/data/katsuo/mnist"),
                MnistCache.usualPlace(Map.of("LOCALAPPDATA", "/data"), "Windows 11", home));
        assertEquals(
                Path.of("/home/me/AppData/Local/katsuo/mnist"), MnistCache.usualPlace(Map.of(), "Windows 11", home));
    }

    @Test
    void storesInDirectoriesThatItMakes() throws Exception {
        Path deep = directory.resolve("a/b");
        new MnistCache(deep).store(FILE, FILE.read("", FILE.content()));
        assertArrayEquals(FILE.content(), Files.readAllBytes(deep.resolve("file-idx1-ubyte")));
    }

    @Test
    void leavesNothingWhereItMayNotWrite() throws Exception {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no such permissions");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(directory), "root may write anywhere");
        assertThrows(IOException.class, () -> new MnistCache(directory).store(FILE, FILE.read("", FILE.content())));
        assertEquals(0, directory.toFile().list().length);
    }

    /** The final name cannot be had: the part must go. */
    @Test
    void leavesNoPartWhenTheMoveFails() throws Exception {
        Files.createDirectories(directory.resolve("file-idx1-ubyte/not-empty"));
        assertThrows(IOException.class, () -> new MnistCache(directory).store(FILE, FILE.read("", FILE.content())));
        assertArrayEquals(new String[] {"file-idx1-ubyte"}, directory.toFile().list());
    }
}
