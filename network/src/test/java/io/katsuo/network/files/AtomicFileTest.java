package io.katsuo.network.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Old content or new, never a part, never a leftover. */
class AtomicFileTest {
    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("summary.json");
    }

    @Test
    void writesAndReplaces() throws IOException {
        AtomicFile.write(file, "old content, longer");
        AtomicFile.write(file, "neu: ½");
        assertEquals("neu: ½", Files.readString(file));
        assertEquals(List.of("summary.json"), names());
    }

    @Test
    void aFailureLeavesTheOldContentAndNoTemporaryFile() throws IOException {
        AtomicFile.write(file, "old");
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    out.write(new byte[1 << 20]);
                    throw new IOException("disk full");
                }));
        assertEquals(file + ": disk full", thrown.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("summary.json"), names());
    }

    @Test
    void theFinalNameAppearsOnlyWhenAllIsWritten() throws IOException {
        AtomicFile.write(file, out -> {
            out.write(new byte[1 << 20]);
            out.flush();
            assertEquals(
                    List.of(), names().stream().filter("summary.json"::equals).toList());
            assertEquals(1, names().size(), "the temporary file is in the same directory");
        });
        assertArrayEquals(new byte[1 << 20], Files.readAllBytes(file));
    }

    @Test
    void aMissingDirectoryIsNotMade() {
        Path missing = directory.resolve("none/summary.json");
        IOException thrown = assertThrows(NoSuchFileException.class, () -> AtomicFile.write(missing, "text"));
        assertEquals(missing.toString(), thrown.getMessage(), "not the temporary file's name");
    }

    @Test
    void aDirectoryOfThatNameStays() throws IOException {
        Files.createDirectory(file);
        Files.writeString(file.resolve("inside"), "x");
        IOException thrown = assertThrows(IOException.class, () -> AtomicFile.write(file, "text"));
        assertEquals(file + ": is a directory", thrown.getMessage());
        assertEquals(List.of("summary.json"), names());
        assertEquals("x", Files.readString(file.resolve("inside")));
    }

    @Test
    void aSymbolicLinkStaysAndItsTargetIsWritten() throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        Path target = elsewhere.resolve("target.json");
        Files.createSymbolicLink(file, Path.of("middle"));
        Files.createSymbolicLink(directory.resolve("middle"), Path.of("elsewhere/target.json"));
        AtomicFile.write(file, "made through a link to nothing");
        assertEquals("made through a link to nothing", Files.readString(target));
        AtomicFile.write(file, "new");
        assertEquals("new", Files.readString(target));
        assertTrue(Files.isSymbolicLink(file) && Files.isSymbolicLink(directory.resolve("middle")));
        assertEquals(List.of("elsewhere", "middle", "summary.json"), names());
    }

    @Test
    void aCircleOfLinksIsRefused() throws IOException {
        Files.createSymbolicLink(file, Path.of("summary.json"));
        IOException thrown = assertThrows(IOException.class, () -> AtomicFile.write(file, "text"));
        assertEquals(file + ": too many symbolic links", thrown.getMessage());
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsNotReplaced() throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
        String expected = file + ": is a device, a pipe or a socket, and would be replaced by a file";
        assertEquals(
                expected,
                assertThrows(IOException.class, () -> AtomicFile.write(file, "text"))
                        .getMessage());
        assertEquals(
                expected,
                assertThrows(IOException.class, () -> AtomicFile.check(file)).getMessage());
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);
        assertThrows(IOException.class, () -> AtomicFile.write(link, "text"), "through a link too");
        assertTrue(Files.readAttributes(file, BasicFileAttributes.class).isOther(), "still a pipe");
        assertEquals(List.of("link", "summary.json"), names());
    }

    @Test
    void aCheckTouchesNothing() throws IOException {
        AtomicFile.check(file);
        assertEquals(List.of(), names());
        Files.writeString(file, "old");
        AtomicFile.check(file);
        assertEquals("old", Files.readString(file));
        Path missing = directory.resolve("none/summary.json");
        IOException thrown = assertThrows(NoSuchFileException.class, () -> AtomicFile.check(missing));
        assertEquals(missing.toString(), thrown.getMessage());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
