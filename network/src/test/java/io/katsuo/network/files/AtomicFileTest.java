package io.katsuo.network.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.katsuo.network.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
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
        assertEquals(missing + ": the directory does not exist", thrown.getMessage());
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
        assertEquals(missing + ": the directory does not exist", thrown.getMessage());
    }

    @Test
    void aReplacedFileKeepsItsPermissions() throws IOException {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"), "no such permissions");
        Files.writeString(file, "secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        AtomicFile.write(file, "new secret");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void theLongestNameIsWritten() throws IOException {
        Path longest = directory.resolve("n".repeat(255));
        AtomicFile.write(longest, "text");
        assertEquals("text", Files.readString(longest));
    }

    @Test
    void anInterruptedThreadWrites() throws IOException {
        Thread.currentThread().interrupt();
        try {
            AtomicFile.write(file, "one");
            AtomicFile.write(directory, texts("two"));
            assertTrue(Thread.currentThread().isInterrupted(), "the interrupt stays");
        } finally {
            Thread.interrupted();
        }
        assertEquals("two", Files.readString(file));
    }

    @Test
    void aReasonIsNeverNull() {
        IOException thrown = assertThrows(
                IOException.class,
                () -> AtomicFile.write(file, out -> {
                    throw new IOException();
                }));
        assertEquals(file + ": java.io.IOException", thrown.getMessage());
    }

    // ---- sets ----

    @Test
    void aSetIsWrittenWholeOrNotAtAll() throws IOException {
        AtomicFile.write(directory, texts("old"));
        Map<String, AtomicFile.Content> files = texts("new");
        files.put("z", out -> {
            throw new IOException("disk full");
        });
        IOException thrown = assertThrows(IOException.class, () -> AtomicFile.write(directory, files));
        assertEquals(directory.resolve("z") + ": disk full", thrown.getMessage());
        assertContents("old");
        AtomicFile.write(directory, texts("new"));
        assertContents("new");
        assertEquals(List.of("a", "b", "summary.json"), names());
    }

    /** A process killed between two renames has announced the set: the next to come completes it. */
    @Test
    void aSetThatIsHalfRenamedIsCompleted() throws IOException {
        AtomicFile.write(directory, texts("old"));
        Path complete = Files.createDirectory(directory.resolve(Staging.COMPLETE));
        Files.writeString(directory.resolve("a"), "new");
        Files.writeString(complete.resolve("b"), "new");
        Files.writeString(complete.resolve("summary.json"), "new");
        AtomicFile.check(directory, List.of("a", "b"), 0);
        assertContents("new");
        assertEquals(List.of("a", "b", "summary.json"), names());
    }

    @Test
    void aDirectoryInTheWayOfASetLeavesAllAsItWas() throws IOException {
        AtomicFile.write(directory, texts("old"));
        Files.delete(file);
        Files.createDirectory(file);
        for (Executable attempt : new Executable[] {
            () -> AtomicFile.write(directory, texts("new")),
            () -> AtomicFile.check(directory, List.of("a", "summary.json"), 0)
        }) {
            assertEquals(
                    file + ": is a directory",
                    assertThrows(IOException.class, attempt).getMessage());
        }
        assertEquals("old", Files.readString(directory.resolve("a")));
    }

    @Test
    void aDiskWithoutSpaceIsToldBefore() {
        String message = assertThrows(
                        IOException.class, () -> AtomicFile.check(directory, List.of("a"), Long.MAX_VALUE))
                .getMessage();
        assertTrue(message.contains("bytes left, and " + Long.MAX_VALUE + " are needed"), message);
    }

    @Test
    void setsOfTwoWritersAreNeverMixed() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                String text = "set " + i;
                done.add(writers.submit(() -> {
                    AtomicFile.write(directory, texts(text));
                    return null;
                }));
            }
            for (Future<?> future : done) {
                future.get();
            }
        }
        assertContents(Files.readString(file));
        assertEquals(List.of("a", "b", "summary.json"), names());
    }

    @Test
    void whatAKilledWriterLeftIsRemovedWhenItIsOld() throws IOException {
        FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
        Path dead = Files.createDirectory(directory.resolve(".katsuo-dead.tmp"));
        Files.setLastModifiedTime(Files.createFile(dead.resolve("a")), yesterday);
        Files.setLastModifiedTime(dead, yesterday);
        Path alive = Files.createDirectory(directory.resolve(".katsuo-alive.tmp"));
        Files.createFile(alive.resolve("a"));
        Files.setLastModifiedTime(alive, yesterday);
        AtomicFile.check(file);
        assertEquals(List.of(".katsuo-alive.tmp"), names());
    }

    /** In a process of its own: a shutdown hook saves; Ctrl-C during a write leaves nothing. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aShutdownHookWritesAndAnEndedWriteLeavesNothing() throws IOException, InterruptedException {
        Process process = ChildJvm.of(Saver.class, directory.toString()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(3, process.waitFor(), said);
        assertEquals(List.of("hook"), names(), said);
        assertEquals("saved", Files.readString(directory.resolve("hook")));
    }

    /** Ends while it writes. */
    static final class Saver {
        private Saver() {}

        public static void main(String[] args) throws IOException {
            Path directory = Path.of(args[0]);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    AtomicFile.write(directory.resolve("hook"), out -> {
                        LockSupport.parkNanos(200_000_000); // longer than the other hook needs to clean up
                        out.write("saved".getBytes(StandardCharsets.UTF_8));
                    });
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
            AtomicFile.write(directory.resolve("unfinished"), out -> System.exit(3));
        }
    }

    private Map<String, AtomicFile.Content> texts(String text) {
        Map<String, AtomicFile.Content> files = new TreeMap<>();
        for (String name : List.of("a", "b", "summary.json")) {
            files.put(name, AtomicFile.Content.of(text));
        }
        return files;
    }

    private void assertContents(String text) throws IOException {
        for (String name : List.of("a", "b", "summary.json")) {
            assertEquals(text, Files.readString(directory.resolve(name)), name);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
