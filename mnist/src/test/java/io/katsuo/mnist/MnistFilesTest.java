package io.katsuo.mnist;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.idx.CorruptDataException;
import io.katsuo.mnist.idx.IdxFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which place is looked at, and what is said when a file is not as it should be there. */
@Timeout(60)
class MnistFilesTest {
    @TempDir
    private Path directory;

    private MnistLocations locations(Map<String, String> env, URI... mirrors) {
        return new MnistLocations(env, directory.resolve("cache"), List.of(mirrors), Downloads.LONG);
    }

    @Test
    void aNamedDirectoryMustHaveAllFiles() throws Exception {
        Files.createFile(directory.resolve("train-labels.idx1-ubyte.gz"));
        IOException e = assertThrows(IOException.class, () -> MnistFiles.inDirectory(directory, "--data: "));
        assertEquals(
                "--data: " + directory + " lacks train-images-idx3-ubyte, t10k-images-idx3-ubyte,"
                        + " t10k-labels-idx1-ubyte (each with or without .gz)",
                e.getMessage());
        Path nowhere = directory.resolve("nowhere");
        e = assertThrows(IOException.class, () -> MnistFiles.inDirectory(nowhere, "--data: "));
        assertEquals("--data: " + nowhere + ": no such directory", e.getMessage());
        Path file = Files.createFile(directory.resolve("file"));
        e = assertThrows(IOException.class, () -> MnistFiles.inDirectory(file, "--data: "));
        assertEquals("--data: " + file + " is not a directory", e.getMessage());
    }

    /** The environment's word is as good as an option's: no silent way round a bad directory. */
    @Test
    void mnistDirIsNotPassedOverWhenItIsBad() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        Map<String, String> env = Map.of("MNIST_DIR", nowhere.toString());
        IOException e =
                assertThrows(IOException.class, () -> MnistFiles.automatic(locations(env), DownloadListener.SILENT));
        assertEquals("MNIST_DIR: " + nowhere + ": no such directory", e.getMessage());
    }

    @Test
    void withNothingAnywhereItIsSaidThatThereIsNone() throws Exception {
        for (Map<String, String> env : List.of(Map.<String, String>of(), Map.of("MNIST_DIR", " "))) {
            assertThrows(
                    MnistUnavailableException.class,
                    () -> MnistFiles.automatic(locations(env), DownloadListener.SILENT));
        }
        assertFalse(Files.exists(directory.resolve("cache")));
    }

    /** A damaged file in the cache is fetched again; what the mirror has is no better here. */
    @Test
    void aDamagedFileInTheCacheIsFetchedAgain() throws Exception {
        Path cache = Files.createDirectories(directory.resolve("cache/mnist"));
        Path damaged = Files.write(cache.resolve("t10k-labels-idx1-ubyte"), IdxFiles.sample(10_000));
        List<String> notes = new CopyOnWriteArrayList<>();
        DownloadListener listener = new DownloadListener() {
            @Override
            public void received(long bytes, long total) {
                // other tests look at it
            }

            @Override
            public synchronized void note(String line) {
                notes.add(line);
            }
        };
        try (ScriptedServer server =
                new ScriptedServer((path, out) -> ScriptedServer.ok(out, IdxFiles.gzip(IdxFiles.sample(10_000))))) {
            assertThrows(
                    MnistUnavailableException.class,
                    () -> MnistFiles.automatic(locations(Map.of(), server.address()), listener));
            assertTrue(server.requests().contains("/mnist/t10k-labels-idx1-ubyte.gz"));
        }
        String first = notes.stream()
                .filter(line -> line.startsWith(damaged + ": SHA-256"))
                .findFirst()
                .orElseThrow();
        assertTrue(first.endsWith("(another t10k-labels-idx1-ubyte); downloading it again"), first);
    }

    @Test
    void interruptingEndsTheWait() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (ScriptedServer server = new ScriptedServer((path, out) -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        })) {
            MnistLocations locations = locations(Map.of(), server.address());
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> MnistFiles.automatic(locations, DownloadListener.SILENT));
            assertTrue(Thread.interrupted(), "the interrupt is kept");
        } finally {
            end.countDown();
        }
    }

    @Test
    void eachFileThatIsNotMnistsIsNamed() throws Exception {
        Files.write(directory.resolve("train-images-idx3-ubyte"), IdxFiles.sample(60_000));
        Files.write(directory.resolve("train-labels-idx1-ubyte.gz"), IdxFiles.gzip(IdxFiles.sample(60_000)));
        Files.write(directory.resolve("t10k-images.idx3-ubyte"), IdxFiles.sample(10, 28, 28));
        refused(
                0,
                "train-images-idx3-ubyte: magic number 0x00000801, expected 0x00000803 (a labels file given as images?)");
        refused(1, "train-labels-idx1-ubyte.gz: SHA-256 of the content ");
        refused(2, "t10k-images.idx3-ubyte: extent 10 of axis 0 at byte 4, expected 10000");
    }

    private void refused(int number, String start) {
        MnistFile file = MnistFile.MNIST.get(number);
        CorruptDataException e = assertThrows(
                CorruptDataException.class, () -> file.read(file.in(directory).orElseThrow()));
        assertTrue(e.getMessage().startsWith(directory.resolve(start).toString()), e::getMessage);
        assertFalse(e.getMessage().contains("\n"));
    }

    /** Some archives unpack so: a directory that is named like the file, beside the file. */
    @Test
    void aDirectoryNamedLikeAFileIsPassedOver() throws Exception {
        MnistFile labels = MnistFile.MNIST.getLast();
        Files.createDirectory(directory.resolve(labels.fileName()));
        assertTrue(labels.in(directory).isEmpty());
        Path file = Files.createFile(directory.resolve(labels.fileName() + ".gz"));
        assertEquals(file, labels.in(directory).orElseThrow());
    }

    @Test
    void mirrorsThatDoNotAnswerAreAskedOnceADay() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ScriptedServer server = new ScriptedServer((path, out) -> {
            requests.incrementAndGet();
            ScriptedServer.head(out, "404 Not Found", "Content-Length: 0", "Connection: close");
        })) {
            MnistLocations locations = locations(Map.of(), server.address());
            assertTrue(unavailable(locations).startsWith("no mirror has "));
            String again = unavailable(locations);
            assertTrue(again.startsWith("no mirror had the files at 20"), again);
            assertTrue(again.contains("MNIST_DIR") && again.contains("Mnist.embedded()"), again);
            // The four files are asked for at the same time, and the first answer ends the call.
            assertTrue(requests.get() <= 4, "nobody was asked again");
            Path mark = directory.resolve("cache/no-mirror-answered");
            Files.setLastModifiedTime(mark, FileTime.from(Instant.now().minusSeconds(90_000)));
            assertTrue(unavailable(locations).startsWith("no mirror has "), "a day later");
            assertTrue(unavailable(locations(Map.of(), server.address().resolve("other/")))
                    .startsWith("no mirror has "));
        }
    }

    private static String unavailable(MnistLocations locations) {
        return assertThrows(
                        MnistUnavailableException.class, () -> MnistFiles.automatic(locations, DownloadListener.SILENT))
                .getMessage();
    }

    @Test
    void drawnDigitsAreKept() throws Exception {
        Digits drawn = MnistFiles.drawn(directory);
        Path images = directory.resolve("drawn-digits/t10k-images-idx3-ubyte");
        assertEquals(16 + 2_000 * 784, Files.size(images));
        FileTime first = Files.getLastModifiedTime(images);
        Digits read = MnistFiles.drawn(directory);
        assertEquals(first, Files.getLastModifiedTime(images), "read, not drawn");
        assertArrayEquals(drawn.train().pixels(), read.train().pixels());
        assertArrayEquals(drawn.test().labels(), read.test().labels());
        Files.write(images, new byte[1]);
        assertArrayEquals(
                drawn.test().pixels(), MnistFiles.drawn(directory).test().pixels(), "damaged, so drawn");
        assertArrayEquals(drawn.test().pixels(), MnistFiles.drawn(images).test().pixels(), "no directory to keep them");
    }

    @Test
    void findsFilesUnderAllTheirNames() throws Exception {
        for (MnistFile file : MnistFile.MNIST) {
            List<String> names = new ArrayList<>(file.fileNames());
            assertEquals(4, names.size());
            // From the last choice to the first: each new one is preferred.
            for (String name : names.reversed()) {
                Path path = Files.createFile(directory.resolve(name));
                assertEquals(path, file.in(directory).orElseThrow());
            }
        }
        assertEquals("train-images-idx3-ubyte", MnistFile.MNIST.get(0).fileName());
        assertTrue(MnistFile.MNIST.get(3).fileNames().contains("t10k-labels.idx1-ubyte.gz"));
    }

    @Test
    void aSiteMayNameItsOwnMirrors() throws Exception {
        assertEquals(
                List.of(URI.create("http://mirror.example/mnist"), URI.create("https://other.example/")),
                MnistLocations.mirrors(" http://mirror.example/mnist ,, https://other.example/"));
        assertEquals(List.of(), MnistLocations.mirrors(""));
        assertEquals(2, MnistLocations.mirrors(null).size());
        for (String address : List.of("file:///etc", "ftp://x/", "mnist", "https:///nohost", "a b")) {
            IOException e =
                    assertThrows(IOException.class, () -> MnistLocations.mirrors("http://fine.example/," + address));
            assertTrue(e.getMessage().startsWith("katsuo.mnist.mirrors: "), e::getMessage);
            assertTrue(e.getMessage().contains(address), e::getMessage);
        }
    }

    @Test
    void sizesAreThoseOfMnist() {
        assertEquals(47_040_016, MnistFile.MNIST.get(0).contentSize());
        assertEquals(60_008, MnistFile.MNIST.get(1).contentSize());
        assertEquals(7_840_016, MnistFile.MNIST.get(2).contentSize());
        assertEquals(10_008, MnistFile.MNIST.get(3).contentSize());
    }
}
