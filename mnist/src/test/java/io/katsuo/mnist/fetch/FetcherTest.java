package io.katsuo.mnist.fetch;

import static io.katsuo.mnist.fetch.ScriptedServer.head;
import static io.katsuo.mnist.fetch.ScriptedServer.ok;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.fetch.ScriptedServer.Script;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Downloads from mirrors on this machine, most of which misbehave. */
@Timeout(30)
class FetcherTest {
    private static final Patience SHORT =
            new Patience(Duration.ofSeconds(2), Duration.ofMillis(400), Duration.ofMillis(1500));
    private static final SampleFile A = SampleFile.of("a-idx1-ubyte", 100_000);
    private static final SampleFile B = SampleFile.of("b-idx1-ubyte", 20_000);

    @TempDir
    private Path cache;

    private final List<String> notes = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();
    private final DownloadListener listener = new DownloadListener() {
        @Override
        public void received(long bytes, long total) {
            progress.add(bytes);
            assertEquals(A.compressed().length, total);
        }

        @Override
        public void note(String line) {
            notes.add(line);
        }
    };

    private Fetcher fetcher(URI... mirrors) {
        return new Fetcher(List.of(mirrors), SHORT, new MnistCache(cache), listener);
    }

    private static void right(String path, java.io.OutputStream out) throws IOException {
        ok(out, path.endsWith("/" + A.fileName() + ".gz") ? A.compressed() : B.compressed());
    }

    private List<String> cached() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    /** A mirror that does this is complained about so, nothing is stored, and the next mirror serves. */
    private void failsOver(String problem, Script script) throws IOException {
        try (ScriptedServer bad = new ScriptedServer(script);
                ScriptedServer good = new ScriptedServer(FetcherTest::right)) {
            MnistUnavailableException e = assertThrows(
                    MnistUnavailableException.class,
                    () -> fetcher(bad.address()).fetch(List.of(A)));
            String line = bad.address() + A.fileName() + ".gz: " + problem;
            assertTrue(e.getMessage().startsWith("no mirror has a-idx1-ubyte: " + line), e::getMessage);
            assertFalse(e.getMessage().contains("\n"), e::getMessage);
            assertTrue(!Files.exists(cache) || cached().isEmpty());

            notes.clear();
            Map<SampleFile, IdxArray> fetched =
                    fetcher(bad.address(), good.address()).fetch(List.of(A));
            assertArrayEquals(A.content(), content(fetched.get(A)));
            assertEquals(1, notes.size());
            assertTrue(notes.getFirst().startsWith(line), notes::getFirst);
            assertEquals(List.of("a-idx1-ubyte"), cached());
            assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve("a-idx1-ubyte")));
        }
    }

    private static byte[] content(IdxArray array) {
        return IdxFiles.join(array.header(), array.data());
    }

    @Test
    void storesWhatItFetches() throws Exception {
        try (ScriptedServer server = new ScriptedServer(FetcherTest::right)) {
            Map<SampleFile, IdxArray> fetched = fetcher(server.address()).fetch(List.of(A));
            assertArrayEquals(A.content(), content(fetched.get(A)));
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
            Fetcher fetcher =
                    new Fetcher(List.of(server.address()), SHORT, new MnistCache(cache), DownloadListener.SILENT);
            assertThrows(MnistUnavailableException.class, () -> fetcher.fetch(List.of(B, A)));
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
                    content(fetcher(server.address()).fetch(List.of(A)).get(A)));
        }
    }

    @Test
    void shortBody() throws Exception {
        failsOver("Premature EOF", (path, out) -> {
            head(out, "200 OK", "Content-Length: " + A.compressed().length);
            out.write(A.compressed(), 0, 50_000);
        });
    }

    @Test
    void shortBodyWithoutALength() throws Exception {
        failsOver("gzip data cut off after 50000 bytes", (path, out) -> {
            head(out, "200 OK", "Connection: close");
            out.write(A.compressed(), 0, 50_000);
        });
    }

    @Test
    void lengthTooSmall() throws Exception {
        failsOver("", (path, out) -> {
            head(out, "200 OK", "Content-Length: 777", "Connection: close");
            out.write(A.compressed());
        });
    }

    @Test
    void longBody() throws Exception {
        failsOver(
                "bytes after the end of the gzip data, expected none",
                (path, out) -> ok(out, IdxFiles.join(A.compressed(), new byte[5])));
    }

    @Test
    void endlessBody() throws Exception {
        failsOver("more than 101008 bytes", (path, out) -> {
            head(out, "200 OK", "Connection: close");
            while (true) {
                out.write(A.compressed());
            }
        });
    }

    @Test
    void hugeDeclaredLength() throws Exception {
        failsOver(
                "Content-Length 99999999999, expected at most 101008",
                (path, out) -> head(out, "200 OK", "Content-Length: 99999999999"));
    }

    @Test
    void chunkedAndCutOff() throws Exception {
        failsOver("", (path, out) -> {
            head(out, "200 OK", "Transfer-Encoding: chunked");
            out.write("3e8\r\n".getBytes());
            out.write(A.compressed(), 0, 1000);
            out.write("\r\n3e8\r\n".getBytes());
            out.write(A.compressed(), 1000, 10);
        });
    }

    @Test
    void errorsOfTheServer() throws Exception {
        for (String status : List.of("404 Not Found", "500 Internal Server Error", "403 Forbidden", "429 Slow Down")) {
            failsOver(
                    "HTTP status " + status.substring(0, 3),
                    (path, out) -> head(out, status, "Content-Length: 0", "Connection: close"));
            Files.delete(cache.resolve(A.fileName()));
        }
    }

    @Test
    void aPageInsteadOfAFile() throws Exception {
        failsOver(
                "magic number 0x3C68746D, expected 0x00000801",
                (path, out) -> ok(out, "<html>Please log in to the hotel's network</html>".getBytes()));
    }

    @Test
    void anotherFile() throws Exception {
        failsOver("another file", (path, out) -> ok(out, B.compressed()));
    }

    @Test
    void aFlippedBit() throws Exception {
        failsOver("", (path, out) -> ok(out, IdxFiles.flipped(A.compressed(), 8 * 60_000)));
    }

    @Test
    void redirectLoop() throws Exception {
        failsOver(
                "more than 5 redirects",
                (path, out) -> head(out, "302 Found", "Location: " + path, "Content-Length: 0", "Connection: close"));
    }

    @Test
    void redirectElsewhere() throws Exception {
        for (String location : List.of("file:///etc/passwd", "ftp://localhost/a", "jar:file:/a!/b")) {
            failsOver(
                    "redirect to " + location + " refused, expected http or https",
                    (path, out) ->
                            head(out, "301 Moved", "Location: " + location, "Content-Length: 0", "Connection: close"));
            Files.delete(cache.resolve(A.fileName()));
        }
        failsOver(
                "redirect to what is no address: ht tp://x y",
                (path, out) ->
                        head(out, "301 Moved", "Location: ht tp://x y", "Content-Length: 0", "Connection: close"));
    }

    @Test
    void followsAnHonestRedirect() throws Exception {
        try (ScriptedServer good = new ScriptedServer(FetcherTest::right);
                ScriptedServer moved = new ScriptedServer((path, out) -> head(
                        out, "302 Found", "Location: " + good.address() + A.fileName() + ".gz", "Content-Length: 0"))) {
            assertArrayEquals(
                    A.content(),
                    content(fetcher(moved.address()).fetch(List.of(A)).get(A)));
        }
    }

    @Test
    void silenceInTheMiddle() throws Exception {
        failsOver("Read timed out", (path, out) -> {
            head(out, "200 OK", "Content-Length: " + A.compressed().length);
            out.write(A.compressed(), 0, 1000);
            out.flush();
            Thread.sleep(10_000);
        });
    }

    /** A byte every 50 ms never counts as silence. */
    @Test
    void dripping() throws Exception {
        failsOver("not done after 1.5 s", (path, out) -> {
            head(out, "200 OK", "Content-Length: " + A.compressed().length);
            for (byte b : A.compressed()) {
                out.write(b);
                out.flush();
                Thread.sleep(50);
            }
        });
    }

    /** The same before the headers are complete. */
    @Test
    void drippingHeaders() throws Exception {
        failsOver("not done after 1.5 s", (path, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes());
            for (int i = 0; i < 1000; i++) {
                out.write('X');
                out.flush();
                Thread.sleep(50);
            }
        });
    }

    @Test
    void nobodyThere() throws Exception {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/mnist/");
        }
        URI unknown = URI.create("http://no-such-host.invalid/mnist/");
        MnistUnavailableException e = assertThrows(
                MnistUnavailableException.class, () -> fetcher(closed, unknown).fetch(List.of(A)));
        assertEquals(
                "no mirror answers: 127.0.0.1: connection refused; no-such-host.invalid: host name not found",
                e.getMessage());
        e = assertThrows(MnistUnavailableException.class, () -> fetcher().fetch(List.of(A)));
        assertEquals("no mirror answers", e.getMessage());
    }

    /** Somebody accepts connections and says nothing: all such mirrors together cost one wait, and are passed over. */
    @Test
    void muteMirrorsShareOneWait() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
                ScriptedServer good = new ScriptedServer(FetcherTest::right)) {
            URI silent = URI.create("http://127.0.0.1:" + mute.getLocalPort() + "/mnist");
            long start = System.nanoTime();
            MnistUnavailableException e = assertThrows(
                    MnistUnavailableException.class,
                    () -> fetcher(silent, silent, silent).fetch(List.of(A)));
            assertEquals(3, e.getMessage().split("Read timed out", -1).length - 1, e::getMessage);
            assertTrue(System.nanoTime() - start < 3 * SHORT.silence().toNanos());
            fetcher(silent, good.address()).fetch(List.of(A));
            assertEquals(List.of("a-idx1-ubyte"), cached());
        }
    }

    @Test
    void cancelledInTheMiddle() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        Script stalls = (path, out) -> {
            head(out, "200 OK", "Content-Length: " + A.compressed().length);
            out.write(A.compressed(), 0, 50_000);
            out.flush();
            begun.countDown();
            try {
                while (true) {
                    out.write(0);
                    out.flush();
                    Thread.sleep(1);
                }
            } catch (IOException e) {
                gone.countDown(); // the client closed the connection
            }
        };
        try (ScriptedServer server = new ScriptedServer(stalls)) {
            FutureTask<Object> fetch = new FutureTask<>(() -> assertThrows(
                    IOException.class, () -> fetcher(server.address()).fetch(List.of(A))));
            Thread thread = new Thread(fetch);
            thread.start();
            begun.await();
            thread.interrupt();
            assertInstanceOf(InterruptedIOException.class, fetch.get());
            gone.await();
        }
        assertEquals(List.of(), cached());
    }

    @Test
    void twoAtOnceEndWithOneGoodFile() throws Exception {
        try (ScriptedServer server = new ScriptedServer(FetcherTest::right)) {
            List<FutureTask<Map<SampleFile, IdxArray>>> both = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Fetcher fetcher =
                        new Fetcher(List.of(server.address()), SHORT, new MnistCache(cache), DownloadListener.SILENT);
                FutureTask<Map<SampleFile, IdxArray>> fetch = new FutureTask<>(() -> fetcher.fetch(List.of(A)));
                both.add(fetch);
                new Thread(fetch).start();
            }
            for (FutureTask<Map<SampleFile, IdxArray>> fetch : both) {
                assertArrayEquals(A.content(), content(fetch.get().get(A)));
            }
        }
        assertEquals(List.of("a-idx1-ubyte"), cached());
        assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve("a-idx1-ubyte")));
    }

    /** Where nothing can be kept, as with a read-only cache, the data is used all the same. */
    @Test
    void aCacheThatCannotBeWritten() throws Exception {
        Path file = Files.write(cache.resolve("in-the-way"), new byte[] {1});
        try (ScriptedServer server = new ScriptedServer(FetcherTest::right)) {
            Fetcher fetcher =
                    new Fetcher(List.of(server.address()), SHORT, new MnistCache(file.resolve("mnist")), listener);
            assertArrayEquals(A.content(), content(fetcher.fetch(List.of(A)).get(A)));
        }
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().startsWith("cache: a-idx1-ubyte not kept: "), notes::getFirst);
        assertArrayEquals(new byte[] {1}, Files.readAllBytes(file));
    }

    @Test
    void replacesADamagedFile() throws Exception {
        Files.write(cache.resolve(A.fileName()), Arrays.copyOf(A.content(), 99));
        try (ScriptedServer server = new ScriptedServer(FetcherTest::right)) {
            fetcher(server.address()).fetch(List.of(A));
        }
        assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve(A.fileName())));
    }
}
