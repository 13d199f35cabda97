package io.katsuo.network.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
