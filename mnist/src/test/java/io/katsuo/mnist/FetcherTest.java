package io.katsuo.mnist;

import static io.katsuo.mnist.ScriptedServer.head;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.ScriptedServer.Script;
import io.katsuo.mnist.idx.IdxArray;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Downloads from mirrors on this machine. */
@Timeout(30)
class FetcherTest extends Downloads {
    @Test
    void storesWhatItFetches() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Downloads::right)) {
            Map<MnistFile, IdxArray> fetched = fetcher(server.address()).fetch(List.of(A.file()));
            assertArrayEquals(A.content(), content(fetched.get(A.file())));
            assertEquals(List.of("/mnist/a-idx1-ubyte.gz"), server.requests());
        }
        assertEquals(List.of("a-idx1-ubyte"), cached());
        assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve("a-idx1-ubyte")));
        assertEquals(A.compressed().length, progress.getLast());
        assertEquals(progress.stream().sorted().toList(), progress);
        assertEquals(List.of(), notes);
    }

    @Test
    void fetchesSeveralFilesAndKeepsThoseThatCame() throws Exception {
        Script onlyB = (path, out) -> {
            if (path.contains("/b-")) {
                right(path, out);
            } else {
                head(out, "404 Not Found", "Content-Length: 0");
            }
        };
        try (ScriptedServer server = new ScriptedServer(onlyB)) {
            Fetcher fetcher = new Fetcher(List.of(server.address()), LONG, cache, DownloadListener.SILENT);
            assertThrows(MnistUnavailableException.class, () -> fetcher.fetch(List.of(B.file(), A.file())));
        }
        assertEquals(List.of("b-idx1-ubyte"), cached());
    }

    @Test
    void acceptsAPlainFileAndOneWithoutALength() throws Exception {
        Script plain = (path, out) -> {
            head(out, "200 OK", "Connection: close");
            out.write(A.content());
        };
        try (ScriptedServer server = new ScriptedServer(plain)) {
            assertArrayEquals(
                    A.content(),
                    content(fetcher(server.address()).fetch(List.of(A.file())).get(A.file())));
        }
    }

    @Test
    void followsAnHonestRedirect() throws Exception {
        try (ScriptedServer good = new ScriptedServer(Downloads::right);
                ScriptedServer moved = new ScriptedServer((path, out) -> head(
                        out, "302 Found", "Location: " + good.address() + A.fileName() + ".gz", "Content-Length: 0"))) {
            assertArrayEquals(
                    A.content(),
                    content(fetcher(moved.address()).fetch(List.of(A.file())).get(A.file())));
        }
    }

    @Test
    void nobodyThere() throws Exception {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/mnist/");
        }
        URI unknown = URI.create("http://no-such-host.invalid/mnist/");
        MnistUnavailableException e = assertThrows(
                MnistUnavailableException.class, () -> fetcher(closed, unknown).fetch(List.of(A.file())));
        assertEquals(
                "no mirror answers: 127.0.0.1: connection refused; no-such-host.invalid: host name not found; set"
                        + " MNIST_DIR to a directory with MNIST's four files, or use the embedded digits: Mnist.embedded(), --data embedded",
                e.getMessage());
        e = assertThrows(MnistUnavailableException.class, () -> fetcher().fetch(List.of(A.file())));
        assertEquals(
                "no mirror answers; set MNIST_DIR to a directory with MNIST's four files, or use the embedded digits: Mnist.embedded(), --data embedded",
                e.getMessage());
    }

    /** Somebody accepts connections and says nothing: all such mirrors together cost one wait, and are passed over. */
    @Test
    void muteMirrorsShareOneWait() throws Exception {
        patience = SHORT;
        try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                ScriptedServer good = new ScriptedServer(Downloads::right)) {
            URI silent = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/mnist");
            long start = System.nanoTime();
            MnistUnavailableException e = assertThrows(
                    MnistUnavailableException.class,
                    () -> fetcher(silent, silent, silent).fetch(List.of(A.file())));
            assertEquals(3, e.getMessage().split("Read timed out", -1).length - 1, e::getMessage);
            assertTrue(System.nanoTime() - start < 3 * SHORT.silence().toNanos());
            fetcher(silent, good.address()).fetch(List.of(A.file()));
            assertEquals(List.of("a-idx1-ubyte"), cached());
        }
    }

    /** Sends part of a file, then a byte now and then until the client leaves. */
    private static Script stalls(CountDownLatch begun, CountDownLatch gone) {
        return (path, out) -> {
            head(out, "200 OK", "Content-Length: " + A.compressed().length);
            out.write(A.compressed(), 0, 50_000);
            out.flush();
            begun.countDown();
            try {
                while (true) {
                    out.write(0);
                    out.flush();
                    Thread.sleep(20);
                }
            } catch (IOException e) {
                gone.countDown(); // the client closed the connection
            }
        };
    }

    @Test
    void cancelledInTheMiddle() throws Exception {
        SampleFile another = SampleFile.of("another-idx1-ubyte", 100_000);
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch gone = new CountDownLatch(2);
        try (ScriptedServer server = new ScriptedServer(stalls(begun, gone))) {
            Fetcher fetcher = new Fetcher(List.of(server.address()), LONG, cache, DownloadListener.SILENT);
            FutureTask<Object> fetch = new FutureTask<>(() ->
                    assertThrows(IOException.class, () -> fetcher.fetch(List.of(A.file(), another.file()))));
            Thread thread = new Thread(fetch);
            thread.start();
            begun.await();
            thread.interrupt();
            assertInstanceOf(InterruptedIOException.class, fetch.get());
            gone.await();
        }
        assertEquals(List.of(), cached());
    }

    /** What is still dripping from the first mirror must not be counted with what comes from the next. */
    @Test
    void aSlowMirrorIsLeftForTheNext() throws Exception {
        patience = SHORT;
        CountDownLatch gone = new CountDownLatch(1);
        Script waits = (path, out) -> {
            gone.await();
            right(path, out);
        };
        try (ScriptedServer slow = new ScriptedServer(stalls(new CountDownLatch(1), gone));
                ScriptedServer next = new ScriptedServer(waits)) {
            fetcher(slow.address(), next.address()).fetch(List.of(A.file()));
            assertEquals(List.of("a-idx1-ubyte"), cached());
        }
    }

    @Test
    void twoAtOnceEndWithOneGoodFile() throws Exception {
        try (ScriptedServer server = new ScriptedServer(Downloads::right)) {
            List<FutureTask<Map<MnistFile, IdxArray>>> both = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Fetcher fetcher = new Fetcher(List.of(server.address()), LONG, cache, DownloadListener.SILENT);
                FutureTask<Map<MnistFile, IdxArray>> fetch = new FutureTask<>(() -> fetcher.fetch(List.of(A.file())));
                both.add(fetch);
                new Thread(fetch).start();
            }
            for (FutureTask<Map<MnistFile, IdxArray>> fetch : both) {
                assertArrayEquals(A.content(), content(fetch.get().get(A.file())));
            }
        }
        assertEquals(List.of("a-idx1-ubyte"), cached());
        assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve("a-idx1-ubyte")));
    }

    /** Where nothing can be kept, as with a read-only cache, the data is used all the same. */
    @Test
    void aCacheThatCannotBeWritten() throws Exception {
        Path file = Files.write(cache.resolve("in-the-way"), new byte[] {1});
        try (ScriptedServer server = new ScriptedServer(Downloads::right)) {
            Fetcher fetcher = new Fetcher(List.of(server.address()), LONG, file.resolve("mnist"), listener);
            assertArrayEquals(
                    A.content(), content(fetcher.fetch(List.of(A.file())).get(A.file())));
        }
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().startsWith("cache: a-idx1-ubyte not kept: "), notes::getFirst);
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
    }

    /** Where the cache is a link, as to a larger disk, the link stays. */
    @Test
    void aCacheThatIsALink() throws Exception {
        Path real = Files.createDirectory(cache.resolve("real"));
        Path link = Files.createSymbolicLink(cache.resolve("link"), real);
        try (ScriptedServer server = new ScriptedServer(Downloads::right)) {
            new Fetcher(List.of(server.address()), LONG, link, DownloadListener.SILENT).fetch(List.of(A.file()));
        }
        assertArrayEquals(A.content(), Files.readAllBytes(real.resolve(A.fileName())));
        assertTrue(Files.isSymbolicLink(link));
    }

    /** What is no failure of a mirror, such as the end of the memory, is neither wrapped nor taken for one. */
    @Test
    void anErrorWhileLoadingStaysThatError() throws Exception {
        OutOfMemoryError error = new OutOfMemoryError("of this test");
        DownloadListener failing = new DownloadListener() {
            @Override
            public void received(long bytes, long total) {
                throw error;
            }

            @Override
            public void note(String line) {
                notes.add(line);
            }
        };
        try (ScriptedServer server = new ScriptedServer(Downloads::right)) {
            Fetcher fetcher = new Fetcher(List.of(server.address(), server.address()), LONG, cache, failing);
            assertSame(error, assertThrows(Error.class, () -> fetcher.fetch(List.of(A.file()))));
        }
        assertEquals(List.of(), notes);
        assertEquals(List.of(), cached());
    }

    @Test
    void replacesADamagedFile() throws Exception {
        Files.write(cache.resolve(A.fileName()), Arrays.copyOf(A.content(), 99));
        try (ScriptedServer server = new ScriptedServer(Downloads::right)) {
            fetcher(server.address()).fetch(List.of(A.file()));
        }
        assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve(A.fileName())));
    }
}
