package io.katsuo.mnist;

import static io.katsuo.mnist.ScriptedServer.head;
import static io.katsuo.mnist.ScriptedServer.ok;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.katsuo.mnist.ScriptedServer.Script;
import io.katsuo.mnist.idx.IdxArray;
import io.katsuo.mnist.idx.IdxFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Downloads from mirrors on this machine that misbehave, with one behind them that does not. */
@Timeout(60)
class BadMirrorsTest extends Downloads {
    /** A mirror that does this is complained about so, and nothing is stored. */
    private void refused(String problem, ScriptedServer bad) throws IOException {
        MnistUnavailableException e = assertThrows(
                MnistUnavailableException.class, () -> fetcher(bad.address()).fetch(List.of(A.file())));
        assertTrue(e.getMessage().startsWith("no mirror has a-idx1-ubyte: " + line(bad, problem)), e::getMessage);
        assertFalse(e.getMessage().contains("\n"), e::getMessage);
        assertEquals(List.of(), cached());
    }

    private static String line(ScriptedServer bad, String problem) {
        return bad.address() + A.fileName() + ".gz: " + problem;
    }

    /** A mirror that does this is complained about so, nothing is stored, and the next mirror serves. */
    private void failsOver(String problem, Script script) throws IOException {
        try (ScriptedServer bad = new ScriptedServer(script);
                ScriptedServer good = new ScriptedServer(Downloads::right)) {
            refused(problem, bad);
            notes.clear();
            Map<MnistFile, IdxArray> fetched =
                    fetcher(bad.address(), good.address()).fetch(List.of(A.file()));
            assertArrayEquals(A.content(), content(fetched.get(A.file())));
            assertEquals(1, notes.size());
            assertTrue(notes.getFirst().startsWith(line(bad, problem)), notes::getFirst);
            assertEquals(List.of("a-idx1-ubyte"), cached());
            assertArrayEquals(A.content(), Files.readAllBytes(cache.resolve("a-idx1-ubyte")));
        }
    }

    /** A mirror that takes so long is given up. */
    private void tooSlow(String problem, Script script) throws IOException {
        patience = SHORT;
        try (ScriptedServer bad = new ScriptedServer(script)) {
            refused(problem, bad);
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
        failsOver("gzip data cut off", (path, out) -> {
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
                "declares [100000], but more than 100000 bytes of data follow",
                (path, out) -> ok(out, IdxFiles.gzip(IdxFiles.join(A.content(), new byte[5]))));
    }

    @Test
    void endlessBody() throws Exception {
        failsOver("more than 165544 bytes", (path, out) -> {
            head(out, "200 OK", "Connection: close");
            while (true) {
                out.write(A.compressed());
            }
        });
    }

    @Test
    void hugeDeclaredLength() throws Exception {
        failsOver(
                "Content-Length 99999999999, expected at most 165544",
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

    /** A body in chunks that ends after each of its kilobytes. */
    @Test
    void chunkedAndCutOffAnywhere() throws Exception {
        AtomicInteger kilobytes = new AtomicInteger();
        Script cut = (path, out) -> {
            head(out, "200 OK", "Transfer-Encoding: chunked", "Connection: close");
            for (int i = 0; i < kilobytes.get(); i++) {
                out.write("400\r\n".getBytes());
                out.write(A.compressed(), 1024 * i, 1024);
                out.write("\r\n".getBytes());
            }
        };
        try (ScriptedServer bad = new ScriptedServer(cut)) {
            for (; 1024 * kilobytes.get() < A.compressed().length - 1024; kilobytes.incrementAndGet()) {
                refused("", bad);
            }
        }
        assertTrue(kilobytes.get() > 60, kilobytes::toString);
    }

    /** A server that speaks no TLS, or one whose certificate nobody knows. */
    @Test
    void aFailureOfTls() throws Exception {
        patience = SHORT;
        try (ScriptedServer plain = new ScriptedServer(Downloads::right)) {
            URI address = URI.create(plain.address().toString().replace("http:", "https:"));
            MnistUnavailableException e = assertThrows(
                    MnistUnavailableException.class, () -> fetcher(address).fetch(List.of(A.file())));
            assertTrue(e.getMessage().startsWith("no mirror answers: 127.0.0.1: "), e::getMessage);
            fetcher(address, plain.address()).fetch(List.of(A.file()));
            assertEquals(List.of("a-idx1-ubyte"), cached());
        }
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
        failsOver("extent 20000 of axis 0 at byte 4, expected 100000", (path, out) -> ok(out, B.compressed()));
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
                "redirect to an invalid URL: ht tp://x y",
                (path, out) ->
                        head(out, "301 Moved", "Location: ht tp://x y", "Content-Length: 0", "Connection: close"));
    }

    @Test
    void silenceInTheMiddle() throws Exception {
        tooSlow("Read timed out", (path, out) -> {
            head(out, "200 OK", "Content-Length: " + A.compressed().length);
            out.write(A.compressed(), 0, 1000);
            out.flush();
            Thread.sleep(10_000);
        });
    }

    /** A byte every 50 ms never counts as silence. */
    @Test
    void dripping() throws Exception {
        tooSlow("not completed after 1.5 s", (path, out) -> {
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
        tooSlow("not completed after 1.5 s", (path, out) -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes());
            for (int i = 0; i < 10_000; i++) {
                out.write('X');
                out.flush();
                Thread.sleep(50);
            }
        });
    }
}
